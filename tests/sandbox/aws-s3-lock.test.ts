import { TOKEN } from "../../sandbox/aws/place.ts";
import { encryption } from "../../sandbox/aws/s3-encryption.ts";
import { objectLock, versioning } from "../../sandbox/aws/s3-lock.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { testCases } from "./aws-case.ts";
import { ARGUMENT, bucket, encrypted, LOGS, part, partCase, retention, status, XML } from "./aws-s3-world.ts";

const versioned = [bucket(), part(TOKEN.versioning, status("Enabled"))];
const LOCKED = { name: "InvalidBucketState", message: /versioning state cannot be changed/ };

function lockCase(rule: string, fault: Properties, near: Properties, refused: Case["refused"], when?: string): Case {
  return partCase(rule, TOKEN.objectLock, fault, near, refused, when, versioned);
}

const lockCases: Case[] = [
  partCase("s3-versioning-status-is-known", TOKEN.versioning, status("enabled"), status("Enabled"), XML),
  {
    ...partCase("s3-versioning-cannot-return-to-disabled", TOKEN.versioning, status("Disabled"), status("Suspended"), {
      name: "IllegalVersioningConfigurationException",
      message: /from 'Enabled' to 'Disabled'/,
    }),
    verb: "update",
    before: { bucket: LOGS, ...status("Enabled") },
  },
  partCase(
    "s3-versioning-of-a-locked-bucket-cannot-be-suspended",
    TOKEN.versioning,
    status("Suspended"),
    status("Enabled"),
    LOCKED,
    "locked at its creation",
    [bucket({ objectLockEnabled: true })],
  ),
  partCase(
    "s3-versioning-of-a-locked-bucket-cannot-be-suspended",
    TOKEN.versioning,
    status("Suspended"),
    status("Enabled"),
    LOCKED,
    "locked later",
    [bucket(), part(TOKEN.objectLock, {})],
  ),
  partCase(
    "s3-versioning-of-a-replicated-bucket-cannot-be-suspended",
    TOKEN.versioning,
    status("Suspended"),
    status("Enabled"),
    { name: "InvalidBucketState", message: /A replication configuration is present on this bucket/ },
    undefined,
    [bucket(), part(TOKEN.replication, {})],
  ),
  {
    rule: "s3-object-lock-needs-versioning",
    when: "until a resource turns it on",
    token: TOKEN.objectLock,
    given: [bucket()],
    inputs: { bucket: LOGS, ...retention({ mode: "GOVERNANCE", days: 30 }) },
    refused: { name: "InvalidBucketState", message: /Versioning must be 'Enabled'/ },
    mended: { given: versioned },
  },
  {
    rule: "s3-object-lock-needs-versioning",
    when: "which a bucket made for it has",
    token: TOKEN.objectLock,
    given: [bucket(), part(TOKEN.versioning, status("Suspended"))],
    inputs: { bucket: LOGS },
    refused: { name: "InvalidBucketState", message: /Versioning must be 'Enabled'/ },
    mended: { given: [bucket({ objectLockEnabled: true })] },
  },
  lockCase(
    "s3-object-lock-can-only-be-enabled",
    { objectLockEnabled: "Disabled" },
    { objectLockEnabled: "Enabled" },
    XML,
  ),
  lockCase(
    "s3-default-retention-has-a-mode",
    retention({ mode: "governance", days: 30 }),
    retention({ mode: "GOVERNANCE", days: 30 }),
    XML,
  ),
  lockCase(
    "s3-default-retention-is-in-days-or-years",
    retention({ mode: "COMPLIANCE", days: 365, years: 1 }),
    retention({ mode: "COMPLIANCE", years: 1 }),
    XML,
    "both",
  ),
  lockCase(
    "s3-default-retention-is-in-days-or-years",
    retention({ mode: "COMPLIANCE" }),
    retention({ mode: "COMPLIANCE", days: 365 }),
    XML,
    "neither",
  ),
  ...[
    { unit: "days", fault: 0, near: 1, message: /positive integer/ },
    { unit: "days", fault: 36_501, near: 36_500, message: /too large/ },
    { unit: "years", fault: 101, near: 100, message: /too large/ },
  ].map(({ unit, fault, near, message }) =>
    lockCase(
      "s3-default-retention-is-at-most-100-years",
      retention({ mode: "GOVERNANCE", [unit]: fault }),
      retention({ mode: "GOVERNANCE", [unit]: near }),
      { name: ARGUMENT, message },
      `${fault} ${unit}`,
    ),
  ),
];
const encryptionCases: Case[] = [
  partCase("s3-encryption-has-one-rule", TOKEN.encryption, { rules: [] }, encrypted("AES256"), XML),
  partCase("s3-encryption-algorithm-is-known", TOKEN.encryption, encrypted("aws:aes"), encrypted("aws:kms"), XML),
  partCase(
    "s3-encryption-key-needs-a-kms-algorithm",
    TOKEN.encryption,
    encrypted("AES256", { kmsMasterKeyId: "key" }),
    encrypted("aws:kms", { kmsMasterKeyId: "key" }),
    { name: ARGUMENT, message: /KMSMasterKeyID is not applicable/ },
  ),
  partCase(
    "s3-bucket-key-is-not-for-dual-layer-encryption",
    TOKEN.encryption,
    encrypted("aws:kms:dsse", {}, { bucketKeyEnabled: true }),
    encrypted("aws:kms", {}, { bucketKeyEnabled: true }),
    { name: ARGUMENT, message: /aws:kms:dsse/ },
  ),
];

const own = [versioning, objectLock, encryption].flatMap(({ rules }) => rules);
testCases(
  own.filter((rule) => !sharedRules.includes(rule)),
  [...lockCases, ...encryptionCases],
);
