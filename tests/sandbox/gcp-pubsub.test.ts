import { describe, expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { projectNumber, pubSubAgent } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, CONFIG, KEY, key, keyGrant, ofProvider, PROJECT, ring, testCases, typeOf } from "./gcp-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

const on = { token: tokens.service, inputs: { service: "pubsub.googleapis.com" } };
const goodTopic: Properties = { name: "audit-stream" };
const audit = { token: tokens.topic, inputs: goodTopic };
const good: Properties = { name: "siem", topic: `projects/${PROJECT}/topics/audit-stream` };
const disabled = {
  name: "Error 403 SERVICE_DISABLED",
  message: new RegExp(
    `^googleapi: Error 403: Cloud Pub/Sub API has not been used in project ${projectNumber(PROJECT)}`,
  ),
};
const unknown = { name: "Error 404 NOT_FOUND", message: /Resource not found \(resource=audit-stream\)/ };

/** Names of both kinds follow the same rules. */
const names = (kind: "topic" | "subscription", inputs: Properties) =>
  (
    [
      ["of 256 characters", `a${"b".repeat(255)}`, `a${"b".repeat(254)}`],
      ["of 2 characters", "ab", "abc"],
      ["that begins with a digit", "1st-audit", "a1-_.~+%Z"],
      ["that begins with goog", "google-audit", "my-goog"],
    ] as const
  ).map(([when, wrong, right]) => ({
    rule: `pubsub-${kind}-name-is-valid`,
    when: `a ${kind}'s name ${when}`,
    inputs: { ...inputs, name: wrong },
    refused: badRequest(/it must have 3 to 255 characters/),
    mended: { inputs: { ...inputs, name: right } },
  }));

const retentions = (kind: "topic" | "subscription", inputs: Properties) =>
  (
    [
      ["599s", "600s"],
      ["2678401s", "2678400s"],
      ["7d", "604800.5s"],
    ] as const
  ).map(([wrong, right]) => ({
    rule: `pubsub-${kind}-retention-is-in-range`,
    when: `a retention of ${wrong} of a ${kind}`,
    inputs: { ...inputs, messageRetentionDuration: wrong },
    refused: badRequest(/must be 600s to 2678400s/),
    mended: { inputs: { ...inputs, messageRetentionDuration: right } },
  }));

/** What every kind of resource of Pub/Sub refuses. */
const common = (kind: "topic" | "subscription", inputs: Properties): Omit<Case, "token">[] => [
  {
    rule: "project-is-set",
    when: `a ${kind} without a project`,
    config: {},
    inputs,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: `a ${kind} in a project whose id ends in a dash`,
    inputs: { ...inputs, project: "acme-prod-" },
    refused: ofProvider(/Trailing hyphens are prohibited/),
    mended: { inputs: { ...inputs, project: PROJECT } },
  },
  {
    rule: `pubsub-api-is-enabled-for-${kind}s`,
    when: `a ${kind} where the API is off`,
    given: kind === "topic" ? [] : [audit],
    inputs,
    refused: disabled,
    mended: { given: kind === "topic" ? [on] : [on, audit] },
  },
  ...names(kind, inputs),
  ...retentions(kind, inputs),
  {
    rule: "labels-are-valid",
    when: `a ${kind} with a label in capitals`,
    inputs: { ...inputs, labels: { Team: "security" } },
    refused: ofProvider(/"Team" is an invalid label key/),
    mended: { inputs: { ...inputs, labels: { team: "security" } } },
  },
  {
    rule: "deletion-policy-allows-it",
    when: `the deletion of a ${kind} whose policy prevents it`,
    verb: "delete",
    inputs: { ...inputs, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy/),
    mended: { inputs },
  },
];

describe("topics", () => {
  const encrypted = { ...goodTopic, kmsKeyName: KEY };
  const within = (allowedPersistenceRegions: string[]) => ({
    ...goodTopic,
    messageStoragePolicy: { allowedPersistenceRegions },
  });
  const cases: Omit<Case, "token">[] = [
    ...common("topic", goodTopic),
    ...(["eu", "EUROPE-WEST3", "europe-west33"] as const).map((region) => ({
      rule: "pubsub-storage-regions-exist",
      when: `messages kept in ${region}`,
      inputs: within(["europe-west1", region]),
      refused: badRequest(new RegExp(`Invalid region in message storage policy: ${region}$`)),
      mended: { inputs: within(["europe-west1", "europe-west3"]) },
    })),
    {
      rule: "pubsub-storage-regions-exist",
      when: "messages kept nowhere",
      inputs: within([]),
      refused: badRequest(/at least one region/),
      mended: { inputs: within(["us-central1"]) },
    },
    {
      rule: "pubsub-agent-may-use-the-key",
      when: "a key that Pub/Sub's agent may only encrypt with",
      given: [on, ring, key, keyGrant(pubSubAgent(PROJECT), "roles/cloudkms.cryptoKeyEncrypter")],
      inputs: encrypted,
      refused: {
        name: "Error 400 FAILED_PRECONDITION",
        message: new RegExp(`verify that the service account ${pubSubAgent(PROJECT)} was granted .* ${KEY}`),
      },
      mended: { given: [on, ring, key, keyGrant(pubSubAgent(PROJECT))] },
    },
  ];
  testCases(
    typeOf(tokens.topic).rules,
    cases.map((one) => ({ given: [on], ...one, token: tokens.topic })),
  );
});

