import { Role } from "@pulumi/aws/iam/role.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  previewSteps,
  refusedOutput,
  resourcesOf,
  standing,
} from "./stacks.ts";

/** Does not prove that values which stay unknown in a preview are right in the end: the other tests' ups do. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

it("shows every resource in a preview in which a reader's id is not known yet", async () => {
  const program = async () => {
    const reader = new Role("reader", { assumeRolePolicy: trust });
    const aws = { ...everywhere.aws, readers: { auditor: reader.arn } };
    new AuditLog("audit", { ...everywhere, aws, spec: { version: 1 } });
  };
  const stack = await inlineStack(ground, "unknown-reader", program);
  const previewed = Object.fromEntries(
    Object.entries(await previewSteps(stack)).filter(([line]) => !line.startsWith("pulumi:providers:")),
  );
  await stack.up();
  const deployed = (await resourcesOf(stack)).map(({ type, urn }) => `${type} ${nameOf(urn)}`);
  expect(Object.values(previewed).every((op) => op === "create")).toBe(true);
  expect(Object.keys(previewed).sort()).toEqual(
    deployed.filter((line) => !line.startsWith("pulumi:providers:")).sort(),
  );
  expect(ownResources(await resourcesOf(stack)).length).toBeGreaterThanOrEqual(45);
});

it("refuses an unknown value where it would decide which resources exist, and creates nothing", async () => {
  const before = standing(ground);
  const program = async () => {
    const role = new Role("region-giver", { assumeRolePolicy: trust });
    new AuditLog("audit", { spec: { version: 1 }, aws: { region: role.arn.apply(() => "eu-central-1") } });
  };
  const stack = await inlineStack(ground, "unknown-region", program);
  const output = await refusedOutput((onOutput) => stack.preview({ onOutput }));
  expect(output).toContain("property aws.region (unknown) has a problem: the value is known only after a deployment");
  expect(standing(ground)).toEqual(before);
});
