// Doesn't prove that the organization has service control policies enabled, nor whom a policy binds.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { organizationPolicy, organizationPolicyAttachment } from "../../sandbox/aws/organizations.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const deny: Properties = { Effect: "Deny", Action: "cloudtrail:StopLogging", Resource: "*" };
const content = (...statements: Json[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const good: Properties = { name: "protect", content: content(deny) };

/** A policy of so many characters. */
const sized = (length: number): string => {
  const padded = (sid: string) => content({ Sid: sid, ...deny });
  return padded("x".repeat(length - padded("").length));
};

const policyCase = (
  rule: string,
  fault: Properties,
  near: Properties,
  name: string,
  message: RegExp,
  when?: string,
): Case => ({
  rule,
  ...(when && { when }),
  token: TOKEN.organizationPolicy,
  inputs: { ...good, ...fault },
  refused: { name, message },
  mended: { inputs: { ...good, ...near } },
});

const policy = (over: Properties = {}): Given => ({ token: TOKEN.organizationPolicy, inputs: { ...good, ...over } });
const policyId = String(storeWith(aws, CONFIG, [policy()]).list(TOKEN.organizationPolicy)[0]!.id);
const attached: Properties = { policyId, targetId: "r-a1b2" };

const attachmentCase = (
  rule: string,
  fault: Properties,
  near: Properties,
  name: string,
  message: RegExp,
  when: string,
): Case => ({
  rule,
  when,
  token: TOKEN.organizationPolicyAttachment,
  given: [policy()],
  inputs: { ...attached, ...fault },
  refused: { name, message },
  mended: { inputs: { ...attached, ...near } },
});

const WELL_FORMED = "organizations-service-control-policy-is-well-formed";
const MALFORMED = "MalformedPolicyDocumentException";
const TARGET = "organizations-policy-target-is-a-root-a-unit-or-an-account";
const WRONG_TARGET = /INVALID_PATTERN_TARGET_ID/;

describe("a policy of an organization", () => {
  testCases(organizationPolicy.rules, [
    policyCase(
      "organizations-policy-name-has-1-to-128-characters",
      { name: "x".repeat(129) },
      { name: "x".repeat(128) },
      "InvalidInputException",
      /less than or equal to 128/,
    ),
    policyCase(
      "organizations-policy-description-has-at-most-512-characters",
      { description: "x".repeat(513) },
      { description: "x".repeat(512) },
      "InvalidInputException",
      /less than or equal to 512/,
    ),
    policyCase(
      "organizations-policy-type-is-known",
      { type: "SCP" },
      { type: "SERVICE_CONTROL_POLICY" },
      "InvalidInputException",
      /enum value set/,
    ),
    policyCase(WELL_FORMED, { content: "{" }, {}, MALFORMED, /not a JSON object/, "no JSON"),
    policyCase(
      WELL_FORMED,
      { content: content({ ...deny, Principal: "*" }) },
      {},
      MALFORMED,
      /no Principal/,
      "a principal",
    ),
    policyCase(
      WELL_FORMED,
      { content: content({ Effect: "Deny", Action: "cloudtrail:StopLogging" }) },
      {},
      MALFORMED,
      /needs a Resource/,
      "no resource",
    ),
    policyCase(
      "organizations-service-control-policy-has-at-most-5120-characters",
      { content: sized(5_121) },
      { content: sized(5_120) },
      "ConstraintViolationException",
      /POLICY_CONTENT_LIMIT_EXCEEDED\): 5121 of at most 5120/,
    ),
    {
      ...policyCase("organizations-policy-name-is-its-own", {}, {}, "DuplicatePolicyException", /same name/),
      given: [policy({ description: "another" })],
      mended: { given: [policy({ type: "RESOURCE_CONTROL_POLICY" })] },
    },
    {
      rule: "organizations-policy-is-detached-before-it-goes",
      token: TOKEN.organizationPolicy,
      verb: "delete",
      given: [{ token: TOKEN.organizationPolicyAttachment, inputs: attached }],
      inputs: good,
      refused: { name: "PolicyInUseException", message: /detach it/ },
      mended: { given: [] },
    },
  ]);

  test("has an ARN of the organization's management account", () => {
    const [stored] = storeWith(aws, CONFIG, [policy()]).list(TOKEN.organizationPolicy);
    expect(stored!.outputs.arn).toBe(
      `arn:aws:organizations::${ACCOUNT}:policy/o-exampleorgid/service_control_policy/${policyId}`,
    );
    expect(policyId).toMatch(/^p-[0-9a-z]{8}$/);
  });
});

describe("an attachment of a policy", () => {
  testCases(organizationPolicyAttachment.rules, [
    attachmentCase(
      TARGET,
      { targetId: "r-a1" },
      { targetId: "r-a1b2" },
      "InvalidInputException",
      WRONG_TARGET,
      "a root",
    ),
    attachmentCase(
      TARGET,
      { targetId: "ou-a1b2" },
      { targetId: "ou-a1b2-c3d4e5f6" },
      "InvalidInputException",
      WRONG_TARGET,
      "a unit",
    ),
    attachmentCase(
      TARGET,
      { targetId: "11112222333" },
      { targetId: "111122223333" },
      "InvalidInputException",
      WRONG_TARGET,
      "an account",
    ),
    attachmentCase(
      "organizations-attached-policy-exists",
      { policyId: "p-00000000" },
      {},
      "PolicyNotFoundException",
      /can't find a policy/,
      "no such policy",
    ),
  ]);
});
