// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that Azure accepts the inputs.
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";

await useMocks();

const place = { location: "westeurope" };
const channels = { mail: { email: { address: "security@example.com" } } };
const deployWith = (spec: object) => deploy("AzureAuditLog", { spec: { version: 1, ...spec }, channels, ...place });

const without = await deployWith({});
const usual = await deployWith({ health: { silenceAfterHours: 24 } });

test("health makes exactly this graph beside the audit log, although there are no alerts, and changes none of it", async () => {
  const before = new Set(without.children.map(({ name }) => name));
  await expect(graphText(usual.children.filter(({ name }) => !before.has(name)))).toMatchFileSnapshot(
    "__snapshots__/azure-health.json",
  );
  const { removed, changed } = difference(without.children, usual.children);
  expect([removed, changed]).toEqual([[], {}]);
});

test("a rule fires when it finds nothing", () => {
  const { inputs } = usual.children.find(({ name }) => name === "audit-health.silence-activity-log")!;
  expect((inputs.criteria as { allOf: object[] }).allOf).toEqual([
    {
      query: "AzureActivity\n| where TimeGenerated > ago(1425m)",
      timeAggregation: "Count",
      operator: "LessThan",
      threshold: 1,
      failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
      dimensions: [],
    },
  ]);
});

test("other hours change the rule alone, sign-ins add one of their own", async () => {
  const { added, removed, changed } = difference(
    usual.children,
    (await deployWith({ health: { silenceAfterHours: 2 }, capture: { identity: true } })).children,
  );
  expect(removed).toEqual([]);
  expect(Object.keys(added).filter((name) => name.includes("health"))).toEqual(["audit-health.silence-entra"]);
  expect(Object.keys(changed)).toEqual(["audit-health.silence-activity-log"]);
});

test("the output names the rules by what they tell of", async () => {
  const { alerts } = (await settled(usual.state)) as { alerts: Record<string, string[]> };
  expect(Object.keys(alerts)).toEqual(["health.silence"]);
  expect(alerts["health.silence"]).toHaveLength(1);
});
