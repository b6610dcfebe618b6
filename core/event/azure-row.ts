import type { Fields, JsonObject } from "./record.ts";
import { textOf } from "./record.ts";

/** The tables of Log Analytics whose rows are read. https://learn.microsoft.com/azure/azure-monitor/reference/tables-index */
export const rowTables = [
  "AzureActivity",
  "AuditLogs",
  "SigninLogs",
  "AADNonInteractiveUserSignInLogs",
  "AADServicePrincipalSignInLogs",
  "AADManagedIdentitySignInLogs",
  "AZKVAuditLogs",
  "StorageBlobLogs",
] as const;

export type RowTable = (typeof rowTables)[number];

const isRowTable = (name: string | undefined): name is RowTable => rowTables.some((table) => table === name);

/**
 * The table that a record is a row of, which the column `Type` says. Rows are read by the names of their columns, just as
 * a query reads them, so that a query and a filter agree.
 */
export const rowTableOf = (record: Fields): RowTable | undefined => {
  const type = textOf(record("Type"));
  return isRowTable(type) ? type : undefined;
};

/** A column's text. */
export const columnOf =
  (row: JsonObject) =>
  (name: string): string | undefined =>
    textOf(row[name]);
