// Doesn't prove that S3 checks all of this in the call itself: a log delivery that can't work fails later there, and at once here.
import { expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { logging } from "../../sandbox/aws/s3-logging.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases, typeOf } from "./aws-case.ts";
import { bucket, encrypted, LOGS, policy, retention } from "./aws-s3-world.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const ACCESS = "access-logs";
const delivery: Properties = {
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `arn:aws:s3:::${ACCESS}/audit/*`,
  Condition: {
    ArnLike: { "aws:SourceArn": `arn:aws:s3:::${LOGS}` },
    StringEquals: { "aws:SourceAccount": ACCOUNT },
  },
};

function target(over: Properties = {}, ...parts: Given[]): Given[] {
  return [bucket(over), { token: TOKEN.bucket, inputs: { bucket: ACCESS, ...over } }, ...parts];
}

function ofTarget(token: string, inputs: Properties): Given {
  return { token, inputs: { bucket: ACCESS, ...inputs } };
}

const grant = ofTarget(TOKEN.bucketPolicy, policy(delivery));
const secure = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: `arn:aws:s3:::${ACCESS}/*`,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function loggingCase(rule: string, broken: Given[], near: Given[], refused: Case["refused"], when?: string): Case {
  return {
    rule,
    ...(when && { when }),
    token: TOKEN.logging,
    given: broken,
    inputs: { bucket: LOGS, targetBucket: ACCESS, targetPrefix: "audit/" },
    refused,
    mended: { given: near },
  };
}

const TARGET = "InvalidTargetBucketForLogging";
const UNGRANTED = { name: TARGET, message: /necessary permissions to the logging service/ };

const loggingCases: Case[] = [
  loggingCase("s3-logging-target-exists", [bucket()], target({}, grant), { name: TARGET, message: /does not exist/ }),
  loggingCase(
    "s3-logging-target-is-in-the-same-region",
    [bucket(), { token: TOKEN.bucket, inputs: { bucket: ACCESS, region: "eu-west-1" } }, grant],
    target({}, grant),
    { name: "CrossLocationLoggingProhibitted", message: /Cross S3 location/ },
  ),
  loggingCase(
    "s3-logging-target-has-no-default-retention",
    target({}, grant, ofTarget(TOKEN.objectLock, retention({ mode: "GOVERNANCE", days: 1 }))),
    target({}, grant, ofTarget(TOKEN.objectLock, {})),
    { name: TARGET, message: /default retention/ },
  ),
  loggingCase(
    "s3-logging-target-is-not-encrypted-with-kms",
    target({}, grant, ofTarget(TOKEN.encryption, encrypted("aws:kms"))),
    target({}, grant, ofTarget(TOKEN.encryption, encrypted("AES256"))),
    { name: TARGET, message: /SSE-S3/ },
  ),
  loggingCase("s3-logging-target-lets-the-logging-service-write", target(), target({}, grant), UNGRANTED, "no policy"),
  loggingCase(
    "s3-logging-target-lets-the-logging-service-write",
    target({}, ofTarget(TOKEN.bucketPolicy, policy({ ...delivery, Resource: `arn:aws:s3:::${ACCESS}/other/*` }))),
    target({}, ofTarget(TOKEN.bucketPolicy, policy(delivery, secure))),
    UNGRANTED,
    "another prefix",
  ),
  loggingCase(
    "s3-logging-target-lets-the-logging-service-write",
    target(
      {},
      ofTarget(
        TOKEN.bucketPolicy,
        policy({ ...delivery, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::x" } } }),
      ),
    ),
    target({}, grant),
    UNGRANTED,
    "another source",
  ),
];

testCases(
  logging.rules.filter((rule) => !sharedRules.includes(rule)),
  loggingCases,
);

test("partitioned access logs are written below the account, region and bucket", () => {
  const resource = `arn:aws:s3:::${ACCESS}/audit/${ACCOUNT}/us-east-1/${LOGS}/*`;
  const store = storeWith(
    aws,
    CONFIG,
    target({}, ofTarget(TOKEN.bucketPolicy, policy({ ...delivery, Resource: resource }))),
  );
  const inputs = {
    bucket: LOGS,
    targetBucket: ACCESS,
    targetPrefix: "audit/",
    targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
  };
  const call = { verb: "create", token: TOKEN.logging, inputs, store, config: CONFIG } as const;
  expect(typeOf(TOKEN.logging).rules.flatMap((rule) => rule.refuse(call) ?? [])).toEqual([]);
});
