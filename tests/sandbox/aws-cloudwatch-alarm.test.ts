// Doesn't prove that CloudWatch words its errors so, nor that the metric of an alarm ever gets a value.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { alarm } from "../../sandbox/aws/cloudwatch-alarm.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import {
  ALARM,
  allow,
  arnOf,
  casesOf,
  from,
  key,
  TOPIC,
  topic,
  topicPolicy,
  use,
  worldsOf,
} from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "ValidationError";
const CLOUDWATCH = "cloudwatch.amazonaws.com";
const evaluated = {
  name: "denials",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  evaluationPeriods: 1,
  threshold: 20,
};
const measured = { metricName: "Denials", namespace: "auditlog", statistic: "Sum", period: 300 };
const good = { ...evaluated, ...measured };
const ofAlarm = casesOf(TOKEN.alarm, good);
const without = (...names: (keyof typeof good)[]) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name as keyof typeof good)));

/** Inputs that replace the usual ones altogether. */
function whole(rule: string, inputs: Properties, near: Properties, message: RegExp, when: string) {
  const one = ofAlarm(rule, {}, {}, INVALID, message, { when });
  return { ...one, inputs, mended: { inputs: near } };
}

const query = { id: "m1", metric: { metricName: "Denials", namespace: "auditlog", period: 300, stat: "Sum" } };
const sum = { id: "e1", expression: "m1 / 2", returnData: true };
const queried = (...metricQueries: Json[]): Properties => ({ ...evaluated, metricQueries });
const QUERIES = "cloudwatch-metric-queries-return-one-result";

const DIMENSIONS = "cloudwatch-alarm-dimensions-fit";
const dimensions = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`Dimension${at}`, "x"]));

const metricCases = [
  ofAlarm(DIMENSIONS, { dimensions: dimensions(31) }, { dimensions: dimensions(30) }, INVALID, /greater than 30/, {
    when: "31 of them",
  }),
  ofAlarm(
    DIMENSIONS,
    { dimensions: { TopicName: "x".repeat(1025) } },
    { dimensions: { TopicName: "x".repeat(1024) } },
    INVALID,
    /TopicName/,
    { when: "a value of 1,025 characters" },
  ),
  ofAlarm(
    DIMENSIONS,
    { dimensions: { ["x".repeat(256)]: "x" } },
    { dimensions: { ["x".repeat(255)]: "x" } },
    INVALID,
    /x{256}/,
    { when: "a name of 256 characters" },
  ),
  ofAlarm(DIMENSIONS, { dimensions: { ":a": "x" } }, { dimensions: { "a:": "x" } }, INVALID, /:a/, { when: "a colon" }),
  ofAlarm(DIMENSIONS, { dimensions: { TopicName: " " } }, { dimensions: { TopicName: "a b" } }, INVALID, /TopicName/, {
    when: "a blank value",
  }),
  whole(
    DIMENSIONS,
    queried({ ...query, metric: { ...query.metric, dimensions: { TopicName: "alérts" } }, returnData: true }),
    queried({ ...query, metric: { ...query.metric, dimensions: { TopicName: "alerts" } }, returnData: true }),
    /TopicName/,
    "a sign beyond ASCII, in a query",
  ),
  ofAlarm("cloudwatch-alarm-name-is-valid", { name: "a\nb" }, { name: "a: b" }, INVALID, /'alarmName'/),
  ofAlarm("cloudwatch-alarm-name-is-valid", { name: "a".repeat(256) }, { name: "a".repeat(255) }, INVALID, /255/, {
    when: "256 characters",
  }),
  ofAlarm(
    "cloudwatch-alarm-description-is-at-most-1024-characters",
    { alarmDescription: "a".repeat(1025) },
    { alarmDescription: "a".repeat(1024) },
    INVALID,
    /1024/,
  ),
  whole("cloudwatch-alarm-has-a-metric-or-queries", evaluated, good, /Exactly one of MetricName/, "neither"),
  ofAlarm(
    "cloudwatch-alarm-has-a-metric-or-queries",
    { metricQueries: [{ ...query, returnData: true }] },
    {},
    INVALID,
    /Exactly one of MetricName/,
    { when: "both" },
  ),
  whole("cloudwatch-alarm-metric-has-a-namespace-and-a-period", without("period"), good, /Period/, "no period"),
  whole(
    "cloudwatch-alarm-metric-has-a-namespace-and-a-period",
    without("namespace"),
    good,
    /Namespace/,
    "no namespace",
  ),
  whole(
    "cloudwatch-alarm-queries-stand-alone",
    { ...queried(query, sum), period: 60 },
    queried(query, sum),
    /Metrics list and period/,
    "a period",
  ),
  whole("cloudwatch-alarm-has-one-statistic", without("statistic"), good, /Exactly one of Statistic/, "none"),
  ofAlarm("cloudwatch-alarm-has-one-statistic", { extendedStatistic: "p99" }, {}, INVALID, /Exactly one/, {
    when: "two",
  }),
  whole(
    "cloudwatch-extended-statistic-is-valid",
    { ...without("statistic"), extendedStatistic: "p101" },
    { ...without("statistic"), extendedStatistic: "p99.9" },
    /p101/,
    "a percentile above 100",
  ),
  ofAlarm("cloudwatch-metric-name-is-valid", { metricName: "a".repeat(256) }, { metricName: "a" }, INVALID, /255/),
  ofAlarm("cloudwatch-namespace-is-valid", { namespace: ":audit" }, { namespace: "AWS/Logs" }, INVALID, /'namespace'/),
  ofAlarm(
    "cloudwatch-statistic-is-known",
    { statistic: "Total" },
    { statistic: "SampleCount" },
    INVALID,
    /'statistic'/,
  ),
  ofAlarm("cloudwatch-unit-is-known", { unit: "Events" }, { unit: "Count" }, INVALID, /'unit'/),
  whole(QUERIES, queried(query), queried(query, sum), /should return data/, "none returns data"),
  whole(QUERIES, queried(query, { ...sum, id: "m1" }), queried(query, sum), /id of its own/, "an id twice"),
  whole(QUERIES, queried({ ...query, id: "M1" }, sum), queried(query, sum), /lower-case/, "an upper-case id"),
  whole(QUERIES, queried({ id: "m1" }, sum), queried(query, sum), /either an expression or a metric/, "an empty query"),
];

