// Doesn't prove that EventBridge words its errors so: they follow its documentation and reports of users.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { target } from "../../sandbox/aws/events-target.ts";
import { deadLetterRules } from "../../sandbox/aws/events-target-dead-letter.ts";
import { destinationRules } from "../../sandbox/aws/events-target-destination.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { allow, casesOf, TOPIC, topic, topicPolicy } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const rule = { token: TOKEN.rule, inputs: { name: "root-use", eventPattern: '{"source":["aws.signin"]}' } };
const world = [rule, topic(), topicPolicy(allow("events.amazonaws.com", "sns:Publish", TOPIC))];
const good = { rule: "root-use", targetId: "people", arn: TOPIC };
const INVALID = "ValidationException";

const ofTarget = casesOf(TOKEN.target, good, world);

function transformed(inputTemplate: string, inputPaths: Properties = { who: "$.detail.userIdentity.arn" }): Properties {
  return { inputTransformer: { inputTemplate, inputPaths } };
}

const others = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ token: TOKEN.target, inputs: { ...good, targetId: `t${n}` } }));
const paths = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${n}`, "$.id"]));

const TEMPLATE = "events-template-is-json-or-quoted-text";
const PATH = "events-input-paths-are-json-paths";
const AS_A_VALUE = "events-template-has-the-event-as-a-value-of-an-object";

function templateCase(wrong: string, right: string, message: RegExp) {
  return ofTarget(TEMPLATE, transformed(wrong), transformed(right), INVALID, message, { when: wrong });
}

function pathCase(wrong: string, right: string) {
  const near = { inputTransformer: { inputTemplate: '"<who>"', inputPaths: { who: right } } };
  const fault = { inputTransformer: { inputTemplate: '"<who>"', inputPaths: { who: wrong } } };
  return ofTarget(PATH, fault, near, INVALID, /InputPath for target people is invalid/, { when: wrong });
}

function retry(rule: string, property: string, wrong: number, right: number) {
  const policy = (value: number): Properties => ({ retryPolicy: { [property]: value } });
  return ofTarget(rule, policy(wrong), policy(right), INVALID, new RegExp(`retryPolicy.${property}'`), {
    when: String(wrong),
  });
}

