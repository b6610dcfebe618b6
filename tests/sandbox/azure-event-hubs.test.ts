import { describe, expect, test } from "vitest";
import { eventHub } from "../../sandbox/azure/event-hub.ts";
import { eventHubNamespace } from "../../sandbox/azure/event-hub-namespace.ts";
import { eventHubNamespaceRule, eventHubRule } from "../../sandbox/azure/event-hub-rules.ts";
import type { Properties, ResourceType, Stored } from "../../sandbox/resource.ts";
import { type Case, CONFIG, checkRules, judge, letters, place } from "./azure-cases.ts";
import { group, hub, hubInputs, hubs, hubsInputs, sender, senderInputs } from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";

type Fault = [rule: string, when: string, fault: Properties, near: Properties, message: RegExp, name?: string];

/** Cases of one type: each differs from an accepted creation in one thing. */
const casesOf = (inputs: Properties, given: Stored[], faults: readonly Fault[]): Case[] =>
  faults.map(([rule, when, fault, near, message, name = "BadRequest"]) => ({
    rule,
    when,
    inputs: { ...inputs, ...fault },
    given,
    expect: { name, message },
    mended: { inputs: { ...inputs, ...near } },
  }));

const inflated = (more: Properties): Properties => ({
  isAutoInflateEnabled: true,
  maximumThroughputUnits: 20,
  sku: { name: "Standard", capacity: 1 },
  ...more,
});
const elsewhere = place(eventHubNamespace, { ...hubsInputs, resourceGroupName: "other" });

checkRules(eventHubNamespace, [
  ...casesOf(
    hubsInputs,
    [group],
    [
      [
        "event-hub-namespace-resource-group-exists",
        "a resource group that doesn't exist",
        { resourceGroupName: "none" },
        {},
        /Resource group 'none'/,
        "ResourceGroupNotFound",
      ],
      [
        "event-hub-namespace-location-is-a-region",
        "a location that is none",
        { location: "mars" },
        { location: "West Europe" },
        /'mars' is not available/,
        "LocationNotAvailableForResourceType",
      ],
      [
        "event-hub-namespace-name-is-valid",
        "5 characters",
        { namespaceName: "audit" },
        { namespaceName: "audits" },
        /6 to 50/,
      ],
      [
        "event-hub-namespace-name-is-valid",
        "51 characters",
        { namespaceName: letters(51) },
        { namespaceName: letters(50) },
        /6 to 50/,
      ],
      [
        "event-hub-namespace-name-is-valid",
        "a digit first",
        { namespaceName: "1audits" },
        { namespaceName: "audits1" },
        /letter/,
      ],
      [
        "event-hub-namespace-sku-is-known",
        "a sku of its own",
        { sku: { name: "Free" } },
        { sku: { name: "Premium" } },
        /'Free'/,
      ],
      [
        "event-hub-namespace-throughput-units-are-in-range",
        "41 throughput units",
        { sku: { name: "Standard", capacity: 41 } },
        { sku: { name: "Standard", capacity: 40 } },
        /41 throughput units/,
      ],
      [
        "event-hub-namespace-auto-inflate-fits",
        "a basic namespace that inflates itself",
        inflated({ sku: { name: "Basic", capacity: 1 } }),
        inflated({}),
        /Standard tier alone/,
      ],
      [
        "event-hub-namespace-auto-inflate-fits",
        "an end below the beginning",
        inflated({ sku: { name: "Standard", capacity: 21 } }),
        inflated({ sku: { name: "Standard", capacity: 20 } }),
        /can't stop at 20 throughput units where there are 21/,
      ],
      [
        "event-hub-namespace-minimum-tls-is-known",
        "the storage account's word for TLS",
        { minimumTlsVersion: "TLS1_2" },
        { minimumTlsVersion: "1.2" },
        /'TLS1_2' is invalid/,
      ],
      [
        "event-hub-namespace-key-needs-premium",
        "a customer-managed key in the standard tier",
        { encryption: { keySource: "Microsoft.KeyVault" } },
        { encryption: { keySource: "Microsoft.KeyVault" }, sku: { name: "Premium", capacity: 1 } },
        /premium namespaces/,
      ],
    ],
  ),
  {
    rule: "event-hub-namespace-name-is-globally-unique",
    when: "a name that another group's namespace has",
    inputs: { ...hubsInputs, namespaceName: "EVHNS-audit" },
    given: [group, elsewhere],
    expect: { name: "NameInUse", message: /'EVHNS-audit' is not available/ },
    mended: { given: [group] },
  },
]);

const of = (sku: string) => place(eventHubNamespace, { ...hubsInputs, sku: { name: sku, capacity: 1 } }, [group]);
const hours = (retentionTimeInHours: number) => ({
  retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours },
});
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => place(eventHub, { ...hubInputs, eventHubName: `hub${at}` }));

