import { type Cloud, cloudNames } from "../contract/cloud.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { type Answer, because } from "./compiled.ts";

/** Whether a plan asks for insights at all. */
export const asksForInsights = ({ settings }: AuditPlan): boolean => (settings.capture.insights ?? []).length > 0;

/** What a cloud answers that finds no insights: an error, or a gap that the spec allows. */
export const withoutInsights = (plan: AuditPlan, cloud: Cloud, lacks: string): Answer | undefined => {
  if (!asksForInsights(plan)) return undefined;
  const mayLack = plan.settings.capture.bestEffort.includes("insights");
  const params = { cloud, lacks };
  return {
    given: `${cloudNames[cloud]} looks for none`,
    fidelity: "unsupported",
    issue: mayLack
      ? because("warning", "insights-gap", "capture.insights", params)
      : because("error", "insights-not-captured", "capture.insights", params),
  };
};

/** What Google Cloud and Azure lack. */
export const lacksInsights = "it has nothing like CloudTrail's Insights";
