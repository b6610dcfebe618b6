import { toActivityLogAlert } from "../../filter/to-activity-log-alert.ts";
import { toDiagnosticCategories } from "../../filter/to-diagnostic-categories.ts";
import { toKql } from "../../filter/to-kql.ts";
import type { AuditPlan, DataCapture, Exclusion, Read } from "../../plan/plan.ts";
import type { Alert } from "../alerts.ts";
import type { CompiledRule } from "../compiled.ts";
import {
  type AlertAnswer,
  benchmarkAnswer,
  compileRules,
  exclusionAnswer,
  notCaptured,
  type RuleAnswer,
  renderedAnswer,
} from "../rules.ts";

const queryAnswer = ({ filter }: Alert): RuleAnswer =>
  renderedAnswer(toKql(filter), "scheduled query rule", (text) => [{ target: "Log Analytics (KQL)", text }]);

/** Scanners look for one alert for each operation. */
const operationAlerts = (operations: readonly string[]): RuleAnswer =>
  benchmarkAnswer(
    "activity log alert",
    operations.map((operation) =>
      JSON.stringify({
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: operation },
        ],
      }),
    ),
  );

/** An activity log alert fires within minutes and costs nothing, but can't count, and can't say all. */
const answerTo = (alert: Alert): RuleAnswer => {
  if (alert.benchmark !== undefined) return operationAlerts(alert.benchmark);
  if (alert.threshold !== undefined) return queryAnswer(alert);
  const rendered = toActivityLogAlert(alert.filter);
  if (rendered.fidelity !== "exact") return queryAnswer(alert);
  return renderedAnswer(rendered, "activity log alert", (conditions) =>
    conditions.map((condition) => ({ target: "activity log alert", text: JSON.stringify(condition) })),
  );
};

const alertAnswer = (alert: Alert): AlertAnswer<never> => ({ answer: answerTo(alert), deployed: undefined });

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
  const { rules } = compileRules(plan, "azure", { data, exclude, alert: alertAnswer });
  return { rules, excluded };
};
