import type { AzureBlueprint } from "../compile/azure/blueprint.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, textOf } from "../event/record.ts";
import {
  type DiagnosticCategory,
  type DiagnosticSetting,
  exportsEvent,
  parseDiagnosticCategories,
} from "../native/diagnostic-categories.ts";

const health: DiagnosticSetting = {
  categories: new Set<DiagnosticCategory>(["ServiceHealth", "ResourceHealth", "Autoscale", "Recommendation"]),
};

/** Whether an event of the activity log is of how the platform is, or advice, which is no audit event of anybody's doing. */
export const isHealth = ({ native }: CommonEvent): boolean => exportsEvent(health, native);

/** The event with its category, which lists of selected fields leave out. */
const completed = ({ native, category, operation }: CommonEvent): Readonly<Record<string, unknown>> => {
  const isPolicy = category === "policy" || /^microsoft\.authorization\/policies\//i.test(operation);
  return { category: isPolicy ? "Policy" : "Administrative", ...native };
};

/** Whether diagnostic settings with the blueprint's categories export an event. Microsoft Graph's records name no category. */
export const storedByAzure = ({ activityLogCategories, entraCategories }: AzureBlueprint) => {
  const setting = parseDiagnosticCategories(
    activityLogCategories.map((category) => ({ category, enabled: true })),
  ).filter;
  const entra = new Set(entraCategories.map((category) => category.toLowerCase()));
  const isOfEntra = ({ native }: CommonEvent): boolean => {
    const category = textOf(fieldsOf(native)("category"))?.toLowerCase();
    return entra.size > 0 && (category === undefined || entra.has(category));
  };
  return (event: CommonEvent): boolean => {
    if (event.category === "data") return false;
    if (event.category === "identity") return isOfEntra(event);
    return setting !== undefined && exportsEvent(setting, completed(event));
  };
};
