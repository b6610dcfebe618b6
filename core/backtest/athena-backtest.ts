import { sqlText } from "../filter/athena-text.ts";
import { athenaQueryBytes } from "../filter/limits-aws.ts";
import { toAthenaResourceSql, toAthenaSql } from "../filter/to-athena-sql.ts";
import { storedIn } from "../replay/stored-filters.ts";
import { type Asking, type BacktestQuery, backtest, type Conditioned, type Days } from "./backtest.ts";
import { storedCondition } from "./stored-condition.ts";
import { type SummingDialect, summingSql } from "./summing.ts";

/** Of Trino's SQL. https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html, https://trino.io/docs/current/sql/select.html */
const athena: SummingDialect = {
  quoted: sqlText,
  secondsWhere: (condition) => `histogram(second) FILTER (WHERE ${condition} AND second IS NOT NULL)`,
  listed: (rows, columns) =>
    `SELECT * FROM (VALUES\n    ${rows.map((row) => `(${row.join(", ")})`).join(",\n    ")}\n  ) AS listed (${columns.join(", ")})`,
  spread: { from: "LEFT JOIN UNNEST(map_keys(seconds)) AS keys (second) ON TRUE", occurred: "seconds[second]" },
  moment: "second",
  instant: (second) => `date_format(from_unixtime(${second}, 'UTC'), '%Y-%m-%dT%H:%i:%sZ')`,
};

/** As partitions have days. */
const partition = (day: string): string => sqlText(day.replaceAll("-", "/"));

const inDays = ({ from, before }: Days): readonly string[] => [
  ...(from === undefined ? [] : [`day >= ${partition(from)}`, `eventtime >= ${sqlText(from)}`]),
  // The last events of a day are delivered, and so partitioned, on the next.
  ...(before === undefined ? [] : [`day <= ${partition(before)}`, `eventtime < ${sqlText(before)}`]),
];

const matched = (asked: readonly Conditioned[], stored: string, table: string, days: Days): string => {
  // Insights are findings about calls, and no calls.
  const where = ["eventcategory IS NULL OR eventcategory <> 'Insight'", ...inDays(days)];
  return [
    "matched AS (",
    "  SELECT CAST(floor(to_unixtime(TRY(from_iso8601_timestamp(eventtime)))) AS bigint) AS second,",
    // Records before version 1.07 name no category.
    `    eventcategory IS NULL OR ${stored} AS is_stored,`,
    asked.map(({ condition }, at) => `    (${condition.replaceAll("\n", "\n      ")}) AS a${at}`).join(",\n"),
    `  FROM ${table}`,
    `  WHERE ${where.map((one) => `(${one})`).join("\n    AND ")}`,
    ")",
  ].join("\n");
};

const target = "Athena";

/** A query of Athena over the table of CloudTrail's log files. */
export const athenaBacktest = (asking: Asking, table: string): BacktestQuery => {
  const said = { name: target, event: toAthenaSql, resource: toAthenaResourceSql };
  const stored = storedCondition(storedIn(asking.plan, "aws"), said);
  return backtest(
    asking,
    { cloud: "aws", target, mostBytes: athenaQueryBytes, stored },
    ({ filter }) => toAthenaSql(filter),
    (asked) =>
      summingSql([matched(asked, stored.condition, table, asking.days)], asked, athena, {
        sums: {},
        bursts: undefined,
      }),
  );
};
