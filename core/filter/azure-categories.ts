import type { Category } from "../event/event.ts";
import { always, type Filter, never } from "./ast.ts";
import type { ActivityLogCategory } from "./azure-log-categories.ts";
import { possibleOperations } from "./azure-operations.ts";
import { decidedIn } from "./decided-in.ts";
import { passes } from "./evaluate.ts";
import { normalize } from "./normalize.ts";
import { rememberedBy } from "./remembered.ts";
import { rewrite } from "./rewrite.ts";

const eventCategory = (category: ActivityLogCategory): Category => {
  if (category === "Administrative") return "management";
  return category === "Policy" ? "policy" : "system";
};

/** What every event has; and what none of the activity log has. */
const given: readonly string[] = ["category", "access"];
const missing: readonly string[] = ["userAgent"];

const decided = rememberedBy(
  (filter: Filter, category: ActivityLogCategory): Filter =>
    normalize(
      rewrite(filter, (comparison) => {
        if (comparison.field.of === "record") return comparison;
        const { name } = comparison.field;
        if (missing.includes(name)) return never;
        if (name === "operation") return possibleOperations(comparison, category);
        if (comparison.kind === "present") return given.includes(name) ? always : comparison;
        if (name !== "category") return comparison;
        return passes(comparison, eventCategory(category)) ? always : never;
      }),
    ),
);

/** What a filter, already of Azure, asks of the events of a category of the activity log. */
export const inCategory = (filter: Filter, category: ActivityLogCategory): Filter =>
  decidedIn(filter, (part) => decided(part, category));
