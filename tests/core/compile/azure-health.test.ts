import { describe, expect, test } from "vitest";
import { compileAzure } from "../../../core/compile/azure/blueprint.ts";
import type { AuditPlan, PlannedChannel } from "../../../core/plan/plan.ts";
import { planned } from "./planned.ts";

const mail: PlannedChannel = {
  name: "mail",
  kind: "email",
  minSeverity: "high",
  given: ["address"],
  slackChannel: undefined,
  pagerDutyRegion: "us",
};

const compile = (silenceAfterHours: number | undefined, identity = false) => {
  const health = silenceAfterHours === undefined ? {} : { silenceAfterHours };
  const [plan, placement] = planned("azure", { health, capture: { identity } }, { location: "westeurope" });
  return compileAzure({ ...plan, channels: [mail] } as AuditPlan, placement);
};

test("a spec that asks for no health has none, whatever its channels", () => {
  const { blueprint } = compile(undefined);
  expect([blueprint.health, blueprint.alerts]).toEqual([undefined, undefined]);
});

describe("the rule of the activity log", () => {
  const { blueprint } = compile(23);

  test("looks for what came within the time, short of the quarter of an hour between two looks", () => {
    expect(blueprint.health!.rules.map(({ description: _, ...rule }) => rule)).toEqual([
      {
        id: "health.silence",
        key: "health.silence-activity-log",
        name: "health.silence-activity-log",
        displayName: "Nothing arrives in the audit log any more: the activity log",
        severity: 0,
        groups: ["alerts-high"],
        query: "AzureActivity\n| where TimeGenerated > ago(1365m)",
        evaluationFrequency: "PT15M",
        windowSize: "P1D",
        dimensions: [],
      },
    ]);
  });

  test("has action groups although there are no alerts", () => {
    expect(blueprint.alerts!.groups.map(({ key }) => key)).toEqual(["alerts-high"]);
    expect([blueprint.alerts!.activityLogRules, blueprint.alerts!.queryRules]).toEqual([[], []]);
  });
});

test("Entra's logs, which come by another setting, have a rule of their own where they are asked for", () => {
  const [, entra] = compile(2, true).blueprint.health!.rules;
  expect([entra!.id, entra!.key, entra!.windowSize]).toEqual(["health.silence", "health.silence-entra", "PT2H"]);
  expect(entra!.query).toBe(
    "union isfuzzy=true AuditLogs, SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs, AADManagedIdentitySignInLogs\n| where TimeGenerated > ago(105m)",
  );
});

describe("the time after which silence is told", () => {
  const reason = (told: string) =>
    `a diagnostic setting doesn't show what it delivers to the archive; the workspace, to which the same setting delivers, is watched, and its silence told after ${told}`;

  test.each<[number, string, string, string, string]>([
    [1, "ago(45m)", "PT1H", "exact", "1 hour"],
    [6, "ago(345m)", "PT6H", "exact", "6 hours"],
    [7, "ago(405m)", "P1D", "exact", "7 hours"],
    [24, "ago(1425m)", "P1D", "exact", "24 hours"],
    [25, "ago(1485m)", "P2D", "exact", "25 hours"],
    [48, "ago(2865m)", "P2D", "exact", "48 hours"],
    [49, "ago(2865m)", "P2D", "wider", "48 hours"],
    [168, "ago(2865m)", "P2D", "wider", "48 hours"],
  ])("of %i hours is %s in a window of %s", (hours, ago, windowSize, fidelity, told) => {
    const { blueprint, coverage } = compile(hours);
    const [rule] = blueprint.health!.rules;
    const row = coverage.find((one) => one.rule === "health.silenceAfterHours")!;
    expect(rule!.query.endsWith(`> ${ago}`)).toBe(true);
    expect([rule!.windowSize, row.fidelity, row.reason]).toEqual([windowSize, fidelity, reason(told)]);
  });
});
