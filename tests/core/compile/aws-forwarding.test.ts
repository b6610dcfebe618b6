import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { Forwarding } from "../../../core/compile/aws/forwarding.ts";
import { message } from "../../../core/contract/messages.ts";
import { alertSelection } from "../../../core/contract/rules.ts";
import { readRequest } from "../../../core/plan/request.ts";

const compiled = (alerts: object, place: object) => {
  const { plan } = readRequest("AwsAuditLog", { spec: { version: 1, alerts }, ...place }, "2026-07-01");
  return compileAws(plan!, plan!.placements.aws!);
};

const sent = (alerts: object, region = "eu-central-1", alertRegions: readonly string[] = []): readonly Forwarding[] =>
  compiled(alerts, { region, alertRegions }).blueprint.alerts!.forwardings;

/** What is sent on, without what becomes of what can't be. */
const sending = (...args: Parameters<typeof sent>) => sent(...args).map(({ undelivered: _, ...one }) => one);

const custom = (...filters: string[]) => ({
  custom: filters.map((when, at) => ({ name: `mine-${at}`, when, severity: "high" })),
});

const userMade = custom('service == "iam.amazonaws.com" && operation == "CreateUser"');
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] };

describe("the events of global services", () => {
  test.each([
    ["eu-central-1", "us-east-1"],
    ["us-west-2", "us-east-1"],
    ["us-gov-east-1", "us-gov-west-1"],
    ["cn-northwest-1", "cn-north-1"],
  ])("are sent to %s from %s", (region, from) =>
    expect(sent(userMade, region).map((one) => one.region)).toEqual([from]),
  );

  test.each(["us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"])("are in %s anyway", (region) => {
    expect(sent(userMade, region)).toEqual([]);
  });

  test("are sent where an alert is about them, and no others", () => {
    expect(sending(userMade)).toEqual([
      {
        region: "us-east-1",
        key: "global-services",
        name: "auditlog-global-services-${unique}",
        description: "Sends the events of global services on to eu-central-1",
        pattern: {
          ...detailType,
          detail: { eventSource: ["iam.amazonaws.com"], eventName: ["CreateUser"] },
        },
        state: "ENABLED",
      },
    ]);
    expect(sent(custom('service == "ec2.amazonaws.com"'))).toEqual([]);
  });

  test("of services that aren't said exactly are those of each", () => {
    const all = sent(custom('actor.type == "root"'))[0]!.pattern as {
      detail: { eventSource: string[]; userIdentity: object };
    };
    expect(all.detail.userIdentity).toEqual({ type: ["Root"] });
    expect(all.detail.eventSource).toEqual(expect.arrayContaining(["iam.amazonaws.com", "signin.amazonaws.com"]));
    expect(all.detail.eventSource).toHaveLength(29);
    expect(sent(custom('service.startsWith("i")'))[0]!.pattern.detail).toEqual({ eventSource: all.detail.eventSource });
  });

  test("of calls whose service isn't said are those of these calls", () => {
    expect(sent(custom('operation == "CreateUser"'))[0]!.pattern).toEqual({
      ...detailType,
      detail: { eventName: ["CreateUser"] },
    });
  });
});

