import { describe, expect, test } from "vitest";
import { deletionIsAllowed } from "../../sandbox/gcp/deletion.ts";
import { retentionRules } from "../../sandbox/gcp/storage-retention.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Case } from "./gcp-case.ts";
import {
  bucket,
  callOf,
  forLogging,
  forStorage,
  goodBucket,
  KEY,
  key,
  keyGrant,
  ofProvider,
  refusalsOf,
  ring,
  testCases,
  typeOf,
} from "./gcp-case.ts";

const good = goodBucket;
const on = { token: tokens.bucket };
const mended = { inputs: good };
const encrypted = { ...good, encryption: { defaultKmsKeyName: KEY } };
const invalid = (message: RegExp) => ({ name: "Error 400 invalid", message });

const names: Case[] = [
  ["a bucket name of 2 characters", "ab", "abc"],
  ["a bucket name of 64 characters", "a".repeat(64), "a".repeat(63)],
  ["a bucket name with capitals", "Acme", "acme"],
  ["a bucket name that ends in a dash", "acme-", "acme-1"],
  ["a bucket name with a blank", "ac me", "ac_me"],
].map(([when = "", name = "", other = ""]) => ({
  rule: "storage-bucket-name-is-valid",
  when,
  ...on,
  inputs: { ...good, name },
  refused: invalid(/^googleapi: Error 400: Invalid bucket name: '.*', invalid$/),
  mended: { inputs: { ...good, name: other } },
}));

