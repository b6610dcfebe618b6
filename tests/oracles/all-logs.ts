import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { duckDbMacros } from "../../core/backtest/duckdb.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a column has where an entry has nothing: nothing, or the empty value of its type, which of a severity is DEFAULT. */
export type Unset = "null" | "empty";

/** A type of a column, as BigQuery has it. */
type Column =
  | "STRING"
  | "INT64"
  | "BOOL"
  | "TIMESTAMP"
  | "JSON"
  | readonly [Column]
  | { readonly [name: string]: Column };

const texts = (names: string): Record<string, Column> =>
  Object.fromEntries(names.split(" ").map((name) => [name, "STRING"]));

/** The columns of `_AllLogs` that entries with an audit log fill: https://cloud.google.com/logging/docs/analyze/query-and-view */
const columns: Readonly<Record<string, Column>> = {
  ...texts("log_name log_id insert_id severity"),
  timestamp: "TIMESTAMP",
  resource: { type: "STRING", labels: "JSON" },
  labels: "JSON",
  operation: { ...texts("id producer"), first: "BOOL", last: "BOOL" },
  proto_payload: {
    audit_log: {
      ...texts("service_name method_name resource_name"),
      authentication_info: texts("principal_email principal_subject authority_selector service_account_key_name"),
      authorization_info: [{ ...texts("resource permission permission_type"), granted: "BOOL" }],
      request_metadata: texts("caller_ip caller_supplied_user_agent caller_network"),
      resource_location: { current_locations: ["STRING"], original_locations: ["STRING"] },
      status: { code: "INT64", message: "STRING" },
      request: "JSON",
      response: "JSON",
      metadata: "JSON",
      service_data: "JSON",
    },
  },
};

const duckTypes = {
  STRING: "VARCHAR",
  INT64: "BIGINT",
  BOOL: "BOOLEAN",
  TIMESTAMP: "TIMESTAMP",
  JSON: "JSON",
} as const;
const empty = { STRING: "", INT64: 0, BOOL: false, TIMESTAMP: null, JSON: null } as const;

const isList = (type: Column): type is readonly [Column] => Array.isArray(type);

const duckType = (type: Column): string => {
  if (typeof type === "string") return duckTypes[type];
  if (isList(type)) return `${duckType(type[0])}[]`;
  return `STRUCT(${Object.entries(type)
    .map(([name, of]) => `"${name}" ${duckType(of)}`)
    .join(", ")})`;
};

const camel = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const inColumn = (value: unknown, type: Column, unset: Unset): unknown => {
  if (typeof type === "string") return value ?? (unset === "empty" ? empty[type] : null);
  if (isList(type)) return ((value ?? []) as unknown[]).map((one) => inColumn(one, type[0], unset));
  if (value === undefined || value === null) {
    if (unset === "null") return null;
  }
  const object = (value ?? {}) as Json;
  return Object.fromEntries(Object.entries(type).map(([name, of]) => [name, inColumn(object[camel(name)], of, unset)]));
};

/** An entry of Cloud Logging as a row of the view. */
const rowOf = (entry: Json, unset: Unset): object => {
  const logName = String(entry.logName);
  const logId = decodeURIComponent(logName.slice(logName.indexOf("/logs/") + "/logs/".length));
  const severity = entry.severity ?? (unset === "empty" ? "DEFAULT" : null);
  const given = { ...entry, severity, logId, protoPayload: { auditLog: entry.protoPayload } };
  return inColumn(given, columns, unset) as object;
};

/** Functions of BigQuery that DuckDB has not, or has otherwise. */
const functions = [
  ...duckDbMacros,
  "CREATE MACRO bigquery_json_type(json) AS CASE json_type(json) WHEN 'VARCHAR' THEN 'string' WHEN 'UBIGINT' THEN 'number' WHEN 'BIGINT' THEN 'number' WHEN 'DOUBLE' THEN 'number' ELSE lower(json_type(json)) END",
  "CREATE MACRO lax_float64(json) AS TRY_CAST(json->>'$' AS DOUBLE)",
  "CREATE MACRO lax_bool(json) AS CASE WHEN json_type(json) = 'BOOLEAN' THEN (json->>'$') = 'true' WHEN lower(json->>'$') IN ('true', 'false') THEN lower(json->>'$') = 'true' END",
  "CREATE MACRO bigquery_unix_seconds(instant) AS CAST(floor(epoch(instant)) AS BIGINT)",
];

/** Calls of functions that sqlglot takes for DuckDB's own, by other names. */
export const renamed = (sql: string): string =>
  sql
    .replaceAll("JSON_TYPE(", "bigquery_json_type(")
    .replaceAll("UNIX_SECONDS(", "bigquery_unix_seconds(")
    // Which addresses there are is tested with the query for DuckDB.
    .replaceAll("TO_HEX(NET.SAFE_IP_FROM_STRING(", "(audit_ipv6(");

/** A database with the view `audit_logs._AllLogs` of some entries. */
export const allLogs = async (entries: readonly Json[], unset: Unset): Promise<DuckDBConnection> => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const one of functions) await connection.run(one);
  const folder = mkdtempSync(join(tmpdir(), "auditlog-all-logs-"));
  const file = join(folder, "rows.ndjson");
  writeFileSync(file, entries.map((entry) => `${JSON.stringify(rowOf(entry, unset))}\n`).join(""));
  const types = Object.entries(columns).map(([name, type]) => `"${name}": '${duckType(type)}'`);
  await connection.run("CREATE SCHEMA audit_logs");
  await connection.run(
    `CREATE TABLE audit_logs."_AllLogs" AS FROM read_json('${file}', format = 'newline_delimited', columns = {${types.join(", ")}})`,
  );
  rmSync(folder, { recursive: true });
  return connection;
};
