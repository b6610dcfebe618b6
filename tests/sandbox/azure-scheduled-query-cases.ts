import { workspace } from "../../sandbox/azure/operational-insights.ts";
import { scheduledQueryRule } from "../../sandbox/azure/scheduled-query-rule.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { onCall } from "./azure-alert-world.ts";
import { type Case, edit, place } from "./azure-cases.ts";
import { group, logWorkspace } from "./azure-world.ts";

export const QUERY = [
  "AzureActivity",
  '| where OperationNameValue =~ "Microsoft.Authorization/roleAssignments/write"',
  "| project TimeGenerated, Caller, Properties_d, _ResourceId, Lost = toint(Level)",
].join("\n");

/** Counts the rows of the last five minutes, each five minutes. */
export const condition: Properties = {
  query: QUERY,
  timeAggregation: "Count",
  operator: "GreaterThan",
  threshold: 0,
  failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
};

export const ruleInputs: Properties = {
  resourceGroupName: "logs",
  ruleName: "role-assigned",
  kind: "LogAlert",
  enabled: true,
  severity: 1,
  scopes: [logWorkspace.id],
  evaluationFrequency: "PT5M",
  windowSize: "PT5M",
  autoMitigate: false,
  criteria: { allOf: [condition] },
  actions: { actionGroups: [onCall.id] },
};

/** The rule with another condition. */
export const where = (more: { [path: string]: Json | undefined }): Properties => ({
  criteria: { allOf: [Object.entries(more).reduce((one, [path, value]) => edit(one, path, value), condition)] },
});

export const far = place(workspace, { resourceGroupName: "logs", workspaceName: "far", location: "eastus" }, [group]);

export const existing = place(scheduledQueryRule, ruleInputs, [group]);

/** A refused rule, and what of it is another where it is accepted. */
export function bad(
  rule: string,
  when: string,
  fault: Properties,
  near: Properties,
  message: RegExp,
  name = "BadRequest",
): Case {
  return {
    rule: `scheduled-query-rule-${rule}`,
    when,
    inputs: { ...ruleInputs, ...fault },
    given: [group, logWorkspace, far, onCall],
    expect: { name, message },
    mended: { inputs: { ...ruleInputs, ...near } },
  };
}
