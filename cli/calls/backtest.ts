import type { Days } from "../../core/backtest/backtest.ts";
import { type Engine, engines } from "../../core/backtest/engines.ts";
import type { Cloud } from "../../core/contract/cloud.ts";
import type { OptionName } from "../commands/options.ts";
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
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const dayOf = (given: Given, name: "from" | "to"): string | undefined => {
  const day = onlyOf(given, name);
  if (day !== undefined && !isDay(day)) throw new UsageError(`--${name} ${day} is no day; give one as in 2026-03-07`);
  return day;
};

const daysGiven = (given: Given): Days => {
  const [from, to] = [dayOf(given, "from"), dayOf(given, "to")];
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}; give the earlier day to --from`);
  }
  return { from, to };
};

export const backtestCall = (given: Given, spec: string): BacktestCall => {
  const { words, flags, values } = given;
  const files = words.slice(1);
  const engine = engineNamed(onlyOf(given, "engine") ?? "duckdb");
  if (engine === "duckdb" && files.length === 0) {
    throw new UsageError(
      `no files are given; give what DuckDB is to read: auditlog backtest ${spec} "archive/**/*.json.gz"`,
    );
  }
  if (files.includes("-")) throw new UsageError("an archive can't come in on the standard input; give its files");
  return {
    kind: "backtest",
    spec,
    files,
    engine,
    clouds: cloudsGiven(given),
    alerts: values.get("alert") ?? [],
    days: daysGiven(given),
    isRun: flags.has("run"),
    isJson: flags.has("json"),
  };
};
