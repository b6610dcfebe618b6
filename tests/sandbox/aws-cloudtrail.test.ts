// Doesn't prove in which order CloudTrail makes its checks: the sandbox reports every fault at once.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { trail } from "../../sandbox/aws/cloudtrail.ts";
import { keyRules } from "../../sandbox/aws/cloudtrail-key.ts";
import { logsRules } from "../../sandbox/aws/cloudtrail-logs.ts";
import { selectorRules } from "../../sandbox/aws/cloudtrail-selectors.ts";
import { topicRules } from "../../sandbox/aws/cloudtrail-topic.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, refusalsOf, testCases } from "./aws-case.ts";
import {
  ARN,
  abroad,
  arnOf,
  arns,
  bucket,
  bucketPolicy,
  data,
  describeKey,
  encrypt,
  encryptedBy,
  group,
  insight,
  key,
  LOGS,
  logged,
  management,
  onlyKms,
  organization,
  own,
  permission,
  permitted,
  readAcl,
  role,
  secureTransport,
  streams,
  trailCase,
  trust,
  use,
  worldCase,
  write,
} from "./aws-trail-world.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const anyTrail: Given[] = [
  bucket,
  bucketPolicy(
    { ...readAcl, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
    { ...write(), Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
  ),
];

function nameCase(rule: string, name: string, near: string, message: RegExp): Case {
  const refused = { name: "InvalidTrailNameException", message };
  const when = name.length > 40 ? `${name.length} characters` : `"${name}"`;
  return { ...trailCase(rule, { name }, { name: near }, refused, when), given: anyTrail };
}

function trails(count: number, over: Properties = {}): Given[] {
  return Array.from({ length: count }, (_, index) => ({
    token: TOKEN.trail,
    inputs: { name: `other-${index}`, s3BucketName: LOGS, ...over },
  }));
}

const FULL = { name: "MaximumNumberOfTrailsExceededException", message: /already has 5 trails in us-east-1/ };

const prefixed = (length: number): Given[] => [
  bucket,
  bucketPolicy(readAcl, write(`${"p".repeat(length)}/AWSLogs/${ACCOUNT}`)),
];

const basics: Case[] = [
  nameCase("cloudtrail-name-has-3-to-128-characters", "ab", "abc", /too short.* 2 characters/),
  nameCase("cloudtrail-name-has-3-to-128-characters", "a".repeat(129), "a".repeat(128), /too long.* 129 characters/),
  nameCase("cloudtrail-name-is-valid", "audit trail", "audit_trail", /can only contain/),
  nameCase("cloudtrail-name-is-valid", "-audit", "1-audit", /starts and ends/),
  nameCase("cloudtrail-name-is-valid", "audit-.logs", "audit-1.logs", /adjacent/),
  nameCase("cloudtrail-name-is-valid", "192.168.5.4", "192.168.5.4a", /IP address/),
  {
    ...trailCase(
      "cloudtrail-prefix-is-at-most-200-characters",
      { s3KeyPrefix: "p".repeat(201) },
      { s3KeyPrefix: "p".repeat(200) },
      { name: "InvalidS3PrefixException", message: /201 of at most 200/ },
    ),
    given: prefixed(201),
    mended: { given: prefixed(200), inputs: { name: "audit", s3BucketName: LOGS, s3KeyPrefix: "p".repeat(200) } },
  },
  trailCase(
    "cloudtrail-multi-region-needs-global-service-events",
    { isMultiRegionTrail: true, includeGlobalServiceEvents: false },
    { isMultiRegionTrail: false, includeGlobalServiceEvents: false },
    {
      name: "InvalidParameterCombinationException",
      message: /^Multi-Region trail must include global service events.$/,
    },
  ),
  worldCase(
    "cloudtrail-has-at-most-5-trails-per-region",
    {},
    [bucket, permitted, ...trails(5)],
    [bucket, permitted, ...trails(4), { token: TOKEN.trail, inputs: { name: "x", s3BucketName: LOGS, ...abroad } }],
    FULL,
    "five of the region",
  ),
  worldCase(
    "cloudtrail-has-at-most-5-trails-per-region",
    {},
    [bucket, permitted, ...trails(5, { ...abroad, isMultiRegionTrail: true })],
    [bucket, permitted, ...trails(5, abroad)],
    FULL,
    "five of another region that log all regions",
  ),
  worldCase(
    "cloudtrail-has-at-most-5-trails-per-region",
    { isMultiRegionTrail: true },
    [bucket, permitted, ...trails(5, abroad)],
    [bucket, permitted, ...trails(4, abroad)],
    { ...FULL, message: /already has 5 trails in eu-west-1/ },
    "a trail of all regions where another region is full",
  ),
];

/** A member of the organization, to which the management account delegates, or not. */
const member = { ...CONFIG, accountId: "222233334444", managementAccountId: ACCOUNT };
const delegate = { ...member, delegatedAdministrators: "333344445555,222233334444" };

const organizationPolicy = bucketPolicy(readAcl, write(), write("AWSLogs/o-exampleorgid"));
const ofDelegate = (one: Properties): Properties =>
  JSON.parse(JSON.stringify(one).replaceAll(ARN, ARN.replace(ACCOUNT, "222233334444"))) as Properties;

const delegations: Case[] = [
  {
    ...worldCase(
      "cloudtrail-organization-trail-is-made-by-its-administrators",
      organization,
      [bucket, organizationPolicy],
      [bucket, organizationPolicy],
      { name: "NotOrganizationManagementAccountException", message: /222233334444 is not the management account/ },
    ),
    config: member,
    mended: { config: delegate },
  },
  {
    ...worldCase(
      "cloudtrail-bucket-policy-lets-it-write-for-the-organization",
      organization,
      [bucket, bucketPolicy(readAcl, write(), ofDelegate(write("AWSLogs/o-exampleorgid")))],
      [bucket, organizationPolicy],
      { name: "InsufficientS3BucketPolicyException", message: /audit-logs/ },
      "the trail is named as the delegated administrator's, not as the management account's",
    ),
    config: delegate,
  },
];

const S3 = {
  name: "InsufficientS3BucketPolicyException",
  message: /Incorrect S3 bucket policy is detected for bucket: audit-logs/,
};

const bucketCases: Case[] = [
  worldCase("cloudtrail-bucket-exists", {}, [], [bucket, permitted], {
    name: "S3BucketDoesNotExistException",
    message: /audit-logs does not exist/,
  }),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-read-the-acl",
    {},
    [bucket, bucketPolicy(write())],
    [bucket, permitted],
    S3,
  ),
  worldCase("cloudtrail-bucket-policy-lets-it-write", {}, [bucket], [bucket, permitted], S3, "no policy"),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    {},
    [bucket, bucketPolicy(readAcl, write(undefined, { "aws:SourceArn": `${ARN}-2` }))],
    [bucket, permitted],
    S3,
    "another trail",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    {},
    [bucket, bucketPolicy(readAcl, write(undefined, { "s3:x-amz-acl": "private" }))],
    [bucket, permitted],
    S3,
    "another ACL",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    { s3KeyPrefix: "trail" },
    [bucket, permitted],
    [bucket, bucketPolicy(readAcl, write(`trail/AWSLogs/${ACCOUNT}`))],
    S3,
    "the prefix is not in the policy",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    {},
    [bucket, bucketPolicy(readAcl, write("AWSLogs/444455556666"))],
    [bucket, bucketPolicy(readAcl, write("AWSLogs"))],
    S3,
    "another account's folder",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    { enableLogFileValidation: true },
    [bucket, bucketPolicy(readAcl, write(`AWSLogs/${ACCOUNT}/CloudTrail`))],
    [
      bucket,
      bucketPolicy(readAcl, write(`AWSLogs/${ACCOUNT}/CloudTrail`), write(`AWSLogs/${ACCOUNT}/CloudTrail-Digest`)),
    ],
    S3,
    "digest files have another folder",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write",
    {},
    [bucket, bucketPolicy(readAcl, write(), onlyKms)],
    [bucket, bucketPolicy(readAcl, write(), secureTransport)],
    S3,
    "a denial of files that are not under SSE-KMS",
  ),
  worldCase(
    "cloudtrail-bucket-policy-lets-it-write-for-the-organization",
    organization,
    [bucket, permitted],
    [bucket, bucketPolicy(readAcl, write(), write("AWSLogs/o-exampleorgid"))],
    S3,
  ),
];

