import type { AuditPlan } from "../../plan/plan.ts";
import { because } from "../compiled.ts";
import { savedQueries } from "../questions.ts";

/** What Google Cloud does of `query`. */
export const queryAnswers = (plan: AuditPlan) => ({
  "query.saved": plan.settings.query.saved
    ? { given: `${savedQueries(plan, "gcp", "search").length} queries of the Logs Explorer, shared in the project` }
    : undefined,
  "query.archive": plan.settings.query.archive
    ? {
        given: "not made",
        fidelity: "unsupported" as const,
        issue: because("warning", "gcp-no-archive-table", "query.archive", {}),
      }
    : undefined,
});
