import { describe, expect, test } from "vitest";
import { untoldIssues } from "../../../core/compile/alerts.ts";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { silenceWindow } from "../../../core/compile/aws/health.ts";
import { message } from "../../../core/contract/messages.ts";
import type { AuditPlan, PlannedChannel } from "../../../core/plan/plan.ts";
import { planned } from "./planned.ts";

const mail: PlannedChannel = {
  name: "mail",
  kind: "email",
  minSeverity: "high",
  given: ["address"],
  slackChannel: undefined,
  pagerDutyRegion: "us",
};
const desk: PlannedChannel = { ...mail, name: "desk", minSeverity: "low" };
const phone: PlannedChannel = { ...mail, name: "phone", kind: "pagerDuty", given: ["eventsKey"] };
const alarmsOnly: PlannedChannel = { ...phone, given: ["cloudWatchKey", "eventsKey"] };
const siem: PlannedChannel = { ...mail, name: "siem", kind: "webhook", given: ["url"] };

const planWith = (silenceAfterHours: number | undefined, channels: readonly PlannedChannel[] = []) => {
  const health = silenceAfterHours === undefined ? {} : { silenceAfterHours };
  const [plan, placement] = planned("aws", { health }, { region: "eu-central-1" });
  return [{ ...plan, channels } as AuditPlan, placement] as const;
};
const compile = (hours: number | undefined, channels: readonly PlannedChannel[] = []) =>
  compileAws(...planWith(hours, channels));

test("a spec that asks for no health has none, whatever its channels", () => {
  const { blueprint } = compile(undefined, [mail, siem]);
  expect([blueprint.health, blueprint.alerts]).toEqual([undefined, undefined]);
});

describe("the silence alarms", () => {
  const { health, alerts } = compile(24, [mail]).blueprint;
  const silent = health!.alarms.filter(({ id }) => id === "health.silence");

  test("watch what arrives in CloudWatch Logs, and what CloudTrail tells of its delivery to S3", () => {
    expect(silent.map(({ description: _, ...alarm }) => alarm)).toEqual([
      {
        id: "health.silence",
        key: "health.silence-search",
        name: "auditlog-health.silence-search-${unique}",
        metric: {
          namespace: "AWS/Logs",
          name: "IncomingLogEvents",
          dimensions: { LogGroupName: "${logGroup}" },
          statistic: "Sum",
        },
        isOfAbsence: true,
        periodSeconds: 300,
        evaluationPeriods: 287,
        topics: ["alerts-high"],
      },
      {
        id: "health.silence",
        key: "health.silence-archive",
        name: "auditlog-health.silence-archive-${unique}",
        metric: {
          namespace: "AWS/SNS",
          name: "NumberOfMessagesPublished",
          dimensions: { TopicName: "auditlog-trail-delivery-${unique}" },
          statistic: "Sum",
        },
        isOfAbsence: true,
        periodSeconds: 300,
        evaluationPeriods: 287,
        topics: ["alerts-high"],
      },
    ]);
    expect(silent[0]!.description.split("\n")[0]).toBe("Nothing arrives in the audit log any more (critical)");
  });

  test("have topics although there are no alerts", () => {
    expect(alerts!.topics.map(({ key }) => key)).toEqual(["alerts-high"]);
    expect(Object.keys(alerts!.topicPolicies)).toEqual(["alerts-high"]);
    expect([alerts!.rules, alerts!.alarms, alerts!.forwardings]).toEqual([[], [], []]);
  });

  test.each([
    [1, 300, 11],
    [24, 300, 287],
    [25, 3_600, 24],
    [168, 3_600, 167],
  ])("of %i hours look at periods of %i seconds, %i of them", (hours, periodSeconds, evaluationPeriods) => {
    expect(silenceWindow(hours)).toEqual({ periodSeconds, evaluationPeriods });
  });

  test("tell within the time that was asked, and look back no further than CloudWatch does", () => {
    for (let hours = 1; hours <= 168; hours++) {
      const { periodSeconds, evaluationPeriods } = silenceWindow(hours);
      const looked = periodSeconds * evaluationPeriods;
      // Silence that begins within a period is looked at from the next on.
      expect(looked + periodSeconds).toBe(hours * 3_600);
      expect(looked).toBeLessThanOrEqual(periodSeconds < 3_600 ? 86_400 : 604_800);
      expect(evaluationPeriods).toBeGreaterThanOrEqual(1);
    }
  });
});

