import { toDiagnosticCategories } from "../../filter/to-diagnostic-categories.ts";
import type { AuditPlan, DataCapture, Exclusion, Read } from "../../plan/plan.ts";
import { type CompiledRules, compileRules, exclusionAnswer, notCaptured, type RuleAnswer } from "../rules.ts";
import type { StoredEvents } from "../unseen.ts";
import { type AzureAlert, azureAlert } from "./alerts.ts";
import { ownTokens } from "./own.ts";

const lacks = "its resource logs are set on each resource, not on the subscription";

/** Activity log alerts see the activity log itself. */
const stored: StoredEvents = { targets: ["Log Analytics (KQL)"] };

export interface AzureRules extends CompiledRules<AzureAlert> {
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
  return {
    ...compileRules(plan, "azure", { data, exclude, alert: azureAlert, tokens: ownTokens(plan), stored }),
    excluded,
  };
};
