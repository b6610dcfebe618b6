import { describe, expect, test } from "vitest";
import { deletionIsAllowed } from "../../sandbox/gcp/deletion.ts";
import { retentionRules } from "../../sandbox/gcp/storage-retention.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { bucketSink, callOf, goodBucket, ofProvider, refusalsOf, testCases } from "./gcp-case.ts";

const good = goodBucket;
const on = { token: tokens.bucket };
const locked = (retentionPeriod: string, isLocked = true) => ({
  ...good,
  retentionPolicy: { retentionPeriod, isLocked },
});
const lifecycle = (action: Properties, condition: Properties) => ({ ...good, lifecycleRules: [{ action, condition }] });
const invalid = (message: RegExp) => ({ name: "Error 400 invalid", message });

const retentionCases: Case[] = [
  ...["0", "3155760000", "P1D"].map((period) => ({
    rule: "storage-retention-period-is-in-range",
    when: `a retention period of ${period}`,
    ...on,
    inputs: locked(period, false),
    refused: invalid(/greater than 0 and less than 3155760000/),
    mended: { inputs: locked(period === "0" ? "1" : "3155759999", false) },
  })),
  {
    rule: "storage-locked-retention-stays",
    when: "the unlocking of a retention policy",
    ...on,
    verb: "update",
    before: locked("86400"),
    inputs: locked("86400", false),
    refused: { name: "Error 403 forbidden", message: /Cannot remove locked Retention Policy for bucket 'acme-audit'/ },
    mended: { before: locked("86400", false) },
  },
  {
    rule: "storage-locked-retention-stays",
    when: "the removal of a locked retention policy",
    ...on,
    verb: "update",
    before: locked("86400"),
    inputs: good,
    refused: { name: "Error 403 forbidden", message: /Cannot remove locked Retention Policy/ },
    mended: { before: locked("86400", false) },
  },
  {
    rule: "storage-locked-retention-only-grows",
    when: "a locked retention policy that gets shorter by a second",
    ...on,
    verb: "update",
    before: locked("86400"),
    inputs: locked("86399"),
    refused: { name: "Error 403 forbidden", message: /Cannot reduce retention duration of a locked Retention Policy/ },
    mended: { inputs: locked("86401") },
  },
  {
    rule: "storage-versioning-excludes-retention",
    when: "versioning beside a retention policy",
    ...on,
    inputs: { ...locked("86400", false), versioning: { enabled: true } },
    refused: invalid(/Object Versioning cannot be enabled on a bucket that currently has a retention policy/),
    mended: { inputs: { ...good, versioning: { enabled: true } } },
  },
  {
    rule: "storage-locked-objects-stay",
    when: "the deletion of objects under a locked retention policy",
    ...on,
    verb: "delete",
    given: [bucketSink()],
    inputs: { ...locked("86400"), forceDestroy: true },
    refused: ofProvider(/contains objects that have not met the retention period yet/),
    mended: { given: [bucketSink({ disabled: true })] },
  },
  {
    rule: "storage-deletion-needs-an-empty-bucket",
    when: "the deletion of a bucket with objects",
    ...on,
    verb: "delete",
    given: [bucketSink()],
    inputs: good,
    refused: ofProvider(/Error trying to delete bucket acme-audit without `force_destroy`/),
    mended: { inputs: { ...good, forceDestroy: true } },
  },
  {
    rule: "storage-retained-objects-stay",
    when: "the forced deletion of objects under an unlocked retention policy",
    ...on,
    verb: "delete",
    given: [bucketSink()],
    inputs: { ...locked("86400", false), forceDestroy: true },
    refused: {
      name: "Error 403 retentionPolicyNotMet",
      message: /could not delete non-empty bucket.*retention policy/,
    },
    mended: { inputs: { ...good, forceDestroy: true } },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a bucket whose policy prevents it",
    ...on,
    verb: "delete",
    inputs: { ...good, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy acme-audit/),
    mended: { inputs: { ...good, deletionPolicy: "DELETE" } },
  },
];

const lifecycleCases: Case[] = (
  [
    [
      "an unknown lifecycle action",
      lifecycle({ type: "Expire" }, { age: 1 }),
      lifecycle({ type: "Delete" }, { age: 1 }),
    ],
    [
      "a change of class without a class",
      lifecycle({ type: "SetStorageClass" }, { age: 1 }),
      lifecycle({ type: "SetStorageClass", storageClass: "ARCHIVE" }, { age: 1 }),
    ],
    [
      "a lifecycle rule without a condition",
      lifecycle({ type: "Delete" }, {}),
      lifecycle({ type: "Delete" }, { age: 0 }),
    ],
    [
      "an upload rule with a condition on versions",
      lifecycle({ type: "AbortIncompleteMultipartUpload" }, { numNewerVersions: 1 }),
      lifecycle({ type: "AbortIncompleteMultipartUpload" }, { age: 1, matchesPrefixes: ["a"] }),
    ],
    ["a negative age", lifecycle({ type: "Delete" }, { age: -1 }), lifecycle({ type: "Delete" }, { age: 0 })],
    [
      "an unknown state",
      lifecycle({ type: "Delete" }, { withState: "DEAD" }),
      lifecycle({ type: "Delete" }, { withState: "LIVE" }),
    ],
    ["101 lifecycle rules", rules(101), rules(100)],
  ] as [string, Properties, Properties][]
).map(([when, inputs, other]) => ({
  rule: "storage-lifecycle-is-valid",
  when,
  ...on,
  inputs,
  refused: invalid(/, invalid$/),
  mended: { inputs: other },
}));

function rules(count: number): Properties {
  return { ...good, lifecycleRules: Array(count).fill({ action: { type: "Delete" }, condition: { age: 1 } }) };
}

describe("Cloud Storage retention", () => {
  testCases([...retentionRules, deletionIsAllowed], [...retentionCases, ...lifecycleCases]);

  test.each([
    ["of an organisation", { ...bucketSink({ orgId: "123" }), token: tokens.organizationSink }],
    ["that was deleted before", { ...bucketSink(), tombstone: true }],
  ])("A sink %s keeps a bucket non-empty", (_, sink) => {
    const call = callOf({ ...on, verb: "delete", given: [sink], inputs: good });
    expect(refusalsOf(call).map(({ rule }) => rule)).toEqual(["storage-deletion-needs-an-empty-bucket"]);
  });
});
