// Does not prove: options of children (hooks, dependsOn), which mocks don't show, and that Google Cloud accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, openedInputs, typesOf } from "./graph.ts";

await useMocks();

const place = { project: "acme-audit", location: "europe-west3" };
const custom = { name: "bucket-deleted", when: 'operation == "storage.buckets.delete"', severity: "critical" };
const spec = {
  version: 1,
  alerts: {
    catalog: ["route-change", "audit-capture-change"],
    custom: [custom, { ...custom, name: "mass", severity: "low", threshold: { count: 20, withinMinutes: 10 } }],
  },
};
const channels = {
  mail: { email: { address: "security@example.com" } },
  oncall: { minSeverity: "critical", pagerDuty: { googleCloudKey: pulumi.secret("0123456789abcdef") } },
  siem: { minSeverity: "high", webhook: { url: "https://siem.example.com/hook?of=gcp", token: "a+b" } },
  plain: { minSeverity: "high", webhook: { url: "https://example.com/hook" } },
  team: { minSeverity: "medium", slack: { token: "xoxb-0", channel: "security" } },
};

const without = await deploy("GcpAuditLog", { spec: { version: 1 }, ...place });
const usual = await deploy("GcpAuditLog", { spec, channels, ...place });
const { added, removed, changed } = difference(without.children, usual.children);

const changes = async (inputs: pulumi.Inputs) =>
  difference(usual.children, (await deploy("GcpAuditLog", { spec, channels, ...place, ...inputs })).children);

const nothingElse = { added: {}, removed: [], changed: {} };

const inputsOf = (name: string) => openedInputs(usual.children.find((one) => one.name === name)!);

test("alerts and channels add exactly this graph, and change nothing of the rest", async () => {
  await expect(graphText(usual.children.filter(({ name }) => name in added))).toMatchFileSnapshot(
    "__snapshots__/gcp-alerts.json",
  );
  expect({ removed, changed }).toEqual({ removed: [], changed: {} });
});

test("their children have these names and types", () => {
  const policy = "gcp:monitoring/alertPolicy:AlertPolicy";
  const metric = "gcp:logging/metric:Metric";
  const channel = "gcp:monitoring/notificationChannel:NotificationChannel";
  expect(typesOf(usual.children.filter(({ name }) => name in added))).toEqual({
    "audit-channel-mail": channel,
    "audit-channel-oncall": channel,
    "audit-channel-plain": channel,
    "audit-channel-siem": channel,
    "audit-channel-team": channel,
    "audit-count-audit-capture-change": policy,
    "audit-count-mass": policy,
    "audit-count-route-change": policy,
    "audit-each-audit-capture-change": metric,
    "audit-each-route-change": metric,
    "audit-match-audit-capture-change": policy,
    "audit-match-bucket-deleted": policy,
    "audit-service-monitoring": "gcp:projects/service:Service",
    "audit-sum-mass": metric,
  });
});

test("each kind of channel has what Cloud Monitoring reaches it by, and what is secret stays it", () => {
  const channel = (name: string) => {
    const { type, labels, sensitiveLabels } = inputsOf(`audit-channel-${name}`);
    return { type, labels, sensitiveLabels };
  };
  expect(channel("mail")).toEqual({ type: "email", labels: { email_address: "security@example.com" } });
  expect(channel("oncall")).toEqual({
    type: "pagerduty",
    sensitiveLabels: { secret: { serviceKey: "0123456789abcdef" } },
  });
  expect(channel("plain")).toEqual({ type: "webhook_tokenauth", labels: { url: "https://example.com/hook" } });
  expect(channel("siem")).toEqual({
    type: "webhook_tokenauth",
    labels: { secret: { url: "https://siem.example.com/hook?of=gcp&auth_token=a%2Bb" } },
  });
  expect(channel("team")).toEqual({
    type: "slack",
    labels: { channel_name: "#security" },
    sensitiveLabels: { secret: { authToken: "xoxb-0" } },
  });
});

test("a token is the first parameter of a URL that has none", async () => {
  const siem = { webhook: { url: "https://siem.example.com/hook", token: "hush" } };
  const found = await changes({ channels: { ...channels, siem: { ...channels.siem, ...siem } } });
  expect(found).toEqual({
    ...nothingElse,
    changed: {
      "audit-channel-siem": { labels: { secret: { url: "https://siem.example.com/hook?auth_token=hush" } } },
    },
  });
});