test("all that is made has a name by which alerts about changes of it know it", () => {
  const { health } = compile(24, [mail, siem]).blueprint;
  const names = [health!.delivery.name, ...[...health!.alarms, ...health!.rules].map(({ name }) => name)];
  expect(names).toHaveLength(9);
  expect(names.filter((name) => !name.startsWith("auditlog-") || !name.endsWith("-${unique}"))).toEqual([]);
});

describe("the coverage says", () => {
  const rowOf = (hours: number | undefined) =>
    compile(hours).coverage.find(({ rule }) => rule === "health.silenceAfterHours");
  const base = { cloud: "aws", rule: "health.silenceAfterHours" };
  const given = "alarms on CloudWatch Logs and on the trail's delivery to S3";

  test.each([
    [undefined, { asked: "none (default)", given: "nobody is told of silence", fidelity: "exact" }],
    [24, { asked: "24 hours (spec)", given, fidelity: "exact" }],
    [168, { asked: "168 hours (spec)", given, fidelity: "exact" }],
  ])("of %s hours", (hours, row) => {
    expect(rowOf(hours)).toEqual({ ...base, ...row });
  });
});

test("CloudTrail of this trail alone may tell of deliveries, over TLS, and the key lets it for this topic alone", () => {
  const { health, key } = compile(24).blueprint;
  const topic = "arn:${partition}:sns:eu-central-1:${account}:auditlog-trail-delivery-${unique}";
  expect(health!.delivery).toEqual({
    name: "auditlog-trail-delivery-${unique}",
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSCloudTrailSNSPolicy20131101",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic,
          Condition: {
            StringEquals: { "aws:SourceArn": "arn:${partition}:cloudtrail:eu-central-1:${account}:trail/${trail}" },
          },
        },
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topic,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    },
  });
  expect(key!.policy.Statement.slice(-2)).toEqual([
    {
      Sid: "AlertPublishers",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
    {
      Sid: "CloudTrailTellsOfDelivery",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topic } },
    },
  ]);
});

describe("the alarms on the way to people", () => {
  const pathOf = (channels: readonly PlannedChannel[]) =>
    compile(24, channels)
      .blueprint.health!.alarms.filter(({ id }) => id === "health.alert-path")
      .map(({ key, metric, topics }) => [key, metric.namespace, metric.name, metric.dimensions, topics]);

  test("are on what rules could not deliver, told by every topic, and on each topic, told by the others", () => {
    expect(pathOf([mail, desk])).toEqual([
      [
        "health.undelivered",
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        { QueueName: "auditlog-undelivered-${unique}" },
        ["alerts-low", "alerts-high"],
      ],
      [
        "health.failed-alerts-low",
        "AWS/SNS",
        "NumberOfNotificationsFailed",
        { TopicName: "auditlog-alerts-low-${unique}" },
        ["alerts-high"],
      ],
      [
        "health.failed-alerts-high",
        "AWS/SNS",
        "NumberOfNotificationsFailed",
        { TopicName: "auditlog-alerts-high-${unique}" },
        ["alerts-low"],
      ],
    ]);
  });

  test("tell of the only topic by itself", () => {
    expect(pathOf([mail]).map(([key, , , , topics]) => [key, topics])).toEqual([
      ["health.undelivered", ["alerts-high"]],
      ["health.failed-alerts-high", ["alerts-high"]],
    ]);
  });

  const oneWay = (failing: string, kinds: string) =>
    `channels: all channels are reached through ${failing}, so that nobody is told when it fails; add a channel of another kind: ${kinds}`;

  test.each<[string, readonly PlannedChannel[], string[]]>([
    ["e-mail alone", [mail, desk], [oneWay("SNS", "slack, pagerDuty or webhook")]],
    ["PagerDuty through its topic alone", [alarmsOnly], [oneWay("SNS", "slack, pagerDuty or webhook")]],
    ["what is posted alone", [phone, siem], [oneWay("EventBridge", "email")]],
    ["e-mail and what is posted", [mail, siem], []],
    ["no channel, which is told otherwise", [], []],
  ])("are one way where there is %s, and then it is said", (_, channels, said) => {
    const { issues } = compile(24, channels);
    expect(issues.filter(({ code }) => code === "aws-health-one-way").map(message)).toEqual(said);
    expect(compile(undefined, channels).issues.filter(({ code }) => code === "aws-health-one-way")).toEqual([]);
  });
});

