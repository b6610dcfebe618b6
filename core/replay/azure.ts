import type { AzureBlueprint } from "../compile/azure/blueprint.ts";
import type { CommonEvent } from "../event/event.ts";
import { type JsonObject, withAbsent } from "../event/record.ts";
import {
  type DiagnosticCategory,
  type DiagnosticSetting,
  exportsEvent,
  parseDiagnosticCategories,
  saidCategories,
} from "../native/diagnostic-categories.ts";

const health: DiagnosticSetting = {
  categories: new Set<DiagnosticCategory>(["ServiceHealth", "ResourceHealth", "Autoscale", "Recommendation"]),
};

/** Whether an event of the activity log is of how the platform is, or advice, which is no audit event of anybody's doing. */
export const isHealth = ({ native }: CommonEvent): boolean => exportsEvent(health, native);

/** The event with its category, which lists of selected fields leave out. */
export const completed = ({ native, category }: CommonEvent): JsonObject =>
  saidCategories(native).every((said) => said === undefined || said === null)
    ? withAbsent(native, { category: category === "policy" ? "Policy" : "Administrative" })
    : native;

/** Whether diagnostic settings with the blueprint's categories export an event: of Microsoft Entra all that audits, or none. */
export const storedByAzure = ({ activityLogCategories, entraCategories }: AzureBlueprint) => {
  const logs = activityLogCategories.map((category) => ({ category, enabled: true }));
  const setting = parseDiagnosticCategories(logs).filter;
  return (event: CommonEvent): boolean => {
    if (event.category === "data") return false;
    if (event.category === "identity") return entraCategories.length > 0;
    return setting !== undefined && exportsEvent(setting, completed(event));
  };
};
