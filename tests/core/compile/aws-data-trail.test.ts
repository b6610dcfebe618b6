import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { AwsPlacement } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { planned } from "./planned.ts";

const compile = (spec: SpecOverrides, placement: Partial<AwsPlacement> = {}) =>
  compileAws(...planned("aws", spec, { region: "eu-central-1", ...placement }));

/** A trail's selectors as lines: their names, and what they ask beside the category. */
const linesOf = (trail: ReturnType<typeof compile>["blueprint"]["trail"] | undefined) =>
  trail?.advancedEventSelectors.map(({ name, fieldSelectors }) =>
    [
      name,
      ...fieldSelectors
        .slice(1)
        .map(({ field, ...operators }) =>
          Object.entries(operators).map(([operator, values]) => `${field} ${operator} ${values.join(" ")}`),
        ),
    ].join(", "),
  );

const rowOf = ({ coverage }: ReturnType<typeof compile>, rule: string) => coverage.find((row) => row.rule === rule)!;

const management = "Management events selector";
const archive = "arn:${partition}:s3:::${archive}/";
const accessLogs = "arn:${partition}:s3:::${accessLogs}/";
const notOwn = `resources.ARN notStartsWith ${archive} ${accessLogs}`;
const objects = "resources.type equals AWS::S3::Object";
const invocations = "resources.type equals AWS::Lambda::Function";
const threshold = { count: 20, withinMinutes: 10 };
const counting = (when: string) => ({ custom: [{ name: "mine", when, severity: "high" as const, threshold }] });
const storage = { service: "storage" as const };
const functions = { service: "functions" as const };

const alone =
  "a trail of its own writes these to the archive alone, since CloudWatch Logs would bill them again at $0.50 a GB in us-east-1; search them in the archive, or set dataEventsInLogs";
const inPart =
  "a trail of its own writes these to the archive alone, since CloudWatch Logs would bill them again at $0.50 a GB in us-east-1: it gets copies of what may count for mine; search them in the archive, or set dataEventsInLogs";
const inLogs =
  "CloudWatch Logs gets all data events too, and bills $0.50 a GB in us-east-1, since any of some service may count for mine; say in an alert's filter of which operations it is, or leave it out";

describe("data events go by a trail of their own, which CloudWatch Logs doesn't see,", () => {
  test("all of them where no alert counts them", () => {
    const compiled = compile({ capture: { data: [storage] }, alerts: { catalog: ["cis"] } });
    expect(linesOf(compiled.blueprint.trail)).toEqual([management]);
    expect(compiled.blueprint.dataTrail?.name).toBe("${archive}-data");
    expect(linesOf(compiled.blueprint.dataTrail)).toEqual([`Data events of storage, ${objects}, ${notOwn}`]);
    expect(rowOf(compiled, "capture.data[0]").reason).toBe(alone);
    expect(rowOf(compiled, "retention.searchableDays").given).toBe(
      "CloudWatch Logs, 90 days; most data events in the archive alone",
    );
  });

  test("and copies of what an alert counts by the other, so that they never move from one to the other", () => {
    const data = [storage, functions];
    const compiled = compile({
      capture: { data },
      alerts: counting('service == "s3.amazonaws.com" && operation.startsWith("Delete")'),
    });
    expect(linesOf(compiled.blueprint.trail)).toEqual([
      management,
      `Data events of storage, ${objects}, eventName startsWith Delete, ${notOwn}`,
    ]);
    expect(linesOf(compiled.blueprint.dataTrail)).toEqual([
      `Data events of storage, ${objects}, ${notOwn}`,
      `Data events of functions, ${invocations}`,
    ]);
    expect(rowOf(compiled, "capture.data[0]").reason).toBe(inPart);
    expect(rowOf(compiled, "capture.data[1]").reason).toBe(alone);
  });

  test.each([
    ["any of them", 'outcome == "denied"'],
    ["any of one service", 'service == "s3.amazonaws.com" && outcome == "denied"'],
    ["all of its reads", 'service == "s3.amazonaws.com" && access == "read"'],
    ["all but some of its operations", 'service == "s3.amazonaws.com" && operation != "PutObject"'],
    ["some operations or all that is denied", 'operation == "GetObject" || outcome == "denied"'],
  ])("and none where an alert may count %s", (_what, when) => {
    const compiled = compile({ capture: { data: [functions, storage] }, alerts: counting(when) });
    expect(linesOf(compiled.blueprint.trail)).toEqual([
      management,
      `Data events of functions, ${invocations}`,
      `Data events of storage, ${objects}, ${notOwn}`,
    ]);
    expect(compiled.blueprint.dataTrail).toBeUndefined();
    expect(rowOf(compiled, "capture.data[0]").reason).toBe(inLogs);
    expect(rowOf(compiled, "capture.data[1]").reason).toBe(inLogs);
    expect(rowOf(compiled, "retention.searchableDays").given).toBe("CloudWatch Logs, 90 days");
  });

  test("and none where CloudWatch Logs is to have them", () => {
    const compiled = compile({ capture: { data: [storage] } }, { dataEventsInLogs: true });
    expect(linesOf(compiled.blueprint.trail)).toEqual([management, `Data events of storage, ${objects}, ${notOwn}`]);
    expect(compiled.blueprint.dataTrail).toBeUndefined();
    expect(rowOf(compiled, "capture.data[0]").reason).toBeUndefined();
  });

  test("and none where the other trail would have nothing to select, since it would record all management events", () => {
    const exclude = [{ name: "all-others", when: 'category != "data"', reason: "elsewhere" }];
    const compiled = compile({ capture: { data: [functions], exclude } });
    expect(linesOf(compiled.blueprint.trail)).toEqual([`Data events of functions, ${invocations}`]);
    expect(compiled.blueprint.dataTrail).toBeUndefined();
  });

  test("of an organization by a trail of the organization", () => {
    const place = { scope: "organization", organizationId: "o-a1b2c3d4e5" } as const;
    const { blueprint } = compile({ capture: { data: [functions] } }, place);
    expect(blueprint.dataTrail).toEqual({
      name: "${archive}-data",
      isOrganizationTrail: true,
      advancedEventSelectors: [
        {
          name: "Data events of functions",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::Lambda::Function"] },
          ],
        },
      ],
    });
  });
});

