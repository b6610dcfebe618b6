import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog, AzureAuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import { running, showsProcesses } from "./processes.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  resourcesOf,
  type StateResource,
  settingsOf,
  standing,
} from "./stacks.ts";

/** Does not prove how many components a cloud lets one account have: AWS and Azure have limits of five. */

const count = 50;
/** How many of AWS and of Azure, which both let an account have no more. */
const few = 5;

let ground: Ground;
let stack: Stack;
let plugins: number[];
beforeAll(async () => {
  // Most of the time would be the engine's, which writes the whole state after each of 600 resources.
  ground = openGround({ PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" });
  stack = await inlineStack(ground, "many", async () => {
    for (let at = 0; at < count; at += 1) deploy(at);
  });
});
afterAll(() => ground.clear());

/** A spec like no other of them: its days, the operation that its alert is about, and whom it tells. */
const deploy = (at: number): void => {
  const custom = [{ name: "mine", when: `operation == "Delete.${at}."`, severity: "high" }];
  const args = {
    spec: {
      version: 1,
      evidence: "disposable",
      retention: { days: 1000 + at, searchableDays: 90 },
      encryption: { customerManagedKey: false },
      alerts: { custom },
    },
    channels: { team: { email: { address: `team.${at}.@example.com` } } },
  };
  const name = `audit-${at}`;
  if (at < few) new AwsAuditLog(name, { ...everywhere.aws, ...args });
  else if (at < 2 * few) new AzureAuditLog(name, { ...everywhere.azure, ...args });
  else new GcpAuditLog(name, { ...everywhere.gcp, ...args });
};

/** The resources of each component, by its number. */
const byComponent = (resources: readonly StateResource[]): StateResource[][] =>
  Array.from({ length: count }, (_, at) =>
    resources.filter(({ custom, urn }) => custom && nameOf(urn).startsWith(`audit-${at}-`)),
  );

describe("fifty components at once", () => {
  it("come up in one deployment, from one process of the plugin", async () => {
    plugins = [];
    const { summary, stderr } = await stack.up({
      parallel: 64,
      onEvent: ({ resOutputsEvent }) => {
        if (resOutputsEvent && plugins.length === 0) plugins = running("auditlog.cjs");
      },
    });
    expect([summary.result, stderr]).toEqual(["succeeded", ""]);
    const types = ownResources(await resourcesOf(stack)).map(({ type }) => type);
    const components = types.filter((type) => type.startsWith("auditlog:"));
    expect(components.sort()).toEqual([
      ...Array(few).fill("auditlog:index:AwsAuditLog"),
      ...Array(few).fill("auditlog:index:AzureAuditLog"),
      ...Array(count - 2 * few).fill("auditlog:index:GcpAuditLog"),
    ]);
    expect(plugins).toHaveLength(showsProcesses ? 1 : 0);
  });

  it("each have their own filter, days and receiver, and nobody else's", async () => {
    const found = byComponent(ownResources(await resourcesOf(stack))).map((resources) => {
      const text = JSON.stringify(resources.map(({ inputs }) => inputs));
      const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, number]) => Number(number)))];
      return { alerts: all(/delete\.(\d+)\./gi), days: all(/\b(10[0-4]\d)\b/g), told: all(/team\.(\d+)\.@/g) };
    });
    expect(found).toEqual(Array.from({ length: count }, (_, at) => ({ alerts: [at], days: [1000 + at], told: [at] })));
  });

  it("stand in the clouds as they are in the state", async () => {
    const custom = ownResources(await resourcesOf(stack)).filter((one) => one.custom);
    // The services of a project are enabled once, whoever asks for them.
    const expected = new Set(custom.map(({ type, id }) => `${type} ${id}`));
    expect(standing(ground)).toEqual([...expected].sort());
  });

  it("change nothing in a second up, and leave nothing after a destroy", async () => {
    const { summary } = await stack.up({ parallel: 64 });
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
    await stack.destroy({ parallel: 64 });
    // Without a key there is no service of keys to turn on.
    const settings = settingsOf("acme-test", "monitoring").filter((one) => !one.includes("cloudkms"));
    expect(standing(ground)).toEqual(settings);
  });
});
