import { rowTables } from "../event/azure-row.ts";
import type { Filter } from "./ast.ts";
import { inTable } from "./kql-in-table.ts";

/** Can the filter, already of Azure, match events of other logs than the activity log: sign-ins, say? */
export const mayMatchElsewhere = (filter: Filter): boolean =>
  rowTables.some((table) => {
    if (table === "AzureActivity") return false;
    const left = inTable(filter, table);
    return left.kind !== "constant" || left.value;
  });
