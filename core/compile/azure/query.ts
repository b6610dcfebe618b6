import type { AuditPlan } from "../../plan/plan.ts";
import { because } from "../compiled.ts";
import { savedQueries } from "../questions.ts";

/** What Azure does of `query`. */
export const queryAnswers = (plan: AuditPlan) => ({
  "query.saved": plan.settings.query.saved
    ? { given: `${savedQueries(plan, "azure", "search").length} saved searches of the workspace` }
    : undefined,
  "query.archive": plan.settings.query.archive
    ? {
        given: "not made",
        fidelity: "unsupported" as const,
        issue: because("warning", "azure-no-archive-table", "query.archive", {}),
      }
    : undefined,
});
