// Doesn't prove that S3 checks all of this in the call itself: a log delivery that can't work fails later there, and at once here.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { ownershipControls, publicAccessBlock } from "../../sandbox/aws/s3-access.ts";
import { bucket as bucketType } from "../../sandbox/aws/s3-bucket.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases, typeOf } from "./aws-case.ts";
import { bucket, LOGS, part, partCase, policy, XML } from "./aws-s3-world.ts";
import { storeWith } from "./memory-store.ts";

function nameCase(rule: string, name: string, near: string): Case {
  return {
    rule,
    when: name.length > 40 ? `${name.length} characters` : `"${name}"`,
    token: TOKEN.bucket,
    inputs: { bucket: name },
    refused: { name: "InvalidBucketName", message: /bucket is not valid/ },
    mended: { inputs: { bucket: near } },
  };
}

const ACL = "InvalidBucketAclWithObjectOwnership";
const preferred = { rule: { objectOwnership: "BucketOwnerPreferred" } };

const bucketCases: Case[] = [
  nameCase("s3-bucket-name-is-valid", "ab", "abc"),
  nameCase("s3-bucket-name-is-valid", "a".repeat(64), "a".repeat(63)),
  nameCase("s3-bucket-name-is-valid", "Audit-Logs", "audit-logs"),
  nameCase("s3-bucket-name-is-valid", "audit_logs", "audit.logs"),
  nameCase("s3-bucket-name-is-valid", "audit..logs", "audit.logs"),
  nameCase("s3-bucket-name-is-valid", "audit-", "audit-1"),
  nameCase("s3-bucket-name-is-valid", "192.168.5.4", "a192.168.5.4"),
  nameCase("s3-bucket-name-is-not-reserved", "xn--audit", "xn-audit"),
  nameCase("s3-bucket-name-is-not-reserved", "audit-s3alias", "audit-alias"),
  {
    rule: "s3-acl-needs-other-than-enforced-ownership",
    when: "at the creation",
    token: TOKEN.bucket,
    inputs: { bucket: LOGS, acl: "log-delivery-write" },
    refused: { name: ACL, message: /BucketOwnerEnforced/ },
    mended: { inputs: { bucket: LOGS, acl: "private" } },
  },
  {
    rule: "s3-acl-needs-other-than-enforced-ownership",
    when: "in an update",
    token: TOKEN.bucket,
    verb: "update",
    before: { bucket: LOGS },
    inputs: { bucket: LOGS, acl: "public-read" },
    refused: { name: "AccessControlListNotSupported", message: /does not allow ACLs/ },
    mended: { given: [part(TOKEN.ownershipControls, preferred)] },
  },
  {
    rule: "s3-bucket-is-empty-at-its-deletion",
    when: "a trail delivers to it",
    token: TOKEN.bucket,
    verb: "delete",
    given: [{ token: TOKEN.trail, inputs: { name: "audit", s3BucketName: LOGS } }],
    inputs: { bucket: LOGS },
    refused: { name: "BucketNotEmpty", message: /not empty/ },
    mended: { inputs: { bucket: LOGS, forceDestroy: true } },
  },
  {
    rule: "s3-bucket-is-empty-at-its-deletion",
    when: "access logs go to it",
    token: TOKEN.bucket,
    verb: "delete",
    given: [{ token: TOKEN.logging, inputs: { bucket: "other", targetBucket: LOGS, targetPrefix: "" } }],
    inputs: { bucket: LOGS },
    refused: { name: "BucketNotEmpty", message: /not empty/ },
    mended: { given: [{ token: TOKEN.logging, inputs: { bucket: LOGS, targetBucket: "other", targetPrefix: "" } }] },
  },
];

const DEPLOYER = `arn:aws:iam::${ACCOUNT}:user/sandbox`;

/** A bucket whose policy denies an action to everybody but one. */
function guarded(action: string, but = `arn:aws:iam::${ACCOUNT}:role/break-glass`) {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: `arn:aws:s3:::${LOGS}`,
    Condition: { ArnNotLike: { "aws:PrincipalArn": but } },
  };
  return [bucket(), part(TOKEN.bucketPolicy, policy(statement))];
}

function deniedCase(
  rule: string,
  action: string,
  when: string,
  of: Pick<Case, "token" | "verb" | "inputs" | "before">,
) {
  const refused = { name: "AccessDenied", message: new RegExp(`user/sandbox is not authorized to perform: ${action}`) };
  return { rule, when, ...of, given: guarded(action), refused, mended: { given: guarded(action, DEPLOYER) } };
}

const on = { versioningConfiguration: { status: "Enabled" } };
const denied = "s3-bucket-policy-does-not-deny-the-caller";

