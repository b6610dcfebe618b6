import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { controls } from "../native/cis-aws-events.ts";
import { planned } from "./planned.ts";

const [plan, placement] = planned(
  "aws",
  { alerts: { catalog: ["cis"] } },
  { region: "eu-central-1", scope: "organization", organizationId: "o-a1b2c3d4e5" },
);
const { blueprint, rules } = compileAws(plan, placement);
const { alarms } = blueprint.alerts!;

describe("the CIS set, in an organization", () => {
  test("is fifteen metric filters on the log group of the organization's trail, each with its alarm", () => {
    expect(blueprint.trail.isOrganizationTrail).toBe(true);
    expect(alarms).toHaveLength(15);
    expect(new Set(alarms.map(({ metric }) => metric.name)).size).toBe(15);
    for (const { count, topics } of alarms) expect([count, topics]).toEqual([1, ["alerts-low"]]);
  });

  test("is exact: nothing of it is of one region or account", () => {
    expect(rules.map(({ fidelity }) => fidelity)).toEqual(rules.map(() => "exact"));
  });

  test.each(controls)("has $id told of every account, in every region", ({ pattern, matching }) => {
    const alarm = alarms.find(({ metric }) => metric.pattern === pattern);
    const { filter } = parseFilterPattern(alarm!.metric.pattern);
    for (const record of matching) {
      const elsewhere = { ...record, awsRegion: "ap-southeast-2", recipientAccountId: "444455556666" };
      expect(matchesFilterPattern(filter!, elsewhere)).toBe(true);
    }
  });
});
