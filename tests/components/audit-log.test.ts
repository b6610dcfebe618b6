// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that the clouds accept the inputs.
import type * as pulumi from "@pulumi/pulumi";
import { expect, test, vi } from "vitest";
import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { deploy, settled, useMocks } from "./deploy.ts";
import { typesOf } from "./graph.ts";

await useMocks();
// Some deploy all three clouds several times, beside whatever else the machine does.
vi.setConfig({ testTimeout: 60_000 });

const spec = { version: 1 };
const places: Record<Cloud, pulumi.Inputs> = {
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope" },
};
const components: Record<Cloud, ComponentName> = { aws: "AwsAuditLog", gcp: "GcpAuditLog", azure: "AzureAuditLog" };

const all = await deploy("AuditLog", { spec, ...places });

test("three placements make a component for each cloud, named after it", () => {
  expect(typesOf(all.components)).toEqual({
    audit: "auditlog:index:AuditLog",
    "audit-aws": "auditlog:index:AwsAuditLog",
    "audit-gcp": "auditlog:index:GcpAuditLog",
    "audit-azure": "auditlog:index:AzureAuditLog",
  });
});

test.each(clouds)("the children on %s are those of that cloud's own component", async (cloud) => {
  const own = await deploy(components[cloud], { spec, ...places[cloud] }, { name: `audit-${cloud}` });
  expect(all.children.filter(({ name }) => name.startsWith(`audit-${cloud}-`))).toEqual(own.children);
});

test("there are no children but those of the three clouds", () => {
  expect(all.children.filter(({ name }) => !/^audit-(?:aws|gcp|azure)-/.test(name))).toEqual([]);
});

test.each(clouds)("placed on %s only, nothing of another cloud is made or returned", async (cloud) => {
  const one = await deploy("AuditLog", { spec, [cloud]: places[cloud] });
  const packages: Record<Cloud, string> = { aws: "aws", gcp: "gcp", azure: "azure-native" };
  expect(Object.keys(typesOf(one.components))).toEqual(["audit", `audit-${cloud}`]);
  expect([...new Set(one.children.map(({ type }) => type.split(":")[0]))]).toEqual([packages[cloud]]);
  expect(Object.keys((await settled(one.state)) as object)).toEqual([cloud, "coverage", "compliance"]);
});

test("the state is each cloud's, and the coverage and compliance of all of them, in the order of the clouds", async () => {
  interface Told {
    coverage: unknown[];
    compliance: { cloud: string }[];
  }
  const given = { version: 1, compliance: ["soc2"] };
  const served = await deploy("AuditLog", { spec: given, ...places });
  const state = (await settled(served.state)) as Record<Cloud, Told> & Told;
  expect(Object.keys(state)).toEqual([...clouds, "coverage", "compliance"]);
  for (const cloud of clouds) {
    const own = await deploy(components[cloud], { spec: given, ...places[cloud] }, { name: `audit-${cloud}` });
    expect(state[cloud].compliance.length).toBeGreaterThan(20);
    expect(state[cloud].compliance.filter((row) => row.cloud !== cloud)).toEqual([]);
    expect(state[cloud]).toEqual(await settled(own.state));
  }
  expect(state.coverage).toEqual(clouds.flatMap((cloud) => state[cloud].coverage));
  expect(state.compliance).toEqual(clouds.flatMap((cloud) => state[cloud].compliance));
});

test("the same spec as a text makes the same graph as the object", async () => {
  const given = { version: 1, retention: { days: 700, immutability: "none" }, encryption: { rotationDays: 180 } };
  const specYaml = "version: 1\nretention: { days: 700, immutability: none }\nencryption:\n  rotationDays: 180\n";
  const fromObject = await deploy("AuditLog", { spec: given, ...places });
  const fromText = await deploy("AuditLog", { specYaml, ...places });
  expect(fromText.children).toEqual(fromObject.children);
});

test("what the overrides say holds over the spec, and the rest of the spec stays", async () => {
  const merged = await deploy("AuditLog", {
    spec: { ...spec, retention: { days: 30, searchableDays: 14 } },
    ...places,
  });
  const overridden = await deploy("AuditLog", {
    spec: { ...spec, retention: { days: 500, searchableDays: 14 } },
    overrides: { retention: { days: 30 } },
    ...places,
  });
  expect(overridden.children).toEqual(merged.children);
});

test("each warning is told by itself, and everything that is merely to be known in one message", () => {
  expect(all.told.map((one) => one.split(":", 1)[0])).toEqual(["warning", "info"]);
  expect(all.told.at(-1)?.split("\n").length).toBeGreaterThan(1);
});

test("the same arguments make the same graph twice, however the readers are ordered", async () => {
  const aws = (names: string[]) => ({
    ...places.aws,
    readers: Object.fromEntries(names.map((name) => [name, `arn:aws:iam::111122223333:role/${name}`])),
  });
  const once = await deploy("AuditLog", { spec, ...places, aws: aws(["a", "b"]) });
  const twice = await deploy("AuditLog", { spec, ...places, aws: aws(["b", "a"]) });
  expect(twice.children).toEqual(once.children);
});