const deniedCases: Case[] = [
  deniedCase(denied, "s3:PutBucketVersioning", "to make a configuration", {
    token: TOKEN.versioning,
    inputs: { bucket: LOGS, ...on },
  }),
  deniedCase(denied, "s3:PutLifecycleConfiguration", "to change one", {
    token: TOKEN.lifecycle,
    verb: "update",
    before: { bucket: LOGS, rules: [{ id: "a", status: "Enabled", filter: { prefix: "" }, expiration: { days: 2 } }] },
    inputs: { bucket: LOGS, rules: [{ id: "a", status: "Enabled", filter: { prefix: "" }, expiration: { days: 1 } }] },
  }),
  deniedCase(denied, "s3:PutBucketPublicAccessBlock", "to remove one", {
    token: TOKEN.publicAccessBlock,
    verb: "delete",
    inputs: { bucket: LOGS, blockPublicAcls: true },
  }),
  deniedCase("s3-bucket-policy-does-not-deny-its-deletion", "s3:DeleteBucket", "to delete it", {
    token: TOKEN.bucket,
    verb: "delete",
    inputs: { bucket: LOGS },
  }),
];

/** A bucket of the usual account, and a call from another. */
const ANOTHER = { ...CONFIG, accountId: "444455556666" };
const ownersBucket = { ...bucket(), config: CONFIG };
const letsAnother = (action: string) => ({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::444455556666:root" },
  Action: action,
  Resource: `arn:aws:s3:::${LOGS}${action.endsWith("Object") ? "/*" : ""}`,
});

const sharedCases: Case[] = [
  {
    rule: "s3-bucket-exists",
    token: TOKEN.publicAccessBlock,
    inputs: { bucket: LOGS },
    refused: { name: "NoSuchBucket", message: /does not exist/ },
    mended: { given: [bucket()] },
  },
  partCase(
    "s3-call-goes-to-the-region-of-the-bucket",
    TOKEN.publicAccessBlock,
    {},
    { region: "eu-west-1" },
    { name: "PermanentRedirect", message: /it is in eu-west-1/ },
    undefined,
    [bucket({ region: "eu-west-1" })],
  ),
  partCase(
    "s3-bucket-owner-is-as-expected",
    TOKEN.versioning,
    { versioningConfiguration: { status: "Enabled" }, expectedBucketOwner: "444455556666" },
    { versioningConfiguration: { status: "Enabled" }, expectedBucketOwner: ACCOUNT },
    { name: "AccessDenied", message: /444455556666/ },
  ),
  {
    ...partCase("s3-bucket-policy-allows-a-caller-of-another-account", TOKEN.versioning, on, on, {
      name: "AccessDenied",
      message: /444455556666:user\/sandbox is not authorized to perform: s3:PutBucketVersioning on audit-logs/,
    }),
    given: [ownersBucket],
    config: ANOTHER,
    mended: { given: [ownersBucket, part(TOKEN.bucketPolicy, policy(letsAnother("s3:PutBucketVersioning")))] },
  },
  {
    ...partCase(
      "s3-bucket-policy-is-written-by-the-owner-of-the-bucket",
      TOKEN.bucketPolicy,
      policy(letsAnother("s3:GetObject")),
      policy(letsAnother("s3:GetObject")),
      { name: "MethodNotAllowed", message: /not allowed against this resource/ },
    ),
    given: [ownersBucket],
    config: ANOTHER,
    mended: { config: CONFIG },
  },
  partCase(
    "s3-ownership-is-a-known-setting",
    TOKEN.ownershipControls,
    { rule: { objectOwnership: "BucketOwner" } },
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    XML,
  ),
  partCase(
    "s3-enforced-ownership-needs-a-bucket-without-acl",
    TOKEN.ownershipControls,
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    preferred,
    { name: ACL, message: /BucketOwnerEnforced/ },
    undefined,
    [bucket({ acl: "log-delivery-write" })],
  ),
];

testCases(
  [...new Set([...bucketType.rules, ...sharedRules, ...publicAccessBlock.rules, ...ownershipControls.rules])],
  [...bucketCases, ...sharedCases, ...deniedCases],
);

describe("a bucket", () => {
  test("has the ARN, the names and the region that programs use", () => {
    const store = storeWith(aws, CONFIG, [bucket({ region: "cn-north-1" })]);
    expect(store.get(TOKEN.bucket, LOGS)?.outputs).toMatchObject({
      bucket: LOGS,
      arn: `arn:aws-cn:s3:::${LOGS}`,
      bucketDomainName: `${LOGS}.s3.amazonaws.com.cn`,
      bucketRegionalDomainName: `${LOGS}.s3.cn-north-1.amazonaws.com.cn`,
      region: "cn-north-1",
    });
  });

  test("is known by its name in every region, so that the name is taken everywhere", () => {
    const type = typeOf(TOKEN.bucket);
    const store = storeWith(aws, CONFIG, [bucket()]);
    expect(type.id({ bucket: LOGS, region: "eu-west-1" }, CONFIG, store)).toBe(LOGS);
    expect(type.conflict).toBe("BucketAlreadyOwnedByYou");
  });

  test("with a prefix gets a name that begins with it and is the same each time", () => {
    const type = typeOf(TOKEN.bucket);
    const name = type.id({ bucketPrefix: "audit-" }, CONFIG);
    expect(name).toMatch(/^audit-[0-9a-f]{26}$/);
    expect(type.id({ bucketPrefix: "audit-" }, CONFIG)).toBe(name);
  });
});
