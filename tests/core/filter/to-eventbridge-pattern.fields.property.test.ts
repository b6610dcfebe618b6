import fc from "fast-check";
import { it, vi } from "vitest";
import type { Pool } from "./arbitrary-filter.ts";
import { checkEventBridge } from "./eventbridge-fidelity.ts";
import { seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

const operations = [
  "PutObject",
  "PutObjectAcl",
  "putobject",
  "PutPolicy",
  "GetObject",
  "Put",
  "ObjectPut",
  "PutAclPut",
];
const codes = [
  "AccessDenied",
  "AccessDeniedException",
  "Client.AccessDenied",
  "NoSuchKey",
  "nosuchkey",
  "x.Unauthorized",
];

/** Few fields, each asked several times: a pattern names a field once, so the questions must become one. */
const pool: Pool = {
  texts: {
    operation: operations,
    "native.eventName": operations,
    error: codes,
    "native.errorCode": codes,
    "native.userIdentity.userName": ["Max", "max", "Maxime"],
  },
  choices: { outcome: ["success", "failure", "denied"] },
  present: ["native.errorCode", "native.userIdentity.userName"],
};

const optional = (values: readonly string[]): fc.Arbitrary<string | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

/** CloudTrail spells the name of an operation in one way; a filter may spell it in any. */
const recorded = operations.filter((name) => name !== "putobject");

const records: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(fc.constantFrom(...recorded), optional(codes), optional(["x", "NoSuchKey"]), optional(["Max", "max", "Mo"]))
  .map(([eventName, errorCode, errorMessage, userName]) => ({
    eventVersion: "1.11",
    eventTime: "2026-03-04T05:06:07Z",
    eventSource: "s3.amazonaws.com",
    eventName,
    awsRegion: "eu-central-1",
    eventID: "6c2b1c66-6e6f-4a0b-8a52-0d8a1b0c1d2e",
    eventType: "AwsApiCall",
    eventCategory: "Management",
    readOnly: false,
    userIdentity: { type: "IAMUser", ...(userName !== undefined && { userName }) },
    ...(errorCode !== undefined && { errorCode }),
    ...(errorMessage !== undefined && { errorMessage }),
  }));

it(`several questions of one field become one that says the same, or more (seed ${seed})`, () => {
  checkEventBridge({ name: "EventBridge, few fields", pool, records });
});
