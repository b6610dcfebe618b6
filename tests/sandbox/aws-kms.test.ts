// Doesn't prove that KMS itself words its errors so: the messages follow its documentation and reports of users.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { alias, findKey, key } from "../../sandbox/aws/kms.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

function policy(...statements: Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function statement(over: Properties = {}): Properties {
  return { Effect: "Allow", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*", ...over };
}

/** A key whose policy denies an action to everybody but one. */
function guarded(action: string, but = `arn:aws:iam::${ACCOUNT}:role/break-glass`): Properties {
  const deny = statement({
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Condition: { ArnNotLike: { "aws:PrincipalArn": but } },
  });
  return { policy: policy(statement(), deny), bypassPolicyLockoutSafetyCheck: true };
}

/** A policy of exactly this many bytes. */
function policyOf(bytes: number): string {
  const empty = policy(statement({ Sid: "" }));
  return policy(statement({ Sid: "x".repeat(bytes - empty.length) }));
}

const MALFORMED = "MalformedPolicyDocumentException";
const target = { token: TOKEN.key, inputs: { description: "audit" } };
const targetId = storeWith(aws, CONFIG, [target]).list(TOKEN.key)[0]?.id ?? "";
const elsewhere = { token: TOKEN.key, inputs: { description: "audit", region: "eu-west-1" } };
const elsewhereArn = storeWith(aws, CONFIG, [elsewhere]).list(TOKEN.key)[0]?.outputs.arn ?? "";

function aliasCase(rule: string, name: string, mended: string, refused: Case["refused"]): Case {
  return {
    rule,
    when: name.slice(0, 20),
    token: TOKEN.alias,
    given: [target],
    inputs: { name, targetKeyId: targetId },
    refused,
    mended: { inputs: { name: mended, targetKeyId: targetId } },
  };
}

const cases: Case[] = [
  {
    rule: "kms-policy-is-well-formed",
    when: "text that is no JSON",
    token: TOKEN.key,
    inputs: { policy: "{" },
    refused: { name: MALFORMED, message: /not a JSON object/ },
    mended: { inputs: { policy: policy(statement()) } },
  },
  {
    rule: "kms-policy-is-well-formed",
    when: "a statement without a principal",
    token: TOKEN.key,
    inputs: { policy: policy(statement(), { Effect: "Allow", Action: "kms:*", Resource: "*" }) },
    refused: { name: MALFORMED, message: /needs a Principal/ },
    mended: { inputs: { policy: policy(statement(), statement()) } },
  },
  {
    rule: "kms-policy-principals-are-valid",
    token: TOKEN.key,
    inputs: { policy: policy(statement(), statement({ Principal: { AWS: "arn:aws:iam::1:role/reader" } })) },
    refused: { name: MALFORMED, message: /one or more invalid principals/ },
    mended: {
      inputs: { policy: policy(statement(), statement({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` } })) },
    },
  },
  {
    rule: "kms-policy-keeps-its-caller-in-control",
    when: "only another account may use it",
    token: TOKEN.key,
    inputs: { policy: policy(statement({ Principal: { AWS: "444455556666" } })) },
    refused: { name: MALFORMED, message: /will not allow you to update the key policy in the future/ },
    mended: { inputs: { policy: policy(statement({ Principal: { AWS: ACCOUNT } })) } },
  },
  {
    rule: "kms-policy-keeps-its-caller-in-control",
    when: "PutKeyPolicy is denied",
    token: TOKEN.key,
    inputs: { policy: policy(statement(), statement({ Effect: "Deny", Action: "kms:Put*" })) },
    refused: { name: MALFORMED, message: /in the future/ },
    mended: {
      inputs: {
        policy: policy(statement(), statement({ Effect: "Deny", Action: "kms:Put*" })),
        bypassPolicyLockoutSafetyCheck: true,
      },
    },
  },
  {
    rule: "kms-policy-lets-its-caller-change-the-key",
    when: "to change its policy",
    token: TOKEN.key,
    verb: "update",
    before: guarded("kms:PutKeyPolicy"),
    inputs: { policy: policy(statement()), bypassPolicyLockoutSafetyCheck: true },
    refused: { name: "AccessDeniedException", message: /user\/sandbox is not authorized to perform: kms:PutKeyPolicy/ },
    mended: { inputs: { ...guarded("kms:PutKeyPolicy"), enableKeyRotation: true } },
  },
  {
    rule: "kms-policy-lets-its-caller-change-the-key",
    when: "to delete it",
    token: TOKEN.key,
    verb: "delete",
    inputs: guarded("kms:ScheduleKeyDeletion"),
    refused: { name: "AccessDeniedException", message: /not authorized to perform: kms:ScheduleKeyDeletion/ },
    mended: { inputs: guarded("kms:ScheduleKeyDeletion", `arn:aws:iam::${ACCOUNT}:user/sandbox`) },
  },
  {
    rule: "kms-policy-is-at-most-32-kilobytes",
    token: TOKEN.key,
    inputs: { policy: policyOf(32_769) },
    refused: { name: "LimitExceededException", message: /32769 bytes/ },
    mended: { inputs: { policy: policyOf(32_768) } },
  },
  ...[
    { days: 6, near: 7, message: /greater than or equal to 7/ },
    { days: 31, near: 30, message: /less than or equal to 30/ },
  ].map(({ days, near, message }) => ({
    rule: "kms-deletion-window-is-7-to-30-days",
    when: `${days} days`,
    token: TOKEN.key,
    inputs: { deletionWindowInDays: days },
    refused: { name: "ValidationException", message },
    mended: { inputs: { deletionWindowInDays: near } },
  })),
  ...[
    { days: 89, near: 90, message: /greater than or equal to 90/ },
    { days: 2561, near: 2560, message: /less than or equal to 2560/ },
  ].map(({ days, near, message }) => ({
    rule: "kms-rotation-period-is-90-to-2560-days",
    when: `${days} days`,
    token: TOKEN.key,
    inputs: { enableKeyRotation: true, rotationPeriodInDays: days },
    refused: { name: "ValidationException", message },
    mended: { inputs: { enableKeyRotation: true, rotationPeriodInDays: near } },
  })),
  {
    rule: "kms-rotation-is-for-symmetric-keys",
    token: TOKEN.key,
    inputs: { enableKeyRotation: true, customerMasterKeySpec: "RSA_2048" },
    refused: { name: "UnsupportedOperationException", message: /only for symmetric/ },
    mended: { inputs: { enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" } },
  },
  {
    rule: "kms-rotation-needs-an-enabled-key",
    token: TOKEN.key,
    inputs: { enableKeyRotation: true, isEnabled: false },
    refused: { name: "DisabledException", message: /is disabled/ },
    mended: { inputs: { enableKeyRotation: false, isEnabled: false } },
  },
  aliasCase("kms-alias-name-is-valid", "audit", "alias/audit", { name: "ValidationException", message: /prefix/ }),
  aliasCase("kms-alias-name-is-valid", "alias/a b", "alias/a-b", { name: "ValidationException", message: /a b/ }),
  aliasCase("kms-alias-name-is-valid", `alias/${"a".repeat(251)}`, `alias/${"a".repeat(250)}`, {
    name: "ValidationException",
    message: /1 to 256/,
  }),
  aliasCase("kms-alias-is-not-reserved-for-aws", "alias/aws/audit", "alias/awsaudit", {
    name: "NotAuthorizedException",
    message: /reserved/,
  }),
  {
    rule: "kms-alias-target-exists",
    token: TOKEN.alias,
    inputs: { name: "alias/audit", targetKeyId: targetId },
    refused: { name: "NotFoundException", message: /does not exist/ },
    mended: { given: [target] },
  },
  {
    rule: "kms-alias-target-exists",
    when: "the key is in another region",
    token: TOKEN.alias,
    given: [elsewhere],
    inputs: { name: "alias/audit", targetKeyId: elsewhereArn },
    refused: { name: "NotFoundException", message: /in us-east-1/ },
    mended: { inputs: { name: "alias/audit", targetKeyId: elsewhereArn, region: "eu-west-1" } },
  },
  {
    rule: "kms-alias-target-exists",
    when: "the key is in another account",
    token: TOKEN.alias,
    given: [{ ...target, config: CONFIG }],
    config: { ...CONFIG, accountId: "444455556666" },
    inputs: { name: "alias/audit", targetKeyId: targetId },
    refused: { name: "NotFoundException", message: /in us-east-1/ },
    mended: { config: CONFIG },
  },
];

testCases([...key.rules, ...alias.rules], cases);

describe("the ids of keys and aliases", () => {
  test("two keys of the same inputs have two ids", () => {
    const keys = storeWith(aws, CONFIG, [target, target]).list(TOKEN.key);
    expect(new Set(keys.map(({ outputs }) => outputs.arn)).size).toBe(2);
  });

  test("a key keeps its id and ARN when an update changes its inputs", () => {
    const store = storeWith(aws, CONFIG, [target]);
    const before = store.list(TOKEN.key)[0]?.outputs;
    const after = key.outputs({ description: "changed" }, CONFIG, store, targetId);
    expect([after.keyId, after.arn]).toEqual([before?.keyId, before?.arn]);
  });

  test("an alias's id is its name, and an alias of the same name elsewhere is another one", () => {
    const inputs = { name: "alias/audit", targetKeyId: targetId };
    const store = storeWith(aws, CONFIG, [target, { token: TOKEN.alias, inputs }]);
    expect(alias.id(inputs, CONFIG, store)).toBe("alias/audit");
    const abroad = alias.id({ ...inputs, region: "eu-west-1" }, CONFIG, store);
    expect(abroad).toBe(`arn:aws:kms:eu-west-1:${ACCOUNT}:alias/audit`);
  });

  test("a key is found by its id, its ARN and its alias", () => {
    const inputs = { name: "alias/audit", targetKeyId: targetId };
    const store = storeWith(aws, CONFIG, [target, { token: TOKEN.alias, inputs }]);
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}`;
    const references = [targetId, `${arn}:key/${targetId}`, "alias/audit", `${arn}:alias/audit`, "alias/other"];
    expect(references.map((reference) => findKey(store, reference)?.id)).toEqual([
      targetId,
      targetId,
      targetId,
      targetId,
      undefined,
    ]);
  });
});
