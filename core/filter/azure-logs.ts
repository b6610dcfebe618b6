import { type RowTable, rowTables } from "../event/azure-row.ts";
import type { Filter } from "./ast.ts";
import { inTable } from "./kql-in-table.ts";

const mayMatchIn = (filter: Filter, table: RowTable): boolean => {
  const left = inTable(filter, table);
  return left.kind !== "constant" || left.value;
};

/** Can the filter, already of Azure, match events of other logs than the activity log: sign-ins, say? */
export const mayMatchElsewhere = (filter: Filter): boolean =>
  rowTables.some((table) => table !== "AzureActivity" && mayMatchIn(filter, table));

const entraTables: readonly RowTable[] = [
  "AuditLogs",
  "SigninLogs",
  "AADNonInteractiveUserSignInLogs",
  "AADServicePrincipalSignInLogs",
  "AADManagedIdentitySignInLogs",
];

/** Can it match what Microsoft Entra writes? */
export const mayMatchEntra = (filter: Filter): boolean => entraTables.some((table) => mayMatchIn(filter, table));
