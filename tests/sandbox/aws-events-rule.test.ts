// Doesn't prove that EventBridge words its errors so: they follow its documentation and reports of users.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { rule } from "../../sandbox/aws/events-rule.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { allow, casesOf, from, RULE, role, SENDER, TOPIC } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const pattern = { source: ["aws.signin"], detail: { userIdentity: { type: ["Root"] } } };
const good = { name: "root-use", eventPattern: JSON.stringify(pattern) };
const scheduled = { name: "root-use", scheduleExpression: "rate(5 minutes)" };
const INVALID = "ValidationException";
const PATTERN = "InvalidEventPatternException";

/** A pattern whose JSON has so many characters. */
function patternOf(characters: number): string {
  const empty = JSON.stringify({ source: [""] });
  return JSON.stringify({ source: ["x".repeat(characters - empty.length)] });
}

const ofRule = casesOf(TOKEN.rule, good);
const ofSchedule = casesOf(TOKEN.rule, scheduled);

const SCHEDULE = "events-schedule-is-a-rate-or-cron-expression";
const schedules = [
  ["rate(1 minutes)", "rate(1 minute)"],
  ["rate(0 minutes)", "rate(2 hours)"],
  ["5 minutes", "rate(5 minutes)"],
  ["cron(0 12 * * *)", "cron(0 12 * * ? *)"],
  ["cron(0 12 * * * *)", "cron(0 12 ? * MON-FRI *)"],
] as const;

const cases = [
  ofRule("events-rule-name-is-valid", { name: "root use" }, { name: "Root.use_1-2" }, INVALID, /at 'name'/),
  ofRule("events-rule-name-is-valid", { name: "a".repeat(65) }, { name: "a".repeat(64) }, INVALID, /equal to 64/, {
    when: "65 characters",
  }),
  ofRule(
    "events-rule-description-is-at-most-512-characters",
    { description: "a".repeat(513) },
    { description: "a".repeat(512) },
    INVALID,
    /less than or equal to 512/,
  ),
  ofRule(
    "events-rule-state-is-known",
    { state: "enabled" },
    { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" },
    INVALID,
    /enum value set/,
  ),
  ofRule(
    "events-rule-state-is-given-once",
    { state: "ENABLED", isEnabled: true },
    { state: "DISABLED" },
    "ConflictsWith",
    /conflicts with state/,
  ),
  ofRule("events-rule-has-a-pattern-or-a-schedule", { eventPattern: "" }, {}, INVALID, /must be specified/),
  ofRule("events-pattern-is-json", { eventPattern: "{source: aws.s3}" }, {}, PATTERN, /Reason: Invalid JSON/),
  ofRule("events-pattern-is-valid", { eventPattern: '{"source":"aws.s3"}' }, {}, PATTERN, /Reason: source/, {
    when: "a text for an array",
  }),
  ofRule("events-pattern-is-valid", { eventPattern: '{"source":[{"like":"aws.*"}]}' }, {}, PATTERN, /Reason: source/, {
    when: "an operator that there isn't",
  }),
  ofRule(
    "events-pattern-is-at-most-2048-characters",
    { eventPattern: patternOf(2049) },
    { eventPattern: patternOf(2048).replaceAll(":", " : ") },
    INVALID,
    /Parameter EventPattern for rule root-use exceeds limit of 2048/,
  ),
  ...schedules.map(([wrong, right]) =>
    ofSchedule(SCHEDULE, { scheduleExpression: wrong }, { scheduleExpression: right }, INVALID, /ScheduleExpression/, {
      when: wrong,
    }),
  ),
  ofSchedule(
    "events-schedule-is-on-the-default-bus",
    { eventBusName: "audit" },
    { eventBusName: "default" },
    INVALID,
    /only on the default event bus/,
  ),
  ofSchedule(
    "events-all-management-events-need-a-pattern-without-a-schedule",
    { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" },
    { state: "ENABLED" },
    INVALID,
    /can't be used with a ScheduleExpression/,
  ),
  ofRule("events-bus-has-at-most-300-rules", {}, {}, "LimitExceededException", /maximum number allowed/, {
    given: Array.from({ length: 300 }, (_, n) => ({ token: TOKEN.rule, inputs: { ...good, name: `r${n}` } })),
    mended: {
      given: Array.from({ length: 300 }, (_, n) => ({
        token: TOKEN.rule,
        inputs: { ...good, name: `r${n}`, ...(n === 0 && { eventBusName: "audit" }) },
      })),
    },
  }),
  ofRule(
    "events-rule-role-trusts-eventbridge",
    { roleArn: SENDER },
    { roleArn: SENDER },
    INVALID,
    /cannot be assumed by principal 'events.amazonaws.com'/,
    {
      given: [role(allow("cloudwatch.amazonaws.com", "sts:AssumeRole", ""))],
      mended: { given: [role(allow("events.amazonaws.com", "sts:AssumeRole", "", from(RULE)))] },
    },
  ),
  ofRule("events-rule-has-no-targets-at-its-deletion", {}, {}, INVALID, /can't be deleted since it has targets/, {
    verb: "delete",
    before: good,
    given: [{ token: TOKEN.target, inputs: { rule: "root-use", targetId: "people", arn: TOPIC } }],
    mended: { given: [{ token: TOKEN.target, inputs: { rule: "other", targetId: "people", arn: TOPIC } }] },
  }),
];

testCases(rule.rules, cases);

describe("a rule", () => {
  const outputsOf = (inputs: Properties) => storeWith(aws, CONFIG, [{ token: TOKEN.rule, inputs }]).list(TOKEN.rule)[0];

  test("of the default bus has its name for its id", () => {
    const found = outputsOf(good);
    expect(found?.id).toBe("root-use");
    expect(found?.outputs).toMatchObject({ arn: RULE, eventBusName: "default", state: "ENABLED", isEnabled: true });
  });

  test.each(["audit", `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/audit`])(
    "of the bus %s has that in its id",
    (bus) => {
      const found = outputsOf({ ...good, eventBusName: bus });
      expect(found?.id).toBe(`${bus}/root-use`);
      expect(found?.outputs.arn).toBe(`arn:aws:events:us-east-1:${ACCOUNT}:rule/audit/root-use`);
    },
  );

  test("of the same name in another region is another one", () => {
    const given = [{}, { region: "eu-west-1" }].map((over) => ({ token: TOKEN.rule, inputs: { ...good, ...over } }));
    expect(
      storeWith(aws, CONFIG, given)
        .list(TOKEN.rule)
        .map(({ id }) => id),
    ).toEqual([`arn:aws:events:eu-west-1:${ACCOUNT}:rule/root-use`, "root-use"]);
  });
});
