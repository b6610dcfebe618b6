// Doesn't prove how long IAM and KMS take to know of a change: the sandbox knows at once.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { logGroup } from "../../sandbox/aws/logs.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidParameterException";

function key(policy: Properties[] | undefined, over: Properties = {}): Given {
  const root = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" };
  const document = policy && JSON.stringify({ Version: "2012-10-17", Statement: [root, ...policy] });
  return { token: TOKEN.key, inputs: { ...(document && { policy: document }), ...over } };
}

function idOf(given: Given): string {
  return String(storeWith(aws, CONFIG, [given]).list(TOKEN.key)[0]?.outputs.arn);
}

/** What the CloudWatch Logs guide asks for. */
function service(over: { [element: string]: Json } = {}): Properties {
  return {
    Effect: "Allow",
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: {
      ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:audit` },
    },
    ...over,
  };
}

function group(inputs: Properties): { token: string; inputs: Properties } {
  return { token: TOKEN.logGroup, inputs };
}

function keyCase(rule: string, when: string, broken: Given, refused: Case["refused"]): Case {
  const good = key([service()]);
  return {
    rule,
    when,
    ...group({ name: "audit", kmsKeyId: idOf(broken) }),
    given: [broken],
    refused,
    mended: { given: [good], inputs: { name: "audit", kmsKeyId: idOf(good) } },
  };
}

const denied = { name: "AccessDeniedException", message: /not allowed to be used with Arn .*log-group:audit/ };

const cases: Case[] = [
  {
    rule: "logs-group-name-is-valid",
    ...group({ name: "audit logs" }),
    refused: { name: INVALID, message: /regular expression/ },
    mended: { inputs: { name: "/audit.logs_#-1" } },
  },
  {
    rule: "logs-group-name-is-at-most-512-characters",
    ...group({ name: "a".repeat(513) }),
    refused: { name: INVALID, message: /less than or equal to 512/ },
    mended: { inputs: { name: "a".repeat(512) } },
  },
  {
    rule: "logs-group-name-is-not-reserved",
    ...group({ name: "aws/audit" }),
    refused: { name: INVALID, message: /reserved/ },
    mended: { inputs: { name: "/aws/audit" } },
  },
  ...[2, 364, 366, 3654].map((days) => ({
    rule: "logs-retention-is-one-of-the-allowed",
    when: `${days} days`,
    ...group({ name: "audit", retentionInDays: days }),
    refused: { name: INVALID, message: new RegExp(`^${days} is not a valid retention`) },
    mended: { inputs: { name: "audit", retentionInDays: days === 3654 ? 3653 : 365 } },
  })),
  {
    rule: "logs-group-class-is-known",
    ...group({ name: "audit", logGroupClass: "GLACIER" }),
    refused: { name: INVALID, message: /GLACIER/ },
    mended: { inputs: { name: "audit", logGroupClass: "INFREQUENT_ACCESS" } },
  },
  keyCase("logs-key-exists-and-is-enabled", "it is disabled", key([service()], { isEnabled: false }), {
    name: INVALID,
    message: /could not be found/,
  }),
  keyCase("logs-key-exists-and-is-enabled", "it is in another region", key([service()], { region: "eu-west-1" }), {
    name: INVALID,
    message: /could not be found/,
  }),
  {
    rule: "logs-key-exists-and-is-enabled",
    when: "there is none",
    ...group({ name: "audit", kmsKeyId: "00000000-0000-0000-0000-000000000000" }),
    refused: { name: INVALID, message: /could not be found/ },
    mended: { inputs: { name: "audit" } },
  },
  keyCase("logs-key-lets-the-service-use-it-for-the-group", "the default policy", key(undefined), denied),
  keyCase(
    "logs-key-lets-the-service-use-it-for-the-group",
    "another region's service",
    key([service({ Principal: { Service: "logs.eu-west-1.amazonaws.com" } })]),
    denied,
  ),
  keyCase(
    "logs-key-lets-the-service-use-it-for-the-group",
    "another group's encryption context",
    key([
      service({ Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:log-group:x*" } } }),
    ]),
    denied,
  ),
  keyCase(
    "logs-key-lets-the-service-use-it-for-the-group",
    "no permission to decrypt",
    key([service({ Action: ["kms:Encrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"] })]),
    denied,
  ),
  {
    rule: "logs-protected-group-cannot-be-deleted",
    ...group({ name: "audit", deletionProtectionEnabled: true }),
    verb: "delete",
    refused: { name: "ValidationException", message: /deletion protection/ },
    mended: { inputs: { name: "audit", deletionProtectionEnabled: false } },
  },
];

testCases(logGroup.rules, cases);

describe("a log group", () => {
  test("has an ARN without the stream wildcard, and stays when skipDestroy says so", () => {
    const store = storeWith(aws, CONFIG, [group({ name: "audit" })]);
    expect(store.list(TOKEN.logGroup)[0]?.outputs.arn).toBe(`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:audit`);
    const call = { verb: "delete", token: TOKEN.logGroup, store, config: CONFIG } as const;
    expect(logGroup.onDelete?.({ ...call, inputs: { skipDestroy: true } })).toBe("keep");
    expect(logGroup.onDelete?.({ ...call, inputs: {} })).toBe("remove");
  });

  test("of a region in China has its partition and its DNS suffix", () => {
    const china = key([
      service({
        Principal: { Service: "logs.cn-north-1.amazonaws.com.cn" },
        Condition: {
          ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws-cn:logs:cn-north-1:${ACCOUNT}:log-group:audit` },
        },
      }),
    ]);
    const config = { ...CONFIG, region: "cn-north-1" };
    const store = storeWith(aws, config, [china]);
    const inputs = { name: "audit", kmsKeyId: String(store.list(TOKEN.key)[0]?.outputs.arn) };
    const call = { verb: "create", token: TOKEN.logGroup, inputs, store, config } as const;
    expect(logGroup.rules.flatMap((rule) => rule.refuse(call) ?? [])).toEqual([]);
  });
});
