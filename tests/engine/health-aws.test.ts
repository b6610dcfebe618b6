import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, resourcesOf } from "./stacks.ts";

/** Does not prove that AWS accepts what the stand-in accepts, nor that an alarm ever goes off. */

const settings: { health: object } = { health: { silenceAfterHours: 24 } };

const program = async () => {
  const audit = new AwsAuditLog("audit", {
    region: "eu-central-1",
    spec: { version: 1, evidence: "disposable", health: settings.health },
    channels: {
      mail: { email: { address: "security@example.com" } },
      siem: { webhook: { url: "https://siem.example.com/hook" } },
    },
  });
  return { alerts: audit.alerts };
};

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "health-aws", program);
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

describe("health on AWS, without alerts", () => {
  it("comes up: CloudTrail may tell of its deliveries, and the silence alarms are breaching without data", async () => {
    const { summary, stderr, outputs } = await stack.up();
    expect([summary.result, stderr]).toEqual(["succeeded", ""]);
    const alarms = (await resourcesOf(stack)).filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(Object.fromEntries(alarms.map(({ urn, outputs: out }) => [nameOf(urn), out?.treatMissingData]))).toEqual({
      "audit-health.silence-search": "breaching",
      "audit-health.silence-archive": "breaching",
      "audit-health.undelivered": "notBreaching",
      "audit-health.failed-alerts-low": "notBreaching",
    });
    expect(Object.keys(outputs.alerts?.value as object).sort()).toEqual(["health.alert-path", "health.silence"]);
  });

  it("changes nothing in a second up right after, and has not drifted", async () => {
    expect(await changes()).toEqual({});
    const { summary } = await stack.refresh();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("changes the two silence alarms when the hours are edited", async () => {
    settings.health = { silenceAfterHours: 12 };
    expect(await changes()).toEqual({
      audit: "update",
      "audit-health.silence-search": "update",
      "audit-health.silence-archive": "update",
    });
  });

  it("goes with everything that was made for it when it is removed, and nothing is replaced", async () => {
    settings.health = {};
    const { audit, ...others } = await changes();
    expect(audit).toBe("update");
    const kept = Object.entries(others).filter(([, op]) => op !== "delete");
    expect(Object.fromEntries(kept)).toEqual({ "audit-trail": "update", "audit-key": "update" });
    const left = (await resourcesOf(stack)).map(({ urn }) => nameOf(urn));
    expect(left.filter((name) => /^audit-(?:health|alerts|trail-delivery|channel|undelivered)/.test(name))).toEqual([]);
  });
});