describe("an alert about data events", () => {
  const rule = (spec: SpecOverrides, id: string) => compile(spec).rules.find((one) => one.rule === id)!;

  test("that counts none is told by EventBridge, which sees the events of every trail", () => {
    const custom = [{ name: "mine", when: 'operation == "GetObject"', severity: "high" as const }];
    const { blueprint } = compile({ capture: { data: [storage] }, alerts: { custom } });
    expect(linesOf(blueprint.trail)).toEqual([management]);
    expect(blueprint.alerts!.alarms).toEqual([]);
  });

  test("that is a benchmark's has a rule of EventBridge beside its metric filter where the events are elsewhere", () => {
    const alerts = { catalog: ["root-use" as const] };
    const elsewhere = rule({ capture: { data: [storage] }, alerts }, "alerts.catalog.root-use");
    expect(elsewhere.given).toBe("CloudWatch Logs metric filter, and EventBridge rule in eu-central-1 of data events");
    expect(elsewhere.native.map(({ target }) => target)).toEqual(["CloudWatch Logs metric filter", "EventBridge"]);
    expect(rule({ alerts }, "alerts.catalog.root-use").given).toBe("CloudWatch Logs metric filter");
  });

  test("that is a benchmark's and never of data events has none", () => {
    const alerts = { catalog: ["unauthorized-calls" as const, "network-change" as const] };
    for (const id of alerts.catalog) {
      const { given } = rule({ capture: { data: [storage] }, alerts }, `alerts.catalog.${id}`);
      expect([id, given]).toEqual([id, "CloudWatch Logs metric filter"]);
    }
  });
});

describe("the policies of two trails", () => {
  const { blueprint } = compile({ capture: { data: [storage] } });
  const main = "arn:${partition}:cloudtrail:eu-central-1:${account}:trail/${trail}";
  const sources = (statements: readonly { Sid: string; Condition?: object }[]) =>
    statements
      .filter(({ Sid }) => /CloudTrail/.test(Sid))
      .map(({ Sid, Condition }) => [
        Sid,
        (Condition as { StringEquals: Record<string, unknown> }).StringEquals["aws:SourceArn"],
      ]);

  test("let both write to the archive and use its key, and no other", () => {
    expect(sources(blueprint.archive!.policy.Statement)).toEqual([
      ["AWSCloudTrailAclCheck20150319", [main, `${main}-data`]],
      ["AWSCloudTrailWrite20150319", [main, `${main}-data`]],
    ]);
    expect(sources(blueprint.key!.policy.Statement)).toEqual([
      ["CloudTrailEncrypt", [main, `${main}-data`]],
      ["CloudTrailDescribe", [main, `${main}-data`]],
      ["CloudTrailDecrypt", [main, `${main}-data`]],
    ]);
  });

  test("let the one alone write to CloudWatch Logs", () => {
    expect(sources(blueprint.search.trust.Statement)).toEqual([["CloudTrailAssume", main]]);
  });
});

