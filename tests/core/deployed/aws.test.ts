import { describe, expect, it } from "vitest";
import { cloudTrailCall as call } from "../event/cloudtrail-call.ts";
import { decided, deployedIn, type Given, notUnderstoodIn, previewOf, stateOf, unknown, urnOf } from "./stack.ts";

type Json = Record<string, unknown>;

const object = (eventName: string, bucket: string, readOnly: boolean): Json =>
  call("s3.amazonaws.com", eventName, {
    readOnly,
    eventCategory: "Data",
    managementEvent: false,
    resources: [{ type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/a` }],
  });

const trailType = "aws:cloudtrail/trail:Trail";

const trail = (properties: Json = {}, madeOf?: Record<string, string[]>): Given => [
  trailType,
  "trail",
  { name: "acme", isMultiRegionTrail: true, ...properties },
  madeOf,
];

const create = call("iam.amazonaws.com", "CreateUser");
const list = call("iam.amazonaws.com", "ListUsers", { readOnly: true });

describe("which trail stores an event", () => {
  it.each<[string, Json, Json, string | undefined]>([
    ["every management event where it has no selectors", {}, list, "trail acme"],
    ["no data event where it has none", {}, object("GetObject", "prod", true), undefined],
    ["writes alone, by a basic selector", { eventSelectors: [{ readWriteType: "WriteOnly" }] }, list, undefined],
    ["a write, by the same", { eventSelectors: [{ readWriteType: "WriteOnly" }] }, create, "trail acme"],
    [
      "no management event of a source that is left out",
      { eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }] },
      call("kms.amazonaws.com", "Decrypt"),
      undefined,
    ],
    [
      "objects of a bucket",
      { eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::prod/"] }] }] },
      object("GetObject", "prod", true),
      "trail acme",
    ],
    [
      "and of no other whose name begins so",
      { eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::prod/"] }] }] },
      object("GetObject", "prod-2", true),
      undefined,
    ],
    [
      "what advanced selectors select, whose operators the provider has in the plural",
      {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"], notEquals: [], startsWiths: [] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", startsWiths: ["arn:aws:s3:::prod-"] },
            ],
          },
        ],
      },
      object("PutObject", "prod-2", false),
      "trail acme",
    ],
    ["of one region, what happens there", { isMultiRegionTrail: false, homeRegion: "eu-west-1" }, create, "trail acme"],
    ["and nothing of another", { isMultiRegionTrail: false, homeRegion: "us-east-1" }, create, undefined],
    [
      "a row of Athena, whose names are in small letters",
      { eventSelectors: [{ readWriteType: "WriteOnly" }] },
      Object.fromEntries(Object.entries(create).map(([name, value]) => [name.toLowerCase(), value])),
      "trail acme",
    ],
  ])("%s", (_, properties, record, by) => {
    expect(decided(stateOf(trail(properties)), record)[0]).toBe(by);
  });

  it("none whose logging is off, whose region nobody knows, or whose selectors are none", () => {
    const trails = [
      [trailType, "off", { enableLogging: false }],
      [trailType, "somewhere", { isMultiRegionTrail: false }],
      [
        trailType,
        "wrong",
        { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["X"] }] }] },
      ],
      [trailType, "later", { advancedEventSelectors: unknown }],
      ["aws:cloudtrail/eventDataStore:EventDataStore", "lake", {}],
    ] as const satisfies Given[];
    expect(decided(stateOf(...trails), create)[0]).toBe(undefined);
    expect(notUnderstoodIn(stateOf(...trails))).toEqual([
      "off: its logging is turned off: it stores nothing",
      "somewhere: it is of one region, and the file does not say of which",
      "wrong: advancedEventSelectors: [0].FieldSelectors: eventCategory must be asked for once, with Equals and one of Management, Data, NetworkActivity",
      "later: advancedEventSelectors: only the deployment knows it",
      "lake: an event data store of CloudTrail Lake is not read",
    ]);
  });
});

const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const sns = "arn:aws:sns:eu-west-1:111122223333:alerts";

const rule = (properties: Json): Given => [
  ruleType,
  "rule",
  {
    name: "users",
    region: "eu-west-1",
    eventPattern: '{"detail":{"eventSource":["iam.amazonaws.com"]}}',
    ...properties,
  },
];

const target = (arn: unknown = sns, name = "users"): Given => [
  targetType,
  `to-${name}`,
  { rule: name, region: "eu-west-1", arn },
];

describe("which EventBridge rules tell of an event", () => {
  it.each<[string, Json, Json, boolean]>([
    ["one whose pattern matches", {}, create, true],
    ["none whose pattern doesn't", {}, call("ec2.amazonaws.com", "RunInstances"), false],
    ["an enabled one is not given what only reads", { state: "ENABLED" }, list, false],
    ["unless it asks for that", { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }, list, true],
    [
      "one of sign-ins, by their own detail type",
      { eventPattern: '{"detail-type":["AWS Console Sign In via CloudTrail"]}' },
      call("signin.amazonaws.com", "ConsoleLogin", { eventType: "AwsConsoleSignIn" }),
      true,
    ],
  ])("%s", (_, properties, record, isTold) => {
    const [, alerts] = decided(stateOf(trail(), rule(properties), target()), record);
    expect(alerts).toEqual(isTold ? ["EventBridge rule users"] : []);
  });

  it("none that is disabled, has no target, is on another bus, or whose pattern is none", () => {
    const rules: Given[] = [
      [ruleType, "off", { name: "off", state: "DISABLED", eventPattern: "{}" }],
      [ruleType, "off-too", { name: "off-too", isEnabled: false, eventPattern: "{}" }],
      [ruleType, "alone", { name: "alone", eventPattern: '{"source":["aws.iam"]}' }],
      [ruleType, "bus", { name: "bus", region: "eu-west-1", eventBusName: "orders", eventPattern: '{"source":["a"]}' }],
      target(sns, "bus"),
      [ruleType, "broken", { name: "broken", region: "eu-west-1", eventPattern: '{"source":"aws.iam"}' }],
      target(sns, "broken"),
      [ruleType, "clock", { name: "clock", scheduleExpression: "rate(5 minutes)" }],
    ];
    expect(notUnderstoodIn(stateOf(...rules))).toEqual([
      "off: it is disabled: it tells nobody",
      "off-too: it is disabled: it tells nobody",
      "alone: it has no target: it tells nobody",
      "bus: it is on the bus orders, and events of AWS arrive on default",
      "broken: eventPattern: source: a field takes an array of values, or an object of fields",
    ]);
    expect(deployedIn(stateOf(...rules)).clouds.aws.alerts).toEqual([]);
  });

  it("none that only sends events on to another bus", () => {
    const bus = "arn:aws:events:eu-central-1:111122223333:event-bus/default";
    expect(decided(stateOf(trail(), rule({}), target(bus)), create)).toEqual(["trail acme", []]);
    expect(notUnderstoodIn(stateOf(rule({}), target(bus)))).toEqual([]);
  });

  it("in a preview one whose target's rule is named only by the deployment", () => {
    const planned = previewOf(
      trail(),
      [ruleType, "rule", { eventPattern: '{"source":["aws.iam"]}' }],
      [targetType, "target", { rule: unknown, arn: unknown }, { rule: [urnOf(ruleType, "rule")] }],
    );
    expect(decided(planned, create)).toEqual(["trail acme", ["EventBridge rule rule"]]);
  });
});

const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/trail:*";

const filter = (transformation: Json = {}, madeOf?: Record<string, string[]>): Given => [
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "filter",
  {
    logGroupName: "/trail",
    pattern: "{ $.eventSource = iam.amazonaws.com }",
    metricTransformation: { name: "users", namespace: "Acme", value: "1", ...transformation },
  },
  madeOf,
];

const alarm = (properties: Json = {}): Given => [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "alarm",
  {
    name: "users",
    metricName: "users",
    namespace: "Acme",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 3,
    period: 600,
    evaluationPeriods: 1,
    alarmActions: [sns],
    ...properties,
  },
];

const logging = trail({ cloudWatchLogsGroupArn: group, eventSelectors: [{ readWriteType: "WriteOnly" }] });

describe("which alarms tell of events", () => {
  it.each<[string, Json, unknown]>([
    ["three within ten minutes", {}, { count: 3, withinMinutes: 10 }],
    ["more than three", { comparisonOperator: "GreaterThanThreshold" }, { count: 4, withinMinutes: 10 }],
    ["each", { threshold: 1 }, undefined],
    ["each, by the most within a period", { threshold: 1, statistic: "Maximum" }, undefined],
  ])("%s", (_, properties, threshold) => {
    const [found] = deployedIn(stateOf(logging, filter(), alarm(properties))).clouds.aws.alerts;
    expect([found?.kind, found?.name, found?.threshold]).toEqual(["metric filter and alarm", "users", threshold]);
  });

  it("of what the trails that write to the log group store, and of nothing else", () => {
    const stack = stateOf(logging, filter(), alarm());
    expect(decided(stack, create)[1]).toEqual(["metric filter and alarm users"]);
    expect(decided(stack, list)[1]).toEqual([]);
  });

  it.each<[string, Given[], string[]]>([
    [
      "no trail writes to its group",
      [trail(), filter(), alarm()],
      ["filter: no trail here writes to its log group /trail"],
    ],
    [
      "its pattern is none",
      [logging, [filter()[0], "filter", { ...filter()[2], pattern: "{ $.a = " }], alarm()],
      ["filter: pattern: a string, a number or a %regex% must follow"],
    ],
    [
      "it tells of little",
      [logging, filter(), alarm({ comparisonOperator: "LessThanThreshold" })],
      ["alarm: it does not tell of what is found: its comparison is LessThanThreshold"],
    ],
    [
      "it tells of a mean",
      [logging, filter(), alarm({ statistic: "Average" })],
      ["alarm: it does not count matches: its statistic is Average"],
    ],
    [
      "it asks for several periods",
      [logging, filter(), alarm({ evaluationPeriods: 3 })],
      ["alarm: it asks for 3 periods in a row"],
    ],
    [
      "it computes",
      [logging, filter(), alarm({ metricQueries: [{ id: "m" }] })],
      ["alarm: it computes with metrics instead of counting matches"],
    ],
    ["it tells nobody", [logging, filter(), alarm({ alarmActions: [] })], ["alarm: it has no action: it tells nobody"]],
    [
      "a match counts for more than one",
      [logging, filter({ value: "$.size" }), alarm()],
      ["alarm: its metric adds up a value other than 1 for each match"],
    ],
    [
      "it counts by dimension",
      [logging, filter({ dimensions: { who: "$.userIdentity.arn" } }), alarm()],
      ["alarm: its metric counts each combination of dimensions by itself"],
    ],
    ["it is on another metric, of no event", [logging, filter(), alarm({ namespace: "AWS/SNS" })], []],
  ])("none where %s", (_, resources, expected) => {
    expect(deployedIn(stateOf(...resources)).clouds.aws.alerts).toEqual([]);
    expect(notUnderstoodIn(stateOf(...resources))).toEqual(expected);
  });

  it("in a preview, by the log group that trail and filter are made of", () => {
    const groupUrn = urnOf("aws:cloudwatch/logGroup:LogGroup", "group");
    const planned = previewOf(
      trail({ cloudWatchLogsGroupArn: unknown }, { cloudWatchLogsGroupArn: [groupUrn] }),
      filter({}, { logGroupName: [groupUrn] }),
      alarm({ alarmActions: [unknown] }),
    );
    expect(decided(planned, create)).toEqual(["trail acme", ["metric filter and alarm users"]]);
  });
});