describe("the events of a further region", () => {
  test("are sent on, as far as alerts may be about them", () => {
    const alerts = custom(
      'service == "ec2.amazonaws.com" && operation == "DeleteVpc" && resource == "vpc-1"',
      'service == "ec2.amazonaws.com" && operation == "CreateVpc"',
      'service == "s3.amazonaws.com" && access == "write"',
    );
    expect(sending(alerts, "eu-central-1", ["us-west-2"])).toEqual([
      {
        region: "us-west-2",
        key: "events-of-us-west-2",
        name: "auditlog-events-of-us-west-2-${unique}",
        description: "Sends what alerts may be about in us-west-2 on to eu-central-1",
        pattern: {
          ...detailType,
          detail: {
            $or: [
              {
                eventSource: ["ec2.amazonaws.com"],
                eventName: ["DeleteVpc", "CreateVpc"],
              },
              { eventSource: ["s3.amazonaws.com"], readOnly: [false, { exists: false }] },
            ],
          },
        },
        state: "ENABLED",
      },
    ]);
  });

  test("are all of CloudTrail's where an alert may be about anything, reads included", () => {
    const [forwarding] = sent(custom('sourceIp == "10.1.2.3"'), "eu-central-1", ["us-west-2"]).filter(
      ({ region }) => region === "us-west-2",
    );
    expect(forwarding).toMatchObject({
      pattern: detailType,
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
    });
  });

  test("of global services' region are sent on whole, once", () => {
    expect(sent(userMade, "eu-central-1", ["us-east-1", "eu-west-1"]).map(({ key }) => key)).toEqual([
      "events-of-eu-west-1",
      "events-of-us-east-1",
    ]);
  });

  test("that are too many calls to name are those of their services, without what only reads", () => {
    const [forwarding] = sent({ catalog: alertSelection.options.slice(0, 7) }, "us-east-1", ["us-west-2"]);
    const { detail } = forwarding!.pattern as { detail: { $or: { eventSource: string[]; eventName?: unknown }[] } };
    expect(JSON.stringify(forwarding!.pattern).length).toBeLessThanOrEqual(2_048);
    expect(detail.$or.find(({ eventSource }) => eventSource?.includes("ec2.amazonaws.com"))!.eventName).toEqual([
      { "anything-but": { prefix: ["Describe", "Get", "List"] } },
    ]);
  });

  test("are named where the warning says what EventBridge sees", () => {
    const { issues } = compiled(userMade, { region: "eu-central-1", alertRegions: ["us-west-2", "eu-west-1"] });
    expect(issues.filter(({ severity }) => severity === "warning").map(message)).toEqual([
      "alerts: EventBridge sees the events of eu-central-1, eu-west-1, us-west-2 and of global services, such as IAM, alone; alerts that count or come from a CIS benchmark see those of all regions",
    ]);
  });
});

test("nothing is sent on for alarms, which see all regions", () => {
  const threshold = { count: 5, withinMinutes: 5 };
  const alerts = { custom: [{ name: "many", when: 'outcome == "denied"', severity: "high", threshold }] };
  expect(sent(alerts, "eu-central-1", ["us-west-2"])).toEqual([]);
});

describe("what could not be sent on", () => {
  const queue = "arn:${partition}:sqs:us-east-1:${account}:auditlog-global-services-undelivered-${unique}";
  const topic = "arn:${partition}:sns:us-east-1:${account}:auditlog-global-services-undelivered-${unique}";
  const watched = (health: object) => {
    const args = { spec: { version: 1, alerts: userMade, health }, region: "eu-central-1" };
    const { plan } = readRequest("AwsAuditLog", args, "2026-07-01");
    return compileAws(plan!, plan!.placements.aws!).blueprint.alerts!;
  };

  test("is kept in a queue of its region, to which EventBridge may send for that rule", () => {
    const { forwardings, queue: home } = watched({});
    expect(forwardings.map(({ undelivered }) => undelivered)).toEqual([
      {
        key: "global-services.undelivered",
        name: "auditlog-global-services-undelivered-${unique}",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "EventBridgeSend",
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queue,
              Condition: {
                ArnLike: {
                  "aws:SourceArn":
                    "arn:${partition}:events:us-east-1:${account}:rule/auditlog-global-services-${unique}",
                },
              },
            },
          ],
        },
        watch: undefined,
      },
    ]);
    expect(home.policy.Statement.map(({ Sid }) => Sid)).toEqual(["EventBridgeSend", "SnsSend"]);
  });

  test("is told, where health is asked for, by an alarm there to the queue where the stack is", () => {
    const { forwardings, queue: home } = watched({ silenceAfterHours: 24 });
    const { watch } = forwardings[0]!.undelivered;
    expect(watch?.alarm).toMatchObject({
      id: "health.alert-path",
      key: "health.global-services.undelivered",
      metric: { name: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: queue.split(":").at(-1) } },
      isOfAbsence: false,
      topics: ["global-services.undelivered"],
    });
    expect(watch?.topicPolicy.Statement.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["CloudWatchPublish", topic],
      ["DenyInsecureTransport", topic],
    ]);
    const [, , others] = home.policy.Statement;
    expect(others).toMatchObject({
      Sid: "OtherRegionsSend",
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": [topic] } },
    });
  });
});
