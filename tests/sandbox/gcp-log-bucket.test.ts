import { describe, expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import {
  badRequest,
  CONFIG,
  callOf,
  forLogging,
  forStorage,
  KEY,
  key,
  ofProvider,
  PROJECT,
  ring,
  testCases,
  typeOf,
} from "./gcp-case.ts";
import { storeWith } from "./memory-store.ts";

const good: Properties = { project: PROJECT, location: "europe-west1", bucketId: "audit" };
const encrypted: Properties = { ...good, cmekSettings: { kmsKeyName: KEY } };
const keyed = [ring, key, forLogging];
const logBucket = (own: Properties, tombstone = false) => ({
  token: tokens.logBucket,
  inputs: { ...good, ...own },
  tombstone,
});
const buckets = (count: number) =>
  Array.from({ length: count }, (_, n) => logBucket({ bucketId: `b${n}` }, n % 2 === 1));
const indexes = (count: number) => ({
  ...good,
  indexConfigs: Array.from({ length: count }, (_, n) => ({
    fieldPath: `jsonPayload.f${n}`,
    type: "INDEX_TYPE_STRING",
  })),
});
const failed = (message: RegExp) => ({ name: "Error 400 FAILED_PRECONDITION", message });
const locked = { ...good, locked: true, retentionDays: 400 };

const cases: Case[] = [
  {
    rule: "project-id-is-valid",
    when: "a project id that ends in a dash",
    inputs: { ...good, project: "acme-prod-" },
    refused: ofProvider(/Trailing hyphens are prohibited/),
    mended: { inputs: { ...good, project: "projects/acme-prod" } },
  },
  ...(
    [
      ["a bucket id of 101 characters", "b".repeat(101), "b".repeat(100)],
      ["a bucket id with a slash", "a/b", "a.b-c_D"],
      ["a bucket id that begins with an underscore", "_audit", "_Default"],
    ] as const
  ).map(([when, wrong, right]) => ({
    rule: "logging-bucket-id-is-valid",
    when,
    inputs: { ...good, bucketId: wrong },
    refused: badRequest(/Invalid bucket id/),
    mended: { inputs: { ...good, bucketId: right } },
  })),
  {
    rule: "logging-bucket-required-is-fixed",
    when: "a change of the _Required bucket",
    inputs: { ...good, location: "global", bucketId: "_Required" },
    refused: badRequest(/_Required/),
    mended: { inputs: { ...good, location: "global", bucketId: "_Default" } },
  },
  {
    rule: "logging-bucket-location-is-valid",
    when: "a location of Cloud Storage",
    inputs: { ...good, location: "EU" },
    refused: badRequest(/Location EU is not supported/),
    mended: { inputs: { ...good, location: "eu" } },
  },
  ...[-1, 3_651, 1.5].map((retentionDays) => ({
    rule: "logging-retention-is-in-range",
    when: `a retention of ${retentionDays} days`,
    inputs: { ...good, retentionDays },
    refused: badRequest(/between 1 and 3650 days/),
    mended: { inputs: { ...good, retentionDays: retentionDays > 2 ? 3_650 : 1 } },
  })),
  {
    rule: "logging-bucket-is-active",
    when: "the id of a bucket that waits for its deletion",
    given: [logBucket({}, true)],
    inputs: good,
    refused: badRequest(/^googleapi: Error 400: Buckets must be in an ACTIVE state to be modified$/),
    mended: { inputs: { ...good, bucketId: "audit-2" } },
  },
  {
    rule: "logging-buckets-fit",
    when: "the 101st bucket of a project, with those that wait for their deletion",
    given: buckets(100),
    inputs: good,
    refused: { name: "Error 429 RESOURCE_EXHAUSTED", message: /100/ },
    mended: { given: [...buckets(99), logBucket({ project: "acme-dev" }), logBucket({ bucketId: "_Default" })] },
  },
  {
    rule: "logging-bucket-lock-stays",
    when: "the unlocking of a bucket",
    verb: "update" as const,
    before: locked,
    inputs: { ...locked, locked: false },
    refused: failed(/unlocked/),
    mended: { inputs: { ...locked, description: "audit" } },
  },
  {
    rule: "logging-bucket-lock-stays",
    when: "a creation that takes over a locked bucket and unlocks it",
    given: [logBucket(locked)],
    inputs: { ...locked, locked: false },
    refused: failed(/unlocked/),
    mended: { inputs: locked },
  },
  {
    rule: "logging-locked-retention-stays",
    when: "a shorter retention of a locked bucket",
    verb: "update" as const,
    before: locked,
    inputs: { ...locked, retentionDays: 399 },
    refused: failed(/The retention period on a locked bucket cannot be changed/),
    mended: { before: { ...locked, locked: false } },
  },
  {
    rule: "logging-locked-bucket-stays",
    when: "the deletion of a locked bucket",
    verb: "delete" as const,
    inputs: locked,
    refused: badRequest(/^googleapi: Error 400: Locked buckets currently cannot be deleted$/),
    mended: { inputs: good },
  },
  {
    rule: "logging-global-bucket-has-no-key",
    when: "a key for a global bucket",
    given: keyed,
    inputs: { ...encrypted, location: "global" },
    refused: badRequest(/You can't configure CMEK for log buckets created in the `global` region/),
    mended: { inputs: encrypted },
  },
  {
    rule: "logging-key-is-in-the-location",
    when: "a key of another region",
    given: keyed,
    inputs: { ...encrypted, location: "europe-west3" },
    refused: badRequest(/KMS key location must match the bucket location/),
    mended: { inputs: encrypted },
  },
  {
    rule: "logging-agent-may-use-the-key",
    when: "a key that only the Cloud Storage agent may use",
    given: [ring, key, forStorage],
    inputs: encrypted,
    refused: badRequest(
      /service account `cmek-p\d{12}@gcp-sa-logging\.iam\.gserviceaccount\.com` must have both encrypt and decrypt access/,
    ),
    mended: { given: keyed },
  },
  {
    rule: "logging-agent-may-use-the-key",
    when: "a key that doesn't exist",
    given: [ring, forLogging],
    inputs: encrypted,
    refused: badRequest(/must have both encrypt and decrypt access/),
    mended: { given: keyed },
  },
  {
    rule: "logging-bucket-keeps-a-key",
    when: "the removal of the key",
    verb: "update" as const,
    before: encrypted,
    inputs: good,
    refused: badRequest(/cannot be disabled later/),
    mended: { before: good },
  },
  {
    rule: "logging-indexes-fit",
    when: "21 custom indexes",
    inputs: indexes(21),
    refused: ofProvider(/no more than 20/),
    mended: { inputs: indexes(20) },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a bucket whose policy prevents it",
    verb: "delete" as const,
    inputs: { ...good, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy projects\/acme-prod\/locations\/europe-west1\/buckets\/audit/),
    mended: { inputs: good },
  },
].map((one) => ({ ...one, token: tokens.logBucket }));

const viewGrant: Properties = {
  parent: `projects/${PROJECT}`,
  location: "europe-west1",
  bucket: "audit",
  name: "_AllLogs",
  role: "roles/logging.viewAccessor",
  member: "group:auditors@acme.com",
};
const missingView = (message: RegExp) => ({ name: "Error 404 NOT_FOUND", message });

const views: Case[] = [
  {
    when: "a grant on a view that Cloud Logging doesn't make by itself",
    inputs: { ...viewGrant, name: "_Default" },
    refused: missingView(/View .*\/buckets\/audit\/views\/_Default does not exist/),
    mended: { inputs: { ...viewGrant, location: "global", bucket: "_Default", name: "_Default" } },
  },
  {
    when: "a grant on a view of a bucket that doesn't exist",
    inputs: { ...viewGrant, bucket: "other" },
    refused: missingView(/\/buckets\/other\/views\/_AllLogs does not exist/),
    mended: { inputs: viewGrant },
  },
  {
    when: "a grant on a view in another location",
    inputs: { ...viewGrant, location: "global" },
    refused: missingView(/\/locations\/global\//),
    mended: {
      inputs: { ...viewGrant, name: `projects/${PROJECT}/locations/europe-west1/buckets/audit/views/_AllLogs` },
    },
  },
].map((one) => ({ rule: "logging-granted-view-exists", given: [logBucket({})], token: tokens.viewGrant, ...one }));

describe("Cloud Logging stores", () => {
  describe("log buckets", () => testCases(typeOf(tokens.logBucket).rules, cases));
  const own = typeOf(tokens.viewGrant).rules.filter(({ id }) => !id.startsWith("iam-"));
  describe("grants on views", () => testCases(own, views));

  test("A log bucket's location can't be changed: a new location replaces the bucket", () => {
    expect(typeOf(tokens.logBucket).replaceOn).toContain("location");
  });

  test("Log analytics stay on when the program turns them off", () => {
    const type = typeOf(tokens.logBucket);
    const store = storeWith({ ...gcp, types: [type] }, CONFIG, [logBucket({ enableAnalytics: true })]);
    const id = type.id(good, CONFIG, store);
    expect(type.outputs({ ...good, enableAnalytics: false }, CONFIG, store, id)).toMatchObject({
      enableAnalytics: true,
    });
    expect(type.outputs(good, CONFIG, storeWith({ ...gcp, types: [] }, CONFIG, []), id)).toEqual({
      name: "projects/acme-prod/locations/europe-west1/buckets/audit",
      description: "",
      lifecycleState: "ACTIVE",
      retentionDays: 30,
    });
  });

  test("A deleted log bucket waits for its purge, but the predefined one only leaves the state", () => {
    const left = (bucketId: string) =>
      typeOf(tokens.logBucket).onDelete?.(
        callOf({ token: tokens.logBucket, verb: "delete", inputs: { ...good, bucketId } }),
      );
    expect([left("audit"), left("_Default")]).toEqual(["tombstone", "remove"]);
  });
});