checkRules(eventHub, [
  ...casesOf(
    hubInputs,
    [group, hubs],
    [
      [
        "event-hub-parent-exists",
        "a namespace that doesn't exist",
        { namespaceName: "evhns-none" },
        {},
        /evhns-none' could not be found/,
        "ParentResourceNotFound",
      ],
      [
        "event-hub-name-is-valid",
        "a name that ends in a dash",
        { eventHubName: "audit-" },
        { eventHubName: "a.u_d-it" },
        /1 to 256/,
      ],
      [
        "event-hub-name-is-valid",
        "257 characters",
        { eventHubName: letters(257) },
        { eventHubName: letters(256) },
        /1 to 256/,
      ],
      ["event-hub-partitions-are-in-range", "33 partitions", { partitionCount: 33 }, { partitionCount: 32 }, /1 to 32/],
      ["event-hub-partitions-are-in-range", "no partition", { partitionCount: 0 }, { partitionCount: 1 }, /1 to 32/],
      ["event-hub-retention-is-in-range", "169 hours in the standard tier", hours(169), hours(168), /1 to 168/],
      [
        "event-hub-retention-is-in-range",
        "8 days in the standard tier",
        { messageRetentionInDays: 8 },
        { messageRetentionInDays: 7 },
        /192 hours/,
      ],
    ],
  ),
  {
    rule: "event-hub-retention-is-in-range",
    when: "25 hours in the basic tier",
    inputs: { ...hubInputs, ...hours(25) },
    given: [group, of("Basic")],
    expect: { name: "BadRequest", message: /1 to 24/ },
    mended: { given: [group, of("Premium")] },
  },
  {
    rule: "event-hub-partitions-stay",
    when: "another number of partitions in the standard tier",
    existing: place(eventHub, { ...hubInputs, partitionCount: 4 }),
    inputs: { ...hubInputs, partitionCount: 8 },
    given: [group, hubs],
    expect: { name: "BadRequest", message: /from 4 to 8/ },
    mended: { given: [group, of("Premium")] },
  },
  {
    rule: "event-hub-count-is-within-limit",
    when: "an eleventh event hub",
    inputs: hubInputs,
    given: [group, hubs, ...many(10)],
    expect: { name: "QuotaExceeded", message: /at most 10 event hubs/ },
    mended: { given: [group, hubs, ...many(9)] },
  },
]);

/** What the rules of namespaces and those of event hubs have in common. */
const rulesOf = (type: ResourceType, service: string, inputs: Properties, given: Stored[]): Case[] => {
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => place(type, { ...inputs, authorizationRuleName: `rule${at}` }));
  return [
    ...casesOf(inputs, given, [
      [
        `${service}-parent-exists`,
        "a namespace that doesn't exist",
        { namespaceName: "evhns-none" },
        {},
        /evhns-none/,
        "ParentResourceNotFound",
      ],
      [
        `${service}-name-is-valid`,
        "51 characters",
        { authorizationRuleName: letters(51) },
        { authorizationRuleName: letters(50) },
        /1 to 50/,
      ],
      [
        `${service}-rights-are-known`,
        "a right to read",
        { rights: ["Read"] },
        { rights: ["Listen"] },
        /'Read' are invalid/,
      ],
      [`${service}-rights-are-known`, "no right", { rights: [] }, { rights: ["Send"] }, /give some of/],
      [
        `${service}-manage-goes-with-send-and-listen`,
        "a right to manage alone",
        { rights: ["Manage", "Send"] },
        { rights: ["Manage", "Send", "Listen"] },
        /together with Send and Listen/,
      ],
    ]),
    {
      rule: `${service}-count-is-within-limit`,
      when: "a thirteenth rule",
      inputs,
      given: [...given, ...others(12)],
      expect: { name: "QuotaExceeded", message: /at most 12/ },
      mended: { given: [...given, ...others(11)] },
    },
  ];
};

const readerInputs = { ...hubInputs, authorizationRuleName: "reader", rights: ["Listen"] };
checkRules(
  eventHubNamespaceRule,
  rulesOf(eventHubNamespaceRule, "event-hub-namespace-rule", senderInputs, [group, hubs]),
);
checkRules(eventHubRule, rulesOf(eventHubRule, "event-hub-rule", readerInputs, [group, hubs, hub]));

describe("what goes with it", () => {
  const reader = place(eventHubRule, readerInputs);
  const gone = (type: ResourceType, existing: Stored) =>
    type.cascade?.({
      verb: "delete",
      token: type.token,
      inputs: existing.inputs,
      existing,
      store: memoryStore([hubs, hub, sender, reader]),
      config: CONFIG,
    });

  test("a namespace: its event hubs and all rules", () => {
    expect(gone(eventHubNamespace, hubs)).toEqual([hub, reader, sender]);
  });

  test("an event hub: its rules", () => {
    expect(gone(eventHub, hub)).toEqual([reader]);
  });
});

test("A rule of a namespace doesn't count among those of its event hubs.", () => {
  const full = Array.from({ length: 12 }, (_, at) =>
    place(eventHubNamespaceRule, { ...senderInputs, authorizationRuleName: `rule${at}` }),
  );
  expect(judge(eventHubRule, { inputs: readerInputs, given: [group, hubs, hub, ...full] })).toEqual([]);
});
