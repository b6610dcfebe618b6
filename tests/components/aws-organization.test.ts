// Does not prove that AWS lets an organization's accounts work together: tests/engine/aws-delegation.test.ts does, against the stand-in.
import { expect, test } from "vitest";
import { deploy, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";

await useMocks();

const spec = { version: 1 };
const organization = { region: "eu-central-1", scope: "organization", organizationId: "o-a1b2c3d4e5" };
const managed = await deploy("AwsAuditLog", { spec, ...organization });
const delegated = await deploy("AwsAuditLog", { spec, ...organization, managementAccount: "999988887777" });

test("an organization makes exactly this graph", async () => {
  await expect(graphText(managed.children)).toMatchFileSnapshot("__snapshots__/aws-organization.json");
});

test("of a delegated administrator it is the same, with the management account in what names the trail", () => {
  const { added, removed, changed } = difference(managed.children, delegated.children);
  expect([added, removed]).toEqual([{}, []]);
  expect(Object.keys(changed).sort()).toEqual([
    "audit-archive-policy",
    "audit-delivery",
    "audit-delivery-policy",
    "audit-key",
  ]);
  for (const inputs of Object.values(changed)) expect(JSON.stringify(inputs)).toContain("999988887777");
});
