import type { Days } from "../../core/backtest/backtest.ts";
import { type Engine, engines, engineTable } from "../../core/backtest/engines.ts";
import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import { kqlTableNames } from "../../core/filter/to-kql.ts";
import { type OptionName, options } from "../commands/options.ts";
import { UsageError } from "../io.ts";
import { cloudsGiven, didYouMean, type Given } from "./given.ts";

export interface BacktestCall {
  readonly kind: "backtest";
  readonly spec: string;
  readonly files: readonly string[];
  readonly engine: Engine;
  readonly clouds: readonly Cloud[];
  /** The names of alerts; all of them where there is none. */
  readonly alerts: readonly string[];
  readonly days: Days;
  /** Of Athena and Log Analytics; the usual one where none is given. */
  readonly table: string | undefined;
  readonly isRun: boolean;
  readonly isJson: boolean;
}

/** The value of an option that is given once. */
const onlyOf = ({ values }: Given, name: OptionName): string | undefined => {
  const [first, ...others] = values.get(name) ?? [];
  if (others.length > 0) throw new UsageError(`--${name} is given ${others.length + 1} times; give it once`);
  return first;
};

const engineNamed = (name: string): Engine => {
  const known = engines.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(`${name} is no engine; ${didYouMean(name, engines)}give ${engines.join(", ")}`);
};

const isDay = (text: string): boolean => {
  // Engines have no year 0.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const dayOf = (given: Given, name: "from" | "to"): string | undefined => {
  const day = onlyOf(given, name);
  if (day !== undefined && !isDay(day)) throw new UsageError(`--${name} ${day} is no day; give one as in 2026-03-07`);
  return day;
};

/** No day is after the last that has four digits. */
const dayAfter = (day: string): string | undefined =>
  day === "9999-12-31" ? undefined : new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const daysGiven = (given: Given): Days => {
  const [from, to] = [dayOf(given, "from"), dayOf(given, "to")];
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}; give the earlier day to --from`);
  }
  return { from, before: to === undefined ? undefined : dayAfter(to) };
};

/** The clouds that are asked of: those that the engine has archives of, and that `--cloud` names. */
const cloudsOf = (given: Given, engine: Engine): readonly Cloud[] => {
  const known: readonly Cloud[] = engineTable[engine].clouds;
  const asked = cloudsGiven(given).filter((cloud) => known.includes(cloud));
  if (asked.length > 0) return asked;
  const names = known.map((cloud) => cloudNames[cloud]).join(", ");
  throw new UsageError(`${engine} has archives of ${names} alone; leave out --cloud, or give another --engine`);
};

/** A view of BigQuery, with its dataset and perhaps its project, whose name may have dashes. */
const viewOf = (table: string | undefined): string => {
  const example = "my-project.audit_logs._AllLogs";
  if (table === undefined) throw new UsageError(`bigquery needs a table; give one as in --table ${example}`);
  if (/^(?:[\w-]+\.){1,2}\w+$/.test(table)) return table;
  throw new UsageError(`--table ${table} is no name of a table; give one as in ${example}`);
};

/** A name in SQL, perhaps with its database, or a table of Log Analytics. */
const tableOf = (given: Given, engine: Engine): string | undefined => {
  const table = onlyOf(given, "table");
  if (engine === "bigquery") return viewOf(table);
  if (table === undefined || engine === "duckdb") return table;
  if (engine === "kql") {
    if (kqlTableNames.some((name) => name === table)) return table;
    throw new UsageError(
      `${table} is no table that is asked; ${didYouMean(table, kqlTableNames)}give ${kqlTableNames.join(", ")}`,
    );
  }
  if (/^\w+(?:\.\w+){0,2}$/.test(table)) return table;
  throw new UsageError(`--table ${table} is no name of a table; give one as in ${options.table.value.example}`);
};

const filesOf = ({ words, flags }: Given, spec: string, engine: Engine): readonly string[] => {
  const files = words.slice(1);
  if (engine !== "duckdb") {
    if (files.length > 0) throw new UsageError(`${engine} reads a table, and no files; leave out ${files.join(" ")}`);
    if (flags.has("run")) throw new UsageError(`--run asks DuckDB; leave it out, and give ${engine} the query`);
    return [];
  }
  if (files.length === 0) {
    throw new UsageError(
      `no files are given; give what DuckDB is to read: auditlog backtest ${spec} "archive/**/*.json.gz"`,
    );
  }
  if (files.includes("-")) throw new UsageError("an archive can't come in on the standard input; give its files");
  return files;
};

export const backtestCall = (given: Given, spec: string): BacktestCall => {
  const { flags, values } = given;
  const engine = engineNamed(onlyOf(given, "engine") ?? "duckdb");
  return {
    kind: "backtest",
    spec,
    files: filesOf(given, spec, engine),
    engine,
    clouds: cloudsOf(given, engine),
    alerts: values.get("alert") ?? [],
    days: daysGiven(given),
    table: tableOf(given, engine),
    isRun: flags.has("run"),
    isJson: flags.has("json"),
  };
};
