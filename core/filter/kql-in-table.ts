import type { RowTable } from "../event/azure-row.ts";
import { always, type Comparison, type Filter, isComparison, never } from "./ast.ts";
import { tableForms } from "./azure-forms.ts";
import { possibleOperations } from "./azure-operations.ts";
import { decidedIn } from "./decided-in.ts";
import { eventTest } from "./kql-field.ts";
import { type NativeTest, nativeTest, somewhere } from "./kql-native.ts";
import { normalize } from "./normalize.ts";
import { rememberedBy } from "./remembered.ts";
import { rewrite } from "./rewrite.ts";

/** What a table makes of a comparison. */
export const testIn = (table: RowTable, comparison: Comparison): NativeTest => {
  const { field } = comparison;
  if (field.of === "record") return nativeTest(comparison, field.path, table);
  const form = tableForms[table].fields[field.name];
  if (form?.is !== "listed") return { exact: eventTest(comparison, tableForms[table]) };
  if (comparison.kind === "order") return { exact: "never" };
  return { over: somewhere(comparison, [form.column]), under: "never", lacks: "no search of the items of a list" };
};

const decided = rememberedBy(
  (filter: Filter, table: RowTable): Filter =>
    normalize(
      rewrite(filter, (given) => {
        const isOperation = given.field.of === "event" && given.field.name === "operation";
        const comparison = isOperation && table !== "AzureActivity" ? possibleOperations(given) : given;
        if (!isComparison(comparison)) return comparison;
        const { exact } = testIn(table, comparison);
        return exact === "always" ? always : exact === "never" ? never : comparison;
      }),
    ),
);

/** A filter with what a table decides: its category, and what it has no column for. */
export const inTable = (filter: Filter, table: RowTable): Filter => decidedIn(filter, (part) => decided(part, table));