describe("where parts are adopted", () => {
  const existing = {
    key: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    logGroup: "acme-logs",
    topic: "arn:aws:sns:eu-central-1:111122223333:oncall",
  };
  const [plan, placement] = planned("aws", { health: { silenceAfterHours: 24 } }, { region: "eu-central-1", existing });
  const { blueprint, issues, statements } = compileAws(plan, placement);

  test("the adopted topic is told of everything, and what it fails to deliver is its owner's to watch", () => {
    expect(blueprint.health!.alarms.map(({ key, topics }) => [key, topics])).toEqual([
      ["health.silence-search", ["alerts-existing"]],
      ["health.silence-archive", ["alerts-existing"]],
      ["health.undelivered", ["alerts-existing"]],
    ]);
    expect(issues.filter(({ code }) => code === "aws-health-one-way")).toHaveLength(1);
  });

  test("the adopted log group is the one that is watched", () => {
    expect(blueprint.health!.alarms[0]!.metric.dimensions).toEqual({ LogGroupName: "${logGroup}" });
  });

  test("the adopted key's owner is told what the delivery's topic needs of it", () => {
    expect(blueprint.key).toBeUndefined();
    expect(statements.key!.map((one) => (one as { Sid: string }).Sid)).toContain("CloudTrailTellsOfDelivery");
  });
});

/** As EventBridge fills it in. */
const quoted = (template: string): string => template.replaceAll(/:<(\w+)>/g, ':"<$1>"');

describe("what a topic can't write to is posted", () => {
  const { alerts } = compile(24, [mail, phone, siem]).blueprint;

  test("by a rule for the alarms of each kind, and one for their end", () => {
    const alarm = (part: string) =>
      `arn:\${partition}:cloudwatch:eu-central-1:\${account}:alarm:auditlog-health.${part}-\${unique}`;
    const silence = [alarm("silence-search"), alarm("silence-archive")];
    const path = [alarm("undelivered"), alarm("failed-alerts-high")];
    expect(alerts!.rules.map(({ id, key, name, form, pattern }) => [id, key, name, form, pattern])).toEqual(
      (
        [
          ["health.silence", "fault", "ALARM", silence],
          ["health.silence", "recovery", "OK", silence],
          ["health.alert-path", "fault", "ALARM", path],
          ["health.alert-path", "recovery", "OK", path],
        ] as const
      ).map(([id, form, state, resources]) => [
        id,
        `${id}.on-${form}`,
        `auditlog-${id}.${form}-\${unique}`,
        form,
        {
          source: ["aws.cloudwatch"],
          "detail-type": ["CloudWatch Alarm State Change"],
          resources,
          detail: { state: { value: [state] } },
        },
      ]),
    );
    expect(alerts!.rules.map(({ targets }) => targets.map(({ to }) => to))).toEqual(
      Array.from({ length: 4 }, () => ["phone", "siem"]),
    );
  });

  test("as an incident of PagerDuty that the end resolves", () => {
    const [begun, over] = alerts!.rules.map(
      ({ targets }) => JSON.parse(quoted(targets[0]!.inputTemplate)) as Record<string, unknown>,
    );
    expect(begun).toMatchObject({
      event_action: "trigger",
      dedup_key: "<operation>",
      payload: { summary: "Nothing arrives in the audit log any more (critical)", severity: "critical" },
    });
    expect(over).toMatchObject({
      event_action: "resolve",
      dedup_key: "<operation>",
      payload: { summary: "Over: Nothing arrives in the audit log any more (critical)" },
    });
  });

  test("within what the names of rules have room for", () => {
    const longest = Math.max(...alerts!.rules.map(({ name }) => name.replace("${unique}", "1234567").length));
    expect(longest).toBeLessThanOrEqual(64);
  });
});

test("without a channel, nobody is told: a warning, as of alerts", () => {
  expect(untoldIssues(planWith(24)[0]).map(message)).toEqual([
    "channels: 1 alert is deployed, and no channel is given, so that nobody is told; add channels",
  ]);
  expect(untoldIssues(planWith(24, [{ ...mail, minSeverity: "critical" }])[0])).toEqual([]);
  expect(untoldIssues(planWith(undefined)[0])).toEqual([]);
});