test("the state names each alert's policies, and the filters are as deployed", async () => {
  const { alerts, filters } = (await settled(usual.state)) as Record<string, Record<string, unknown>>;
  const policy = (key: string) => `projects/acme-audit/alertPolicies/audit-${key}-1`;
  const captureChange =
    'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*';
  expect(alerts).toEqual({
    "audit-capture-change": [policy("match-audit-capture-change"), policy("count-audit-capture-change")],
    "bucket-deleted": [policy("match-bucket-deleted")],
    mass: [policy("count-mass")],
    "route-change": [policy("count-route-change")],
  });
  expect(Object.keys(filters!)).toEqual([
    "sinks.filter",
    "_Default.exclusion",
    "alertPolicies.match-audit-capture-change",
    "alertPolicies.match-bucket-deleted",
    "metrics.each-audit-capture-change",
    "metrics.each-route-change",
    "metrics.sum-mass",
  ]);
  expect(filters).toMatchObject({
    "alertPolicies.match-bucket-deleted": 'protoPayload.methodName="storage.buckets.delete"',
    "metrics.each-audit-capture-change": captureChange,
  });
});

test("muting an alert removes its children alone", async () => {
  const mute = [{ alert: "route-change", reason: "routes are ours" }];
  expect(await changes({ spec: { ...spec, alerts: { ...spec.alerts, mute } } })).toEqual({
    ...nothingElse,
    removed: ["audit-count-route-change", "audit-each-route-change"],
  });
});

test("editing an alert changes its own children alone; as a threshold it has another metric", async () => {
  const edited = (one: object) =>
    changes({ spec: { ...spec, alerts: { ...spec.alerts, custom: [one, spec.alerts.custom[1]] } } });
  const found = await edited({ ...custom, when: 'operation == "storage.buckets.update"' });
  expect(Object.keys(found.changed)).toEqual(["audit-match-bucket-deleted"]);
  const counted = await edited({ ...custom, threshold: { count: 2, withinMinutes: 5 } });
  expect([Object.keys(counted.added), counted.removed, counted.changed]).toEqual([
    ["audit-count-bucket-deleted", "audit-sum-bucket-deleted"],
    ["audit-match-bucket-deleted"],
    {},
  ]);
});

test("tags become labels of channels and policies too", async () => {
  const { changed: tagged } = await changes({ tags: { Team: "Security" } });
  expect(Object.keys(tagged)).toEqual([
    "audit-archive",
    "audit-channel-mail",
    "audit-channel-oncall",
    "audit-channel-plain",
    "audit-channel-siem",
    "audit-channel-team",
    "audit-count-audit-capture-change",
    "audit-count-mass",
    "audit-count-route-change",
    "audit-key",
    "audit-match-audit-capture-change",
    "audit-match-bucket-deleted",
  ]);
  expect(tagged["audit-count-mass"]).toEqual({ userLabels: { team: "security" } });
});

test("without alerts there are no channels either", async () => {
  const { children } = await deploy("GcpAuditLog", { spec: { version: 1 }, channels, ...place });
  expect(difference(without.children, children)).toEqual(nothingElse);
});

test("an alert about the audit log is about what was made here, by the names that it got", async () => {
  const when = 'native.protoPayload.resourceName == "${archive}"';
  const alerts = { catalog: ["audit-log-stopped", "audit-key-change"], custom: [{ ...custom, name: "mine", when }] };
  const { children } = await deploy("GcpAuditLog", { spec: { version: 1, alerts }, ...place });
  const filterOf = (id: string): unknown => {
    const { conditions } = children.find(({ name }) => name === `audit-match-${id}`)!.inputs;
    return (conditions as { conditionMatchedLog: { filter: string } }[])[0]!.conditionMatchedLog.filter;
  };
  expect(filterOf("audit-log-stopped")).toBe(
    'protoPayload.serviceName="logging.googleapis.com" AND protoPayload.methodName=~"ConfigServiceV[0-9]+\\\\.DeleteSink$"' +
      ' AND (protoPayload.resourceName=~"(?s)/sinks/audit-archive-sink-1$" OR protoPayload.resourceName=~"(?s)/sinks/audit-search-sink-1$")',
  );
  expect(filterOf("audit-key-change")).toContain(
    'protoPayload.resourceName=~"(?s)/cryptoKeys/audit-key-1$" OR protoPayload.resourceName=~"(?s)/cryptoKeys/audit-key-1/"',
  );
  expect(filterOf("mine")).toBe('protoPayload.resourceName=~"^\\\\$\\\\{archive\\\\}$"');
});
