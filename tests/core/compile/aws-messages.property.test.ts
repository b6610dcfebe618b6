// Does not prove that EventBridge fills templates in as its documentation says.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AlertDestination } from "../../../core/compile/aws/channels.ts";
import { emailMessage, type InputTransformer, postedMessage } from "../../../core/compile/aws/messages.ts";
import { transformed } from "./event-bridge-input.ts";

const alert = {
  id: "root-use",
  title: 'Root "signs in" <now>\\',
  severity: "critical",
  why: "It <can> do all",
  firstSteps: ["Call them", "Look"],
} as const;

const destination = (kind: AlertDestination["kind"]): AlertDestination => ({
  channel: "a",
  kind,
  minSeverity: "low",
  hasToken: false,
  slackChannel: "#security",
  pagerDutyRegion: "us",
});

const kinds = ["slackWebhook", "slackToken", "pagerDuty", "webhook"] as const;

const hostile = fc.oneof(
  fc.constantFrom(
    'arn:aws:iam::111122223333:user/"/max',
    "arn:aws:iam::111122223333:user/\\/max",
    '"},{"alert":"none"',
    "a\nb\r\tc\u0000\u2028",
    "<operation>",
    "‹a›",
    "Ünïcode 鍵 🔑",
    "\ud800",
    "${unique}",
    "",
  ),
  fc.string({ unit: "binary" }),
);

/** Also what no text should be there for. */
const value = fc.oneof(
  { weight: 6, arbitrary: hostile },
  fc.constantFrom(undefined, null, 0, true, [], ["a", '"'], { 'a"': '\\"' }),
);

const event = fc
  .record({
    arn: value,
    name: value,
    source: value,
    account: value,
    region: value,
    ip: value,
    time: value,
    code: value,
  })
  .map(({ arn, name, source, account, region, ip, time, code }) => ({
    id: "e",
    account,
    region,
    detail: {
      userIdentity: { arn },
      eventName: name,
      eventSource: source,
      awsRegion: region,
      sourceIPAddress: ip,
      eventTime: time,
      errorCode: code,
      eventID: "e1",
    },
  }));

const told = (given: unknown): unknown => given ?? "";

describe("whatever stands in an event", () => {
  test.each(kinds)("what is posted to %s is JSON", (kind) => {
    fc.assert(
      fc.property(event, fc.constantFrom("cloudTrail", "alarm"), (one, form) => {
        expect(() => JSON.parse(transformed(postedMessage(alert, form, destination(kind)), one))).not.toThrow();
      }),
    );
  });

  test("a mail is JSON, a field a line, and says who did what", () => {
    fc.assert(
      fc.property(event, (one) => {
        const text = transformed(emailMessage(alert, "cloudTrail"), one);
        expect(JSON.parse(text)).toEqual({
          Alert: 'Root "signs in" ‹now›\\ (critical)',
          Who: told(one.detail.userIdentity.arn),
          What: told(one.detail.eventName),
          Service: told(one.detail.eventSource),
          Account: told(one.account),
          Region: told(one.detail.awsRegion),
          From: told(one.detail.sourceIPAddress),
          When: told(one.detail.eventTime),
          "Error (none: it succeeded)": told(one.detail.errorCode),
          "CloudTrail event": "e1",
          Why: "It ‹can› do all",
          "First steps": ["Call them", "Look"],
        });
        expect(text.split("\n")).toHaveLength(17);
      }),
    );
  });

  test("a webhook gets each value as it is", () => {
    fc.assert(
      fc.property(event, (one) => {
        expect(JSON.parse(transformed(postedMessage(alert, "cloudTrail", destination("webhook")), one))).toEqual({
          alert: "root-use",
          title: 'Root "signs in" ‹now›\\',
          severity: "critical",
          cloud: "aws",
          actor: told(one.detail.userIdentity.arn),
          operation: told(one.detail.eventName),
          service: told(one.detail.eventSource),
          account: told(one.account),
          region: told(one.detail.awsRegion),
          sourceIp: told(one.detail.sourceIPAddress),
          time: told(one.detail.eventTime),
          error: told(one.detail.errorCode),
          eventId: "e1",
        });
      }),
    );
  });

  test("Slack's fields and PagerDuty's details have it, and their headlines are ours", () => {
    fc.assert(
      fc.property(event, (one) => {
        const posted = (kind: AlertDestination["kind"]) =>
          JSON.parse(transformed(postedMessage(alert, "cloudTrail", destination(kind)), one));
        const slack = posted("slackToken");
        expect([slack.channel, slack.text]).toEqual(["#security", '*Root "signs in" ‹now›\\ (critical)*']);
        expect(slack.attachments[0].fields[0]).toEqual({
          title: "Who",
          value: told(one.detail.userIdentity.arn),
          short: true,
        });
        const { payload } = posted("pagerDuty");
        expect([payload.summary, payload.custom_details.actor]).toEqual([
          'Root "signs in" ‹now›\\ (critical)',
          told(one.detail.userIdentity.arn),
        ]);
      }),
    );
  });
});

test("a value within a text would end it: what fills templates in here shows that", () => {
  const within: InputTransformer = {
    inputPaths: { actor: "$.detail.userIdentity.arn" },
    inputTemplate: '{"text":"Who: <actor>"}',
  };
  const who = { detail: { userIdentity: { arn: 'arn:aws:iam::1:user/"/max' } } };
  expect(transformed(within, who)).toBe('{"text":"Who: arn:aws:iam::1:user/"/max"}');
  expect(() => JSON.parse(transformed(within, who))).toThrow();
  expect(transformed(within, { detail: { userIdentity: { arn: ["a"] } } })).toBe('{"text":"Who: [a]"}');
  expect(transformed(within, {})).toBe('{"text":"Who: "}');
});
