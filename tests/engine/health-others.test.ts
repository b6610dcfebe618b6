import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AzureAuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, resourcesOf } from "./stacks.ts";

/** Does not prove that the clouds accept what the stand-ins accept, nor that silence is ever told. */

const settings: { health: object } = { health: { silenceAfterHours: 24 } };

const common = () => ({
  spec: {
    version: 1,
    evidence: "disposable",
    capture: { identity: true, bestEffort: ["identity"] },
    health: settings.health,
  },
  channels: { mail: { email: { address: "security@example.com" } } },
});

const programs = {
  gcp: async () => {
    const audit = new GcpAuditLog("audit", { ...everywhere.gcp, ...common() });
    return { alerts: audit.alerts };
  },
  azure: async () => {
    const audit = new AzureAuditLog("audit", { ...everywhere.azure, ...common() });
    return { alerts: audit.alerts };
  },
};

const expected = {
  gcp: {
    alerts: ["health.delivery", "health.silence"],
    changed: ["audit-health.silence-archive", "audit-health.silence-search"],
  },
  azure: {
    alerts: ["health.silence"],
    changed: ["audit-health.silence-activity-log", "audit-health.silence-entra"],
  },
} as const;

describe.each(["gcp", "azure"] as const)("health on %s, without alerts", (cloud) => {
  let ground: Ground;
  let stack: Stack;
  beforeAll(async () => {
    settings.health = { silenceAfterHours: 24 };
    ground = openGround();
    stack = await inlineStack(ground, `health-${cloud}`, programs[cloud]);
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

  it("comes up, changes nothing in a second up right after, and has not drifted", async () => {
    const { summary, outputs } = await stack.up();
    expect(summary.result).toBe("succeeded");
    expect(Object.keys(outputs.alerts?.value as object).sort()).toEqual(expected[cloud].alerts);
    expect(await changes()).toEqual({});
    const refreshed = await stack.refresh();
    expect(Object.keys(refreshed.summary.resourceChanges!)).toEqual(["same"]);
  });

  it("changes what tells of silence when the hours are edited", async () => {
    settings.health = { silenceAfterHours: 12 };
    const { audit, ...others } = await changes();
    expect(audit).toBe("update");
    expect(others).toEqual(Object.fromEntries(expected[cloud].changed.map((name) => [name, "update"])));
  });

  it("goes with everything that was made for it when it is removed", async () => {
    settings.health = {};
    const { audit, ...others } = await changes();
    expect(audit).toBe("update");
    expect([...new Set(Object.values(others))]).toEqual(["delete"]);
    const left = (await resourcesOf(stack)).map(({ urn }) => nameOf(urn));
    expect(left.filter((name) => /^audit-(?:health|alerts|channel)/.test(name))).toEqual([]);
  });
});