describe("subscriptions", () => {
  const cases: Omit<Case, "token">[] = [
    ...common("subscription", good),
    {
      rule: "pubsub-subscribed-topic-exists",
      when: "a topic that doesn't exist",
      given: [on],
      inputs: good,
      refused: unknown,
      mended: { given: [on, audit], inputs: { ...good, topic: "audit-stream" } },
    },
    ...([9, 601] as const).map((ackDeadlineSeconds) => ({
      rule: "pubsub-ack-deadline-is-in-range",
      when: `${ackDeadlineSeconds} seconds to acknowledge`,
      inputs: { ...good, ackDeadlineSeconds },
      refused: badRequest(/must be 10 to 600 seconds/),
      mended: { inputs: { ...good, ackDeadlineSeconds: ackDeadlineSeconds === 9 ? 10 : 600 } },
    })),
    ...(["", "86400s"] as const).map((ttl) => ({
      rule: "pubsub-expiration-is-at-least-a-day",
      when: `a subscription that expires a second too early, with the near miss "${ttl}"`,
      inputs: { ...good, expirationPolicy: { ttl: "86399s" } },
      refused: badRequest(/at least 1 day, not 86399s/),
      mended: { inputs: { ...good, expirationPolicy: { ttl } } },
    })),
  ];
  testCases(
    typeOf(tokens.subscription).rules,
    cases.map((one) => ({ given: [on, audit], ...one, token: tokens.subscription })),
  );

  test("never expire only where the time to live is empty", () => {
    const outputs = (inputs: Properties) => typeOf(tokens.subscription).outputs(inputs, CONFIG, memoryStore([]));
    expect(outputs(good).expirationPolicy).toEqual({ ttl: "2678400s" });
    expect(outputs({ ...good, expirationPolicy: { ttl: "" } }).expirationPolicy).toEqual({ ttl: "" });
  });
});

describe("grants on topics", () => {
  const grant: Properties = { topic: "audit-stream", role: "roles/pubsub.publisher", member: "user:a@acme.com" };
  const bad = (rule: string, when: string, fault: Properties, refused: Case["refused"]): Case => ({
    rule,
    when,
    token: tokens.topicGrant,
    given: [on, audit],
    inputs: { ...grant, ...fault },
    refused,
    mended: { inputs: grant },
  });
  const condition = (expression: string) => ({ condition: { title: "t", expression } });
  testCases(typeOf(tokens.topicGrant).rules, [
    {
      ...bad("pubsub-granted-topic-exists", "a topic that doesn't exist", {}, unknown),
      given: [on],
      mended: { given: [on, audit] },
    },
    bad("iam-member-is-valid", "a member without a type", { member: "a@acme.com" }, badRequest(/Invalid member/)),
    bad(
      "iam-member-is-not-deleted",
      "a deleted member",
      { member: "deleted:user:a@acme.com?uid=1" },
      ofProvider(/deleted principals/),
    ),
    bad("iam-role-is-valid", "a role without its prefix", { role: "pubsub.publisher" }, badRequest(/does not exist/)),
    bad("iam-condition-is-valid", "an empty condition", condition(" "), badRequest(/can't be empty/)),
    bad(
      "iam-condition-fits-the-grant",
      "a condition on a basic role",
      { role: "roles/editor", ...condition("true") },
      badRequest(/basic role/),
    ),
  ]);
});

describe("agents of services", () => {
  testCases(typeOf(tokens.serviceIdentity).rules, [
    {
      rule: "project-is-set",
      when: "an agent without a project",
      token: tokens.serviceIdentity,
      config: {},
      inputs: { service: "pubsub.googleapis.com" },
      refused: ofProvider(/^project: required field is not set$/),
      mended: { config: CONFIG },
    },
    {
      rule: "project-id-is-valid",
      when: "an agent of a project whose id begins with a digit",
      token: tokens.serviceIdentity,
      inputs: { service: "pubsub.googleapis.com", project: "1-acme" },
      refused: ofProvider(/start with a letter/),
      mended: { inputs: { service: "pubsub.googleapis.com", project: "acme-1" } },
    },
    {
      rule: "service-identity-is-of-a-service",
      when: "an agent of a service's short name",
      token: tokens.serviceIdentity,
      inputs: { service: "pubsub" },
      refused: { name: "Error 404 NOT_FOUND", message: /service\(s\): pubsub\.$/ },
      mended: { inputs: { service: "pubsub.googleapis.com" } },
    },
  ]);

  test("are told as members, and stay when they leave the state", () => {
    const inputs = { service: "pubsub.googleapis.com" };
    const type = typeOf(tokens.serviceIdentity);
    const store = storeWith(gcp, CONFIG, [{ token: tokens.serviceIdentity, inputs }]);
    expect(type.outputs(inputs, CONFIG, store)).toEqual({
      project: PROJECT,
      email: pubSubAgent(PROJECT),
      member: `serviceAccount:${pubSubAgent(PROJECT)}`,
    });
    expect(type.onDelete?.({ verb: "delete", token: type.token, inputs, store, config: CONFIG })).toBe("keep");
  });
});
