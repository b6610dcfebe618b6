import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

type Json = Record<string, unknown>;

/** A type of a column as Glue has it: `string`, `map<…>`, `struct<…>`, `array<…>`. */
type HiveType =
  | { is: "string" }
  | { is: "map" }
  | { is: "struct"; fields: [name: string, type: HiveType][] }
  | { is: "array"; of: HiveType };

/** Reads the types that Glue is given, so that what is tested is what is deployed. */
export function readType(text: string): HiveType {
  let at = 0;
  const take = (pattern: RegExp): string => {
    const found = new RegExp(pattern, "y");
    found.lastIndex = at;
    const taken = found.exec(text)?.[0];
    if (taken === undefined) throw new Error(`no type in ${text} at ${at}`);
    at += taken.length;
    return taken;
  };
  const type = (): HiveType => {
    const name = take(/string|map<string,string>|struct<|array</);
    if (name === "string") return { is: "string" };
    if (name.startsWith("map")) return { is: "map" };
    if (name === "array<") {
      const of = type();
      take(/>/);
      return { is: "array", of };
    }
    const fields: [string, HiveType][] = [];
    do {
      const field = take(/\w+/);
      take(/:/);
      fields.push([field, type()]);
    } while (take(/[,>]/) === ",");
    return { is: "struct", fields };
  };
  return type();
}

function duckType(type: HiveType): string {
  switch (type.is) {
    case "string":
      return "VARCHAR";
    case "map":
      return "MAP(VARCHAR, VARCHAR)";
    case "array":
      return `${duckType(type.of)}[]`;
    case "struct":
      return `STRUCT(${type.fields.map(([name, of]) => `"${name}" ${duckType(of)}`).join(", ")})`;
    default:
      return type satisfies never;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as a JSON SerDe reads it into a column: fields by their names in lower case, anything else in a string as JSON. */
function inColumn(value: unknown, type: HiveType): unknown {
  if (value === undefined || value === null) return null;
  switch (type.is) {
    case "string":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "map":
      return isObject(value) ? value : null;
    case "array":
      return Array.isArray(value) ? value.map((one) => inColumn(one, type.of)) : null;
    case "struct": {
      if (!isObject(value)) return null;
      const byName = new Map(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one]));
      return Object.fromEntries(type.fields.map(([name, of]) => [name, inColumn(byName.get(name), of)]));
    }
    default:
      return type satisfies never;
  }
}

/** Functions of Trino that DuckDB has by other names. */
const trino = [
  "SET lambda_syntax = 'ENABLE_SINGLE_ARROW'",
  "CREATE MACRO cardinality(list) AS len(list)",
  "CREATE MACRO element_at(list, n) AS list_extract(list, n)",
  `CREATE MACRO json_extract_scalar(json, path) AS CASE
     WHEN json_type(json, path) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE json_extract_string(json, path) END`,
  "CREATE MACRO json_format(json) AS CAST(json AS VARCHAR)",
  "CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMP)",
  "CREATE MACRO to_unixtime(instant) AS epoch(instant)",
  "CREATE MACRO from_unixtime(second, zone) AS make_timestamp(second * 1000000)",
  "CREATE MACRO date_format(instant, format) AS strftime(instant, replace(replace(format, '%i', '%M'), '%s', '%S'))",
];

/** A table of records, which conditions can be asked of. */
export interface SqlTable {
  /** The numbers of the records that match, from 0 on. */
  matching(condition: string): Promise<Set<number>>;
  /** The rows of a whole query over the table, by the name that it is created under. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** A table of the name `cloudtrail_logs`, with the columns that Glue is given. */
export async function sqlTable(
  records: readonly Json[],
  columns: readonly Column[],
  partitions: readonly Json[] = [],
): Promise<SqlTable> {
  const types = columns.map(({ name, type }): [string, HiveType] => [name, readType(type)]);
  const folder = mkdtempSync(join(tmpdir(), "auditlog-duckdb-"));
  const file = join(folder, "rows.json");
  const rows = records.map((record, number) => ({
    ...(inColumn(record, { is: "struct", fields: types }) as Json),
    ...partitions[number],
    row_number: number,
  }));
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  const partitionTypes = Object.keys(partitions[0] ?? {}).map((name): [string, HiveType] => [name, { is: "string" }]);
  const shape = [...types, ...partitionTypes].map(([name, type]) => `"${name}": '${duckType(type)}'`);
  const connection: DuckDBConnection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const statement of trino) await connection.run(statement);
  await connection.run(
    `CREATE TABLE cloudtrail_logs AS FROM read_json('${file}', format = 'newline_delimited',
       maximum_object_size = 67108864, columns = {${[...shape, "row_number: 'INTEGER'"].join(", ")}})`,
  );
  rmSync(folder, { recursive: true });
  const read = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  return {
    matching: async (condition) =>
      new Set(
        (await read(`SELECT row_number FROM cloudtrail_logs WHERE ${condition}`)).map((row) => Number(row.row_number)),
      ),
    rows: read,
    close: () => connection.closeSync(),
  };
}