const elsewhere = [...keyRules, ...logsRules, ...selectorRules, ...topicRules];
testCases(
  trail.rules.filter((rule) => !elsewhere.includes(rule)),
  [...basics, ...bucketCases, ...delegations],
);

describe("a trail", () => {
  test("is known by its ARN, whose region is the trail's home", () => {
    const inputs = { name: "audit", s3BucketName: LOGS, ...abroad };
    const store = storeWith(aws, CONFIG, [{ token: TOKEN.trail, inputs }]);
    expect(store.list(TOKEN.trail)[0]).toMatchObject({
      id: `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`,
      outputs: { homeRegion: "eu-west-1", arn: `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit` },
    });
  });

  test("may be updated when it is one of five", () => {
    const inputs = { name: "other-0", s3BucketName: LOGS };
    const store = storeWith(aws, CONFIG, [...anyTrail, ...trails(5)]);
    const existing = store.where(TOKEN.trail, "name", "other-0")[0];
    if (existing === undefined) throw new Error("the trail must exist");
    expect(refusalsOf({ verb: "update", token: TOKEN.trail, inputs, existing, store, config: CONFIG })).toEqual([]);
  });

  test("with everything as CloudTrail's guide says is accepted", () => {
    const full = key([encrypt, describeKey, use("kms:Decrypt")]);
    const policy = bucketPolicy(readAcl, write(), write("AWSLogs/o-exampleorgid"), secureTransport);
    const store = storeWith(aws, CONFIG, [
      bucket,
      policy,
      full,
      encryptedBy(full, true),
      group,
      role({ ...trust, Condition: { StringEquals: { "aws:SourceArn": ARN } } }),
      permission(own, streams("o-exampleorgid_*")),
    ]);
    const inputs = {
      name: "audit",
      s3BucketName: LOGS,
      kmsKeyId: arnOf(full),
      ...logged,
      ...organization,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      advancedEventSelectors: [management, data(arns(1))],
      ...insight,
    };
    expect(refusalsOf({ verb: "create", token: TOKEN.trail, inputs, store, config: CONFIG })).toEqual([]);
  });
});
