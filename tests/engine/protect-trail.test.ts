import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround } from "./stacks.ts";

/** Does not prove that AWS accepts what the stand-in accepts, nor whom a service control policy binds. */

const settings: { protectTrail: object } = { protectTrail: { target: "r-a1b2" } };

const program = async () => {
  new AwsAuditLog("audit", {
    region: "eu-central-1",
    scope: "organization",
    organizationId: "o-exampleorgid",
    spec: { version: 1, evidence: "disposable" },
    ...settings,
  });
};

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "protect-trail", program);
});
afterAll(() => ground.clear());

const changes = async (): Promise<Record<string, string>> => {
  const steps: Record<string, string> = {};
  await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      const { urn = "", op = "same" } = resourcePreEvent?.metadata ?? {};
      if (op !== "same") steps[nameOf(urn)] = op;
    },
  });
  return steps;
};

describe("the protection of an organization's trail", () => {
  it("comes up, and changes nothing in a second up", async () => {
    expect(await changes()).toMatchObject({
      "audit-trail-protection": "create",
      "audit-trail-protection-attachment": "create",
    });
    expect(await changes()).toEqual({});
  });

  it("is attached elsewhere when its target is edited", async () => {
    settings.protectTrail = { target: "ou-a1b2-c3d4e5f6" };
    const { audit, ...others } = await changes();
    expect(audit).toBe("update");
    expect(Object.keys(others)).toEqual(["audit-trail-protection-attachment"]);
  });

  it("is detached before its policy and the trail go", async () => {
    const { summary } = await stack.destroy();
    expect(summary.result).toBe("succeeded");
  });
});