const cases = [
  ofTarget(
    "events-target-rule-exists",
    { rule: "root" },
    {},
    "ResourceNotFoundException",
    /Rule root does not exist on EventBus default/,
  ),
  ofTarget("events-rule-has-at-most-5-targets", {}, {}, "LimitExceededException", /maximum number/, {
    given: [...world, ...others(5)],
    mended: { given: [...world, ...others(4)] },
  }),
  ofTarget("events-target-id-is-valid", { targetId: "on call" }, { targetId: "On.call_1-2" }, INVALID, /member.id'/),
  ofTarget("events-target-id-is-valid", { targetId: "a".repeat(65) }, { targetId: "a".repeat(64) }, INVALID, /64/, {
    when: "65 characters",
  }),
  ofTarget("events-target-arn-is-valid", { arn: "alerts" }, {}, INVALID, /Provided Arn is not in correct format/),
  ofTarget(
    "events-target-is-in-the-region-of-its-rule",
    { arn: TOPIC.replace("us-east-1", "eu-west-1") },
    {},
    INVALID,
    /is in eu-west-1, but the rule is in us-east-1/,
  ),
  retry("events-retry-attempts-are-at-most-185", "maximumRetryAttempts", 186, 185),
  retry("events-retry-attempts-are-at-most-185", "maximumRetryAttempts", -1, 0),
  retry("events-retry-age-is-1-minute-to-24-hours", "maximumEventAgeInSeconds", 59, 60),
  retry("events-retry-age-is-1-minute-to-24-hours", "maximumEventAgeInSeconds", 86_401, 86_400),
  ofTarget(
    "events-target-has-one-kind-of-input",
    { input: "{}", inputPath: "$.detail" },
    { inputPath: "$.detail" },
    INVALID,
    /Only one of Input, InputPath, or InputTransformer must be provided for target people/,
  ),
  ofTarget(
    "events-target-input-is-json",
    { input: "a root login" },
    { input: '"a root login"' },
    INVALID,
    /JSON syntax/,
  ),
  ofTarget(
    "events-target-input-is-at-most-8192-characters",
    { input: `"${"a".repeat(8191)}"` },
    { input: `"${"a".repeat(8190)}"` },
    INVALID,
    /less than or equal to 8192/,
  ),
  pathCase("detail.userIdentity", "$.detail.userIdentity"),
  pathCase("$.detail['userIdentity']", "$.resources[0]"),
  ofTarget(PATH, { inputPath: "detail" }, { inputPath: "$" }, INVALID, /InputPath/, { when: "of the target itself" }),
  ofTarget(
    "events-input-paths-are-at-most-100",
    transformed('"<v0>"', paths(101)),
    transformed('"<v0>"', paths(100)),
    INVALID,
    /'inputPathsMap' failed to satisfy constraint: Member must have length less than or equal to 100/,
  ),
  ofTarget(
    "events-input-variables-are-named-right",
    transformed('"x"', { "who.did": "$.id" }),
    transformed('"x"', { "who_did-1": "$.id" }),
    INVALID,
    /Value 'who.did' at 'inputPathsMap'/,
  ),
  ofTarget(
    "events-input-variables-are-not-reserved",
    transformed('"<AWS-who>"', { "AWS-who": "$.id" }),
    transformed('"<aws-who>"', { "aws-who": "$.id" }),
    INVALID,
    /must not start with "AWS"/,
  ),
  ofTarget(
    "events-template-is-1-to-8192-characters",
    transformed(`"${"a".repeat(8191)}"`),
    transformed(`"${"a".repeat(8190)}"`),
    INVALID,
    /'inputTemplate' .* less than or equal to 8192/,
  ),
  ...['"<whom>"', '{"text": <whom>}'].map((template) =>
    ofTarget(
      "events-template-variables-are-declared",
      transformed(template),
      transformed(template.replace("whom", "aws.events.rule-name")),
      INVALID,
      /contains invalid placeholder whom/,
      { when: template },
    ),
  ),
  templateCase("<who> logged in", '"<who> logged in"', /neither JSON nor quoted text/),
  templateCase('{"text": "by <who>}', '{"text": "by <who>"}', /neither JSON nor quoted text/),
  templateCase('{"text": by <who>}', '{"text": <who>}', /neither JSON nor quoted text/),
  templateCase('"by <who>"\n at once', '"by <who>"\n"at once"', /neither JSON nor quoted text/),
  templateCase('{"<who>": "did it"}', '{"who": "<who>"}', /can't be an object's key/),
  templateCase('{"text": "by \\<who>"}', '{"text": "by \\"<who>\\""}', /neither JSON nor quoted text/),
  ...[
    ['"event <aws.events.event.json>"', '{"event": <aws.events.event.json>}'],
    ['{"event": "<aws.events.event>"}', '{"event": <aws.events.event>}'],
    ["[<aws.events.event>]", '{"events": [<aws.events.event>]}'],
  ].map(([wrong = "", right = ""]) =>
    ofTarget(AS_A_VALUE, transformed(wrong), transformed(right), INVALID, /valid only for JSON template/, {
      when: wrong,
    }),
  ),
];

const elsewhere = new Set([...destinationRules, ...deadLetterRules]);

testCases(
  target.rules.filter((one) => !elsewhere.has(one)),
  cases,
);

describe("a target", () => {
  const idsOf = (...inputs: Properties[]) =>
    storeWith(aws, CONFIG, [rule, ...inputs.map((one) => ({ token: TOKEN.target, inputs: { ...good, ...one } }))])
      .list(TOKEN.target)
      .map(({ id }) => id);

  test("has its rule and its own id in its id, and its bus where that isn't the default", () => {
    expect(idsOf({}, { eventBusName: "audit" })).toEqual(["audit-root-use-people", "root-use-people"]);
  });

  test("of the same ids in another region is another one", () => {
    expect(idsOf({}, { region: "eu-west-1" })).toEqual([
      `arn:aws:events:eu-west-1:${ACCOUNT}:rule/root-use-people`,
      "root-use-people",
    ]);
  });
});