const band = { comparisonOperator: "GreaterThanUpperThreshold" };
const WINDOW = "cloudwatch-alarm-looks-back-a-day-or-by-the-hour-a-week";
const FITS = "cloudwatch-alarm-threshold-fits-the-comparison";
const PERIOD = "cloudwatch-alarm-period-is-10-20-30-or-whole-minutes";

const evaluationCases = [
  ...(["comparisonOperator", "evaluationPeriods"] as const).map((name) =>
    whole("cloudwatch-alarm-has-a-comparison-and-evaluation-periods", without(name), good, /must not be null/, name),
  ),
  ofAlarm(
    "cloudwatch-comparison-operator-is-known",
    { comparisonOperator: "GreaterThan" },
    { comparisonOperator: "LessThanThreshold" },
    INVALID,
    /'comparisonOperator'/,
  ),
  whole(FITS, without("threshold"), good, /valid Threshold/, "no threshold"),
  ofAlarm(FITS, band, {}, INVALID, /ThresholdMetricId must be specified/, { when: "a fixed threshold for a band" }),
  ...[15, 45, 90, 0].map((period) =>
    ofAlarm(PERIOD, { period }, { period: period === 15 ? 10 : 120 }, INVALID, /multiple of 60/, {
      when: `${period} s`,
    }),
  ),
  whole(
    PERIOD,
    queried({ ...query, metric: { ...query.metric, period: 90 } }, sum),
    queried(query, sum),
    /multiple of 60/,
    "of a query",
  ),
  ofAlarm("cloudwatch-evaluation-periods-are-at-least-1", { evaluationPeriods: 0 }, {}, INVALID, /'evaluationPeriods'/),
  ofAlarm(WINDOW, { evaluationPeriods: 289 }, { evaluationPeriods: 288 }, INVALID, /must be <= 86400/, {
    when: "5 minutes, a day and more",
  }),
  ofAlarm(
    WINDOW,
    { period: 3600, evaluationPeriods: 169 },
    { period: 3600, evaluationPeriods: 168 },
    INVALID,
    /must be <= 604800/,
    { when: "hours, a week and more" },
  ),
  ofAlarm(
    "cloudwatch-alarm-datapoints-are-among-the-periods",
    { datapointsToAlarm: 3, evaluationPeriods: 2 },
    { datapointsToAlarm: 2, evaluationPeriods: 2 },
    INVALID,
    /DatapointsToAlarm/,
  ),
  ofAlarm(
    "cloudwatch-missing-data-treatment-is-known",
    { treatMissingData: "notbreaching" },
    { treatMissingData: "notBreaching" },
    INVALID,
    /'treatMissingData'/,
  ),
  ofAlarm(
    "cloudwatch-low-sample-treatment-is-known",
    { evaluateLowSampleCountPercentiles: "skip" },
    { evaluateLowSampleCountPercentiles: "ignore" },
    INVALID,
    /'evaluateLowSampleCountPercentiles'/,
  ),
];

