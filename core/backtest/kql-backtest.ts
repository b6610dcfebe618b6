import { quoted } from "../filter/kql-code.ts";
import { type KqlTableName, kqlTableNames, toKql } from "../filter/to-kql.ts";
import { type Asking, type BacktestQuery, backtest, type Conditioned, type Days } from "./backtest.ts";

const inDays = ({ from, before }: Days): string[] => {
  const parts = [
    ...(from === undefined ? [] : [`TimeGenerated >= datetime(${from})`]),
    ...(before === undefined ? [] : [`TimeGenerated < datetime(${before})`]),
  ];
  return parts.length === 0 ? [] : [`where ${parts.join(" and ")}`];
};

const summed = [
  "summarize Events = count(), FirstEvent = min(TimeGenerated), LastEvent = max(TimeGenerated)",
  "extend Told = Events",
];

/**
 * The bursts that core/replay/windows.ts finds: a second is in one where the event that makes it enough, counted backwards from its
 * last, is within the window.
 */
const counted = (count: number, withinMinutes: number): string[] => {
  const isEnough = count === 1 ? "true" : `coalesce(Second - prev(Second, ${count - 1}) <= ${withinMinutes}m, false)`;
  return [
    "project Second = bin(TimeGenerated, 1s)",
    "sort by Second asc",
    `extend IsEnough = toint(${isEnough})`,
    "summarize Events = count(), IsReached = max(IsEnough) == 1 by Second",
    "sort by Second asc",
    `extend Begins = IsReached and not(coalesce(prev(IsReached) and Second - prev(Second) <= ${withinMinutes}m, false))`,
    "summarize Events = coalesce(sum(Events), 0), Told = countif(Begins), FirstEvent = min(Second), LastEvent = max(Second)",
  ];
};

const branch = ({ id, threshold, condition }: Conditioned, days: Days): string =>
  [
    condition,
    ...inDays(days),
    ...(threshold === undefined ? summed : counted(threshold.count, threshold.withinMinutes)),
    `project Alert = ${quoted(id)}, Events, Told, FirstEvent, LastEvent`,
  ]
    .join("\n| ")
    .replaceAll("\n", "\n  ");

const tablesOf = (table: string | undefined): readonly KqlTableName[] =>
  kqlTableNames.filter((name) => table === undefined || name === table);

/** A query of Log Analytics over the tables that the activity log and Microsoft Entra's logs are in, or one of them. */
export const kqlBacktest = (asking: Asking, table: string | undefined): BacktestQuery =>
  backtest(
    asking,
    { cloud: "azure", target: "Log Analytics" },
    ({ filter }) => toKql(filter, tablesOf(table)),
    (asked) =>
      // A branch over a table that the workspace lacks is left out.
      [
        "union isfuzzy=true",
        `  ${asked.map((one) => `(${branch(one, asking.days)})`).join(",\n  ")}`,
        "| sort by Alert asc",
      ].join("\n"),
  );
