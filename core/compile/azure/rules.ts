import { toActivityLogAlert } from "../../filter/to-activity-log-alert.ts";
import { toDiagnosticCategories } from "../../filter/to-diagnostic-categories.ts";
import { toKql } from "../../filter/to-kql.ts";
import type { AuditPlan, DataCapture, Exclusion, Read } from "../../plan/plan.ts";
import type { CompiledRule } from "../compiled.ts";
import {
  type AlertRule,
  compileRules,
  exclusionAnswer,
  notCaptured,
  type RuleAnswer,
  type RuleCompiler,
  renderedAnswer,
} from "../rules.ts";

const queryAnswer = ({ filter }: Read<AlertRule>): RuleAnswer =>
  renderedAnswer(toKql(filter), "scheduled query rule", (text) => [{ target: "Log Analytics (KQL)", text }]);

/** An activity log alert fires within minutes and costs nothing, but can't count, and can't say all. */
const alertAnswer = (alert: Read<AlertRule>): RuleAnswer => {
  if (alert.threshold !== undefined) return queryAnswer(alert);
  const rendered = toActivityLogAlert(alert.filter);
  if (rendered.fidelity !== "exact") return queryAnswer(alert);
  return renderedAnswer(rendered, "activity log alert", (conditions) =>
    conditions.map((condition) => ({ target: "activity log alert", text: JSON.stringify(condition) })),
  );
};

/** Scanners look for one alert for each operation. */
const benchmark: RuleCompiler["benchmark"] = (native) => {
  const target = "activity log alert";
  const conditions = [native].flat().map((operation) => ({
    allOf: [
      { field: "category", equals: "Administrative" },
      { field: "operationName", equals: operation },
    ],
  }));
  return { given: target, native: conditions.map((condition) => ({ target, text: JSON.stringify(condition) })) };
};

const lacks = "its resource logs are set on each resource, not on the subscription";

export interface AzureRules {
  rules: readonly CompiledRule[];
  /** The categories that exclusions leave out whole. */
  excluded: readonly string[];
}

export const azureRules = (plan: AuditPlan): AzureRules => {
  const excluded: string[] = [];
  const exclude = ({ filter }: Read<Exclusion>): RuleAnswer => {
    const rendered = toDiagnosticCategories(filter, "exclude");
    excluded.push(...(rendered.output ?? []));
    return exclusionAnswer(rendered, "left out of the diagnostic setting", (categories) => [
      { target: "diagnostic setting", text: `without ${categories.join(", ")}` },
    ]);
  };
  const data = (capture: DataCapture) => notCaptured(plan, "azure", capture, lacks);
  return { rules: compileRules(plan, "azure", { data, exclude, alert: alertAnswer, benchmark }), excluded };
};
