import { describe } from "vitest";
import { conditionRules } from "../../sandbox/gcp/alert-conditions.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { goodThreshold, logMatchPolicy, policyCase, thresholdPolicy, withPolicyWorld } from "./gcp-alert-world.ts";
import { badRequest, type Case, testCases } from "./gcp-case.ts";

const threshold = { conditionThreshold: goodThreshold };
const condition = (own: Properties) => ({ displayName: "One", ...own });
const conditionsCase = (
  rule: string,
  when: string,
  wrong: Properties[],
  refused: Case["refused"],
  right: Properties[],
) =>
  policyCase(
    rule,
    when,
    thresholdPolicy({}, { conditions: wrong }),
    refused,
    thresholdPolicy({}, { conditions: right }),
  );

const conditionCases: Case[] = [
  conditionsCase("monitoring-alert-conditions-fit", "no condition", [], badRequest(/1 to 6 conditions, got 0/), [
    condition(threshold),
  ]),
  conditionsCase(
    "monitoring-alert-conditions-fit",
    "7 conditions",
    Array(7).fill(condition(threshold)),
    badRequest(/1 to 6 conditions, got 7/),
    Array(6).fill(condition(threshold)),
  ),
  conditionsCase(
    "monitoring-alert-condition-has-one-kind",
    "a condition of no kind",
    [condition(threshold), condition({})],
    badRequest(/Field alert_policy.conditions\[1\].condition_case had an invalid value of "0": Condition subtype/),
    [condition(threshold), condition(threshold)],
  ),
  conditionsCase(
    "monitoring-alert-condition-has-one-kind",
    "a condition of two kinds",
    [condition({ ...threshold, conditionAbsent: { filter: goodThreshold.filter!, duration: "300s" } })],
    badRequest(/oneof field 'condition' is already set/),
    [condition(threshold), condition({ conditionAbsent: { filter: goodThreshold.filter!, duration: "300s" } })],
  ),
  {
    rule: "monitoring-log-match-is-the-only-condition",
    when: "two log matches",
    inputs: logMatchPolicy({}, { conditions: Array(2).fill(condition({ conditionMatchedLog: { filter: "a" } })) }),
    refused: badRequest(/Alert policies with a log matching condition can only have a single condition\./),
    mended: { inputs: logMatchPolicy({ filter: "a OR b" }) },
  },
  conditionsCase(
    "monitoring-alert-condition-name-fits",
    "a condition's name of 513 characters",
    [condition({ ...threshold, displayName: "n".repeat(513) })],
    badRequest(/conditions\[0\].display_name can have at most 512/),
    [condition({ ...threshold, displayName: "n".repeat(512) })],
  ),
].map(withPolicyWorld);

describe("The conditions of alert policies", () => {
  testCases(conditionRules, conditionCases);
});