const publish = allow(CLOUDWATCH, "sns:Publish", TOPIC, from(ALARM));
const notifying = { ...good, alarmActions: [TOPIC], okActions: [TOPIC] };
const ofTopic = worldsOf(TOKEN.alarm, notifying, [topic(), topicPolicy(publish)]);
const POLICY = "cloudwatch-alarm-topic-policy-lets-cloudwatch-publish";
const KEY = "cloudwatch-alarm-topic-key-lets-cloudwatch-use-it";

function encrypted(by: Given | string): Given[] {
  const key = typeof by === "string" ? [] : [by];
  return [...key, topic({ kmsMasterKeyId: typeof by === "string" ? by : arnOf(by) }), topicPolicy(publish)];
}

const near = encrypted(key([use(CLOUDWATCH, from(ALARM))]));
const lambdas = (count: number) =>
  Array.from({ length: count }, (_, n) => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f${n}`);

const actionCases = [
  ...["alarmActions", "okActions", "insufficientDataActions"].map((state) =>
    ofAlarm(
      "cloudwatch-alarm-has-at-most-5-actions-a-state",
      { [state]: lambdas(6) },
      { [state]: lambdas(5) },
      INVALID,
      /5$/,
      {
        when: state,
      },
    ),
  ),
  ofAlarm(
    "cloudwatch-alarm-actions-are-arns-of-what-it-can-call",
    { alarmActions: ["alerts"] },
    { alarmActions: lambdas(1) },
    INVALID,
    /Invalid arn syntax: alerts/,
    { when: "a name" },
  ),
  ofAlarm(
    "cloudwatch-alarm-actions-are-arns-of-what-it-can-call",
    { alarmActions: [`arn:aws:sqs:us-east-1:${ACCOUNT}:lost`] },
    { alarmActions: ["arn:aws:automate:us-east-1:ec2:stop"] },
    INVALID,
    /Unsupported AWS vendor sqs/,
    { when: "a queue" },
  ),
  ofAlarm(
    "cloudwatch-alarm-actions-are-in-its-region",
    { alarmActions: [TOPIC.replace("us-east-1", "eu-west-1")] },
    { alarmActions: [TOPIC] },
    INVALID,
    /Invalid region eu-west-1 specified. Only us-east-1 is supported/,
    { given: [topic()] },
  ),
  ofTopic("cloudwatch-alarm-topics-exist", "", [], "NotFound", /accepts the alarm and then drops its notifications/),
  ofTopic(
    POLICY,
    "only for EventBridge",
    [topic(), topicPolicy(allow("events.amazonaws.com", "sns:Publish", TOPIC))],
    "AuthorizationError",
    /cloudwatch.amazonaws.com is not authorized to perform: SNS:Publish/,
    { near: [topic()] },
  ),
  ofTopic(
    POLICY,
    "for another alarm",
    [topic(), topicPolicy({ ...publish, ...from(`${ALARM}-2`) })],
    "AuthorizationError",
    /SNS:Publish/,
  ),
  ofTopic(KEY, "the AWS managed key", encrypted("alias/aws/sns"), "KMSAccessDenied", /AWS managed key/, { near }),
  ofTopic(KEY, "the default policy", encrypted(key([])), "KMSAccessDenied", /doesn't let cloudwatch/, { near }),
  ofTopic(
    KEY,
    "only for EventBridge",
    encrypted(key([use("events.amazonaws.com")])),
    "KMSAccessDenied",
    /accepts the alarm and then drops its notifications/,
    { near },
  ),
  ofTopic(
    KEY,
    "for another topic",
    encrypted(
      key([
        use(CLOUDWATCH, { Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": `${TOPIC}-2` } } }),
      ]),
    ),
    "KMSAccessDenied",
    /kms:GenerateDataKey and kms:Decrypt/,
    { near },
  ),
];

testCases(alarm.rules, [...metricCases, ...evaluationCases, ...actionCases]);

describe("an alarm", () => {
  test("has its name for its id, and what CloudWatch takes for missing data", () => {
    const found = storeWith(aws, CONFIG, [{ token: TOKEN.alarm, inputs: good }]).list(TOKEN.alarm)[0];
    expect(found?.id).toBe("denials");
    expect(found?.outputs).toMatchObject({ arn: ALARM, treatMissingData: "missing", actionsEnabled: true });
  });

  test("of the same name in another region is another one", () => {
    const given = [{}, { region: "eu-west-1" }].map((over) => ({ token: TOKEN.alarm, inputs: { ...good, ...over } }));
    expect(
      storeWith(aws, CONFIG, given)
        .list(TOKEN.alarm)
        .map(({ id }) => id),
    ).toEqual([`arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:denials`, "denials"]);
  });
});
