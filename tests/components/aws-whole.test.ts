// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import { expect, test } from "vitest";
import { deploy, useMocks } from "./deploy.ts";
import { graphText } from "./graph.ts";

await useMocks();

const region = "eu-central-1";
const data = [
  { service: "storage", access: "write", resources: ["prod-*"] },
  { service: "secrets" },
  { service: "functions", resources: ["pay"] },
];

test("data events make exactly this graph", async () => {
  const { children } = await deploy("AwsAuditLog", { spec: { version: 1, capture: { data } }, region });
  await expect(graphText(children)).toMatchFileSnapshot("__snapshots__/aws-data-events.json");
});

/** All that a spec and a placement can ask for at once, but what stands in for another part: what is adopted, and a second account. */
const full = await deploy("AwsAuditLog", {
  spec: {
    version: 1,
    capture: {
      management: "all",
      identity: true,
      data,
      insights: ["apiCallRate", "apiErrorRate"],
      exclude: [{ name: "rds-data", when: 'service == "rdsdata.amazonaws.com"', reason: "noise" }],
    },
    retention: { days: 2555, searchableDays: 400, coldAfterDays: 90, immutability: "compliance" },
    acknowledgeIrreversible: true,
    encryption: { customerManagedKey: true, rotationDays: 180 },
    alerts: {
      catalog: ["audit-log-stopped", "root-use", "route-change"],
      custom: [
        { name: "mine", when: 'operation == "DeleteTrail"', severity: "high" },
        {
          name: "many-denials",
          when: 'outcome == "denied"',
          severity: "medium",
          threshold: { count: 20, withinMinutes: 10 },
        },
      ],
    },
    health: { silenceAfterHours: 24 },
    query: { saved: true, archive: true },
    stream: { enabled: true, retentionHours: 48 },
  },
  region,
  scope: "organization",
  organizationId: "o-a1b2c3d4e5",
  trailName: "company-trail",
  replicaRegion: "eu-west-1",
  alertRegions: ["eu-west-3"],
  protectTrail: { target: "r-a1b2" },
  readers: { siem: "arn:aws:iam::111122223333:role/siem" },
  breakGlass: { responders: "arn:aws:iam::111122223333:role/responders" },
  channels: {
    mail: { email: { address: "security@example.com" } },
    hook: { slack: { webhookUrl: "https://hooks.slack.com/services/T0/B0/x" }, minSeverity: "high" },
    chat: { slack: { workspaceId: "T0123456789", channelId: "C0123456789" }, minSeverity: "high" },
    phone: { pagerDuty: { eventsKey: "a".repeat(32), cloudWatchKey: "b".repeat(32) }, minSeverity: "critical" },
    siem: { webhook: { url: "https://siem.example.com/hook", token: "s3cret" } },
  },
  tags: { env: "prod" },
});

test("everything at once makes exactly this graph", async () => {
  await expect(graphText(full.children)).toMatchFileSnapshot("__snapshots__/aws-full.json");
});