const bucketCases: Case[] = [
  {
    rule: "project-is-set",
    when: "a bucket without a project",
    ...on,
    config: {},
    inputs: good,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { inputs: { ...good, project: "acme-dev" } },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 5 characters",
    ...on,
    inputs: { ...good, project: "acme1" },
    refused: ofProvider(/"acme1" project_id must be 6 to 30/),
    mended: { inputs: { ...good, project: "acme12" } },
  },
  {
    rule: "storage-bucket-name-avoids-google",
    when: "a bucket name that begins with goog",
    ...on,
    inputs: { ...good, name: "goog-logs" },
    refused: invalid(/'goog-logs'/),
    mended: { inputs: { ...good, name: "my-goog-logs" } },
  },
  {
    rule: "storage-bucket-name-avoids-google",
    when: "a misspelt google in a bucket name",
    ...on,
    inputs: { ...good, name: "acme-g00gle" },
    refused: invalid(/close misspelling/),
    mended,
  },
  {
    rule: "storage-bucket-domain-is-verified",
    when: "a bucket named after somebody's domain",
    ...on,
    inputs: { ...good, name: "logs.acme.com" },
    refused: { name: "Error 403 forbidden", message: /Another user owns the domain logs\.acme\.com/ },
    mended: { inputs: { ...good, name: "logs-acme-com" } },
  },
  {
    rule: "storage-bucket-name-is-free",
    when: "the name of a bucket in another project",
    ...on,
    given: [bucket({ project: "acme-dev" })],
    inputs: good,
    refused: {
      name: "Error 409 conflict",
      message: /Your previous request to create the named bucket succeeded.*, conflict$/,
    },
    mended: { inputs: { ...good, name: "acme-audit-2" } },
  },
  {
    rule: "storage-bucket-location-is-valid",
    when: "a location of another cloud",
    ...on,
    inputs: { ...good, location: "eu-west-1" },
    refused: invalid(/The specified location constraint is not valid\./),
    mended: { inputs: { ...good, location: "eu" } },
  },
  {
    rule: "storage-class-is-valid",
    when: "a storage class of another cloud",
    ...on,
    inputs: { ...good, storageClass: "GLACIER" },
    refused: invalid(/Invalid storage class: GLACIER/),
    mended: { inputs: { ...good, storageClass: "ARCHIVE" } },
  },
  {
    rule: "storage-class-fits-the-location",
    when: "the class of multi-regions in a region",
    ...on,
    inputs: { ...good, storageClass: "MULTI_REGIONAL" },
    refused: invalid(/The combination of locationConstraint and storageClass/),
    mended: { inputs: { ...good, location: "EU", storageClass: "MULTI_REGIONAL" } },
  },
  {
    rule: "storage-public-access-prevention-is-valid",
    when: "an unknown public access prevention",
    ...on,
    inputs: { ...good, publicAccessPrevention: "on" },
    refused: invalid(/publicAccessPrevention: on/),
    mended: { inputs: { ...good, publicAccessPrevention: "enforced" } },
  },
  ...[604_799, 7_776_001].map((seconds) => ({
    rule: "storage-soft-delete-is-in-range",
    when: `a soft delete of ${seconds} seconds`,
    ...on,
    inputs: { ...good, softDeletePolicy: { retentionDurationSeconds: seconds } },
    refused: invalid(/must be 0, or from 604800 to 7776000/),
    mended: {
      inputs: { ...good, softDeletePolicy: { retentionDurationSeconds: seconds < 1e6 ? 604_800 : 7_776_000 } },
    },
  })),
  {
    rule: "storage-hierarchical-namespace-needs-uniform-access",
    when: "folders with fine-grained access",
    ...on,
    inputs: { ...good, uniformBucketLevelAccess: false, hierarchicalNamespace: { enabled: true } },
    refused: invalid(/uniform bucket-level access/),
    mended: { inputs: { ...good, hierarchicalNamespace: { enabled: true } } },
  },
  {
    rule: "labels-are-valid",
    when: "a label with a capital",
    ...on,
    inputs: { ...good, labels: { Env: "prod" } },
    refused: ofProvider(/"Env" is an invalid label key/),
    mended: { inputs: { ...good, labels: { env: "prod" } } },
  },
  {
    rule: "labels-are-valid",
    when: "a label value of 64 characters",
    ...on,
    inputs: { ...good, labels: { env: "p".repeat(64) } },
    refused: ofProvider(/value of the label "env"/),
    mended: { inputs: { ...good, labels: { env: "p".repeat(63) } } },
  },
  {
    rule: "labels-are-valid",
    when: "65 labels",
    ...on,
    inputs: { ...good, labels: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`l${n}`, ""])) },
    refused: ofProvider(/At most 64 labels/),
    mended: { inputs: { ...good, labels: Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`l${n}`, ""])) } },
  },
  {
    rule: "storage-key-is-in-the-location",
    when: "a regional key for a multi-regional bucket",
    ...on,
    given: [ring, key, forStorage],
    inputs: { ...encrypted, location: "EU" },
    refused: invalid(/Cloud KMS region 'europe-west1' not available for use with GCS region 'EU'/),
    mended: { inputs: encrypted },
  },
  {
    rule: "storage-agent-may-use-the-key",
    when: "a key that the Cloud Storage agent may not use",
    ...on,
    given: [ring, key, forLogging, keyGrant("somebody@acme-prod.iam.gserviceaccount.com")],
    inputs: encrypted,
    refused: {
      name: "Error 403 forbidden",
      message: /^googleapi: Error 403: Permission denied on Cloud KMS key\. .*, forbidden$/,
    },
    mended: { given: [ring, key, forStorage] },
  },
  {
    rule: "storage-agent-may-use-the-key",
    when: "a key with which the agent may only encrypt",
    ...on,
    given: [ring, key, { ...forStorage, inputs: { ...forStorage.inputs, role: "roles/cloudkms.cryptoKeyEncrypter" } }],
    inputs: encrypted,
    refused: { name: "Error 403 forbidden", message: /Permission denied on Cloud KMS key/ },
    mended: {
      given: [
        ring,
        key,
        {
          token: tokens.projectGrant,
          inputs: { project: "acme-prod", role: forStorage.inputs.role ?? "", member: forStorage.inputs.member ?? "" },
        },
      ],
    },
  },
];

describe("Cloud Storage buckets", () => {
  const elsewhere = [...retentionRules, deletionIsAllowed];
  const rules = typeOf(tokens.bucket).rules.filter((rule) => !elsewhere.includes(rule));
  testCases(rules, [...names, ...bucketCases]);

  test("Cloud Storage is enabled in a new project, so that a bucket needs no service", () => {
    expect(refusalsOf(callOf({ ...on, inputs: good }))).toEqual([]);
  });

  test("A bucket's location can't be changed: a new location replaces the bucket", () => {
    expect(typeOf(tokens.bucket).replaceOn).toContain("location");
  });
});
