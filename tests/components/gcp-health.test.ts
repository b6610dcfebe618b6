// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that Google Cloud accepts the inputs.
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";

await useMocks();

const place = { project: "acme-audit", location: "europe-west3" };
const channels = { mail: { email: { address: "security@example.com" } } };
const deployWith = (spec: object, more: object = {}) =>
  deploy("GcpAuditLog", { spec: { version: 1, ...spec }, channels, ...place, ...more });

const without = await deployWith({});
const usual = await deployWith({ health: { silenceAfterHours: 12 } });

test("health makes exactly this graph beside the audit log, although there are no alerts, and changes none of it", async () => {
  const before = new Set(without.children.map(({ name }) => name));
  await expect(graphText(usual.children.filter(({ name }) => !before.has(name)))).toMatchFileSnapshot(
    "__snapshots__/gcp-health.json",
  );
  const { removed, changed } = difference(without.children, usual.children);
  expect([removed, changed]).toEqual([[], {}]);
});

test("other hours change the policies on silence alone", async () => {
  const { children } = await deployWith({ health: { silenceAfterHours: 6 } });
  const { added, removed, changed } = difference(usual.children, children);
  expect([added, removed]).toEqual([{}, []]);
  expect(Object.keys(changed)).toEqual(["audit-health.silence-archive", "audit-health.silence-search"]);
});

test("in an organization the log bucket alone is watched", async () => {
  const spec = { health: { silenceAfterHours: 12 } };
  const { children } = await deployWith(spec, { scope: "organization", organizationId: "123456789012" });
  expect(children.map(({ name }) => name).filter((name) => name.includes("health"))).toEqual([
    "audit-health.arrivals",
    "audit-health.silence-search",
  ]);
});

test("the output names the policies by what they tell of", async () => {
  const { alerts } = (await settled(usual.state)) as { alerts: Record<string, string[]> };
  const policy = (key: string) => `projects/acme-audit/alertPolicies/audit-health.${key}-1`;
  expect(alerts).toEqual({
    "health.silence": [policy("silence-search"), policy("silence-archive")],
    "health.delivery": [policy("delivery")],
  });
});