describe("deletions in the archive", () => {
  const deletions = `Deletions in the archive, ${objects}, readOnly equals false, eventName equals DeleteObject DeleteObjects PutObjectRetention PutObjectLegalHold, resources.ARN startsWith ${archive} ${accessLogs}`;

  test("are recorded where an alert tells of them, and cost what coverage says", () => {
    const compiled = compile({ alerts: { catalog: ["audit-archive-change"] } });
    expect(linesOf(compiled.blueprint.trail)).toEqual([management, deletions]);
    expect(rowOf(compiled, "alerts.catalog.audit-archive-change").reason).toBe(
      "the trail records deletions in the archive's buckets as data events; CloudTrail bills $0.10 for 100,000 of them",
    );
  });

  test("are not where nobody is told of them", () => {
    const mute = [{ alert: "audit-archive-change" as const, reason: "a test" }];
    for (const alerts of [
      {},
      { catalog: ["audit-archive-change" as const], mute },
      { catalog: ["audit-log-stopped" as const] },
    ]) {
      expect(linesOf(compile({ alerts }).blueprint.trail)).toEqual([management]);
    }
  });
});

test.each([
  ["all objects", {}, notOwn],
  [
    "a beginning",
    { resources: ["prod-*"] },
    `resources.ARN notStartsWith ${archive} ${accessLogs},resources.ARN startsWith arn:\${partition}:s3:::prod-`,
  ],
  [
    "every beginning",
    { resources: ["*"] },
    `resources.ARN notStartsWith ${archive} ${accessLogs},resources.ARN startsWith arn:\${partition}:s3:::`,
  ],
  [
    "a bucket",
    { resources: ["prod"] },
    `resources.ARN notStartsWith ${archive} ${accessLogs},resources.ARN startsWith arn:\${partition}:s3:::prod/`,
  ],
])(
  "data events of %s leave out the files that trails and S3 deliver, each of which would make the next",
  (_what, asked, expected) => {
    const { blueprint } = compile({ capture: { data: [{ ...storage, ...asked }] } });
    expect(linesOf(blueprint.dataTrail)).toEqual([`Data events of storage, ${objects}, ${expected}`]);
  },
);

test("with a replica its buckets are left out too, and their deletions recorded", () => {
  const spec = { capture: { data: [storage] }, alerts: { catalog: ["audit-archive-change" as const] } };
  const { trail, dataTrail } = compile(spec, { replicaRegion: "eu-west-1" }).blueprint;
  const all = ["archive", "accessLogs", "replica", "replicaLogs"].map((name) => `arn:\${partition}:s3:::\${${name}}/`);
  expect(linesOf(trail)![1]).toContain(`resources.ARN startsWith ${all.join(" ")}`);
  expect(linesOf(dataTrail)).toEqual([
    `Data events of storage, ${objects}, resources.ARN notStartsWith ${all.join(" ")}`,
  ]);
});

test("into an adopted bucket two trails need statements of both, and leave no log of its reads out", () => {
  const adopting = { trailName: "acme-audit", existing: { bucket: "acme-central-logs" } };
  const { blueprint, statements } = compile({ capture: { data: [storage] } }, adopting);
  expect([blueprint.trail.name, blueprint.dataTrail?.name]).toEqual(["acme-audit", "acme-audit-data"]);
  expect(linesOf(blueprint.dataTrail)).toEqual([
    `Data events of storage, ${objects}, resources.ARN notStartsWith ${archive}`,
  ]);
  const trail = "arn:${partition}:cloudtrail:eu-central-1:${account}:trail/${trail}";
  const sources = JSON.stringify(statements).split('"aws:SourceArn":').slice(1);
  expect(sources.map((text) => text.startsWith(JSON.stringify([trail, `${trail}-data`])))).toEqual([true, true]);
});
