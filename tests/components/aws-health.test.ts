// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const place = { region: "eu-central-1" };
const channels = {
  mail: { email: { address: "security@example.com" } },
  siem: { webhook: { url: "https://siem.example.com/hook" } },
};
const deployWith = (spec: object, more: object = {}) =>
  deploy("AwsAuditLog", { spec: { version: 1, ...spec }, channels, ...place, ...more });

const without = await deployWith({});
const usual = await deployWith({ health: { silenceAfterHours: 24 } });

test("health makes exactly this graph beside the audit log, although there are no alerts", async () => {
  const before = new Set(without.children.map(({ name }) => name));
  const added = usual.children.filter(({ name }) => !before.has(name));
  await expect(graphText(added)).toMatchFileSnapshot("__snapshots__/aws-health.json");
});

test("of the audit log itself the trail gets a topic, by its name, and the key its statements", () => {
  const { removed, changed } = difference(without.children, usual.children);
  expect(removed).toEqual([]);
  const { "audit-key": key, ...others } = changed;
  const { statementsAdded, statementsRemoved } = key!.policy as {
    statementsAdded: { Sid: string }[];
    statementsRemoved: unknown[];
  };
  expect([statementsAdded.map(({ Sid }) => Sid), statementsRemoved]).toEqual([
    ["AlertPublishers", "CloudTrailTellsOfDelivery"],
    [],
  ]);
  const topic = usual.children.find(({ name }) => name === "audit-trail-delivery")!;
  expect(others).toEqual({ "audit-trail": { snsTopicName: topic.inputs.name } });
});

test("the silence alarms take what is missing for breaching, fill what is late, and tell of the end too", () => {
  const alarms = usual.children.filter(({ name }) => name.startsWith("audit-health.silence-"));
  expect(alarms.map(({ name }) => name)).toEqual(["audit-health.silence-archive", "audit-health.silence-search"]);
  for (const { inputs } of alarms) {
    const { treatMissingData, comparisonOperator, threshold, evaluationPeriods, datapointsToAlarm } = inputs;
    expect({ treatMissingData, comparisonOperator, threshold, evaluationPeriods, datapointsToAlarm }).toEqual({
      treatMissingData: "breaching",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 287,
      datapointsToAlarm: 287,
    });
    expect((inputs.metricQueries as { returnData?: boolean; expression?: string }[])[1]).toMatchObject({
      expression: "FILL(arrived, 0)",
      returnData: true,
    });
    expect(inputs.okActions).toEqual(inputs.alarmActions);
    expect(inputs.alarmActions).toHaveLength(1);
  }
});

test("other hours change the silence alarms alone", async () => {
  const { children } = await deployWith({ health: { silenceAfterHours: 48 } });
  const { added, removed, changed } = difference(usual.children, children);
  expect([added, removed]).toEqual([{}, []]);
  expect(Object.keys(changed)).toEqual(["audit-health.silence-archive", "audit-health.silence-search"]);
});

test("alerts beside health add what is theirs, and change no alarm of it", async () => {
  const { children } = await deployWith({ health: { silenceAfterHours: 24 }, alerts: { catalog: ["root-use"] } });
  const { added, removed, changed } = difference(usual.children, children);
  expect([removed, changed]).toEqual([[], {}]);
  expect(Object.keys(added).filter((name) => name.includes("health"))).toEqual([]);
});

test("without a customer-managed key the delivery's topic has none", async () => {
  const { children } = await deployWith({
    health: { silenceAfterHours: 24 },
    encryption: { customerManagedKey: false },
  });
  expect(children.find(({ name }) => name === "audit-trail-delivery")!.inputs).not.toHaveProperty("kmsMasterKeyId");
});

test("the output names the alarms and their rules by what they tell of", async () => {
  const { alerts } = (await settled(usual.state)) as { alerts: Record<string, string[]> };
  expect(Object.fromEntries(Object.entries(alerts).map(([id, names]) => [id, names.length]))).toEqual({
    "health.silence": 4,
    "health.alert-path": 4,
  });
});

test("the same names in another component make children of its own", async () => {
  const other = await deploy(
    "AwsAuditLog",
    { spec: { version: 1, health: { silenceAfterHours: 24 } }, channels, ...place },
    { name: "other" },
  );
  expect(Object.keys(typesOf(other.children)).filter((name) => !name.startsWith("other-"))).toEqual([]);
});
