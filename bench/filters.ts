import { activityIds } from "../core/catalog/activity-ids.ts";
import { compileAws } from "../core/compile/aws/blueprint.ts";
import { compileAzure } from "../core/compile/azure/blueprint.ts";
import { compileGcp } from "../core/compile/gcp/blueprint.ts";
import { toCommonEvent } from "../core/event/common-event.ts";
import type { CommonEvent } from "../core/event/event.ts";
import { testOf } from "../core/filter/evaluate.ts";
import { parseFilter } from "../core/filter/parse.ts";
import { readRequest } from "../core/plan/request.ts";
import type { Row } from "./table.ts";

/** Compiling and evaluating filters: what `explain`, a preview and a replay wait for. */
const budget = { compileMs: 100, checksPerSecond: 200_000 };
const ruleCount = 200;

/** Rules as people write them: a class of activity, narrowed by who, what or how it ended. */
const conditions: readonly ((at: number) => string)[] = [
  (at) => `"${activityIds[at % activityIds.length]}" in activities`,
  (at) => `"${activityIds[at % activityIds.length]}" in activities && resource.startsWith("prod-${at}-")`,
  (at) => `outcome == "denied" && actor.id.contains("team-${at}")`,
  (at) => `operation in ["DeleteTrail", "StopLogging", "Delete${at}"] && actor.type != "service"`,
  (at) => `category == "management" && access == "write" && sourceIp == "10.0.0.${at % 256}"`,
];

const whens = Array.from({ length: ruleCount }, (_, at) => conditions[at % conditions.length]!(at));

const args = {
  spec: { version: 1, alerts: { custom: whens.map((when, at) => ({ name: `rule-${at}`, when, severity: "low" })) } },
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope" },
};

const compileAll = (): void => {
  const { plan } = readRequest("AuditLog", args, "2026-07-01");
  const { aws, gcp, azure } = plan!.placements;
  compileAws(plan!, aws!);
  compileGcp(plan!, gcp!);
  compileAzure(plan!, azure!);
};

const records = [
  {
    eventVersion: "1.09",
    userIdentity: {
      type: "IAMUser",
      arn: "arn:aws:iam::111122223333:user/max",
      accountId: "111122223333",
      userName: "max",
    },
    eventTime: "2026-01-02T03:04:05Z",
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    awsRegion: "eu-central-1",
    sourceIPAddress: "10.0.0.7",
    userAgent: "aws-cli/2",
    requestParameters: { bucketName: "prod-7-data" },
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
    recipientAccountId: "111122223333",
  },
  {
    insertId: "a",
    logName: "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
    timestamp: "2026-01-02T03:04:05Z",
    severity: "ERROR",
    resource: { type: "gcs_bucket", labels: { project_id: "acme" } },
    protoPayload: {
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
      serviceName: "storage.googleapis.com",
      methodName: "storage.setIamPermissions",
      resourceName: "projects/_/buckets/prod-12-data",
      authenticationInfo: { principalEmail: "team-2@example.com" },
      status: { code: 7 },
    },
  },
  {
    time: "2026-01-02T03:04:05Z",
    resourceId: "/SUBSCRIPTIONS/1/RESOURCEGROUPS/A/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/PROD",
    operationName: "MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE",
    category: "Administrative",
    resultType: "Success",
    identity: { claims: { upn: "max@example.com" } },
  },
];

const events = records.flatMap((record): CommonEvent[] => {
  const event = toCommonEvent(record);
  return "rejected" in event ? [] : [event];
});

const fastest = (runs: number, work: () => void): number => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
};

const checksPerSecond = (): number => {
  const tests = whens.map((when) => testOf(parseFilter(when).filter!));
  const rounds = 300;
  let matched = 0;
  const time = fastest(5, () => {
    for (let round = 0; round < rounds; round += 1) {
      for (const event of events) for (const test of tests) if (test(event)) matched += 1;
    }
  });
  if (matched === 0) throw new Error("no rule matched any event: nothing was measured");
  return (rounds * events.length * tests.length) / (time / 1000);
};

const eventsPerSecond = (): number => {
  const rounds = 2_000;
  const time = fastest(5, () => {
    for (let round = 0; round < rounds; round += 1) for (const record of records) toCommonEvent(record);
  });
  return (rounds * records.length) / (time / 1000);
};

const grouped = (value: number): string => Math.round(value).toLocaleString("en-US");

/** The rows of the table. */
export const filterRows = (): Row[] => {
  const first = fastest(1, compileAll);
  const compile = fastest(5, compileAll);
  const checks = checksPerSecond();
  return [
    {
      what: `filters: compile ${ruleCount} rules for three clouds`,
      budget: `${budget.compileMs} ms`,
      measured: `${compile.toFixed(0)} ms`,
      ratio: `${(compile / budget.compileMs).toFixed(2)} x`,
    },
    {
      what: "filters: the first time, with nothing compiled yet",
      budget: "",
      measured: `${first.toFixed(0)} ms`,
      ratio: "",
    },
    {
      what: "filters: checks of a rule on an event, a second",
      budget: grouped(budget.checksPerSecond),
      measured: grouped(checks),
      ratio: `${(checks / budget.checksPerSecond).toFixed(1)} x`,
    },
    { what: "filters: records read as events, a second", budget: "", measured: grouped(eventsPerSecond()), ratio: "" },
  ];
};
