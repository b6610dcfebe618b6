import { both, type Filter, not } from "../filter/ast.ts";
import { quoted } from "../filter/kql-code.ts";
import type { Rendered } from "../filter/rendered.ts";
import { type KqlTableName, kqlTableNames, toKql } from "../filter/to-kql.ts";
import { storedRows } from "../replay/stored-filters.ts";
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

/** What stands before the counting: of an alert's events that are stored, and of those that are not; absent where there are none. */
export interface Sides {
  readonly stored: string | undefined;
  readonly unseen: string | undefined;
}

const branch = (...steps: readonly string[]): string => `(${steps.join("\n| ").replaceAll("\n", "\n  ")})`;

const branches = ({ id, threshold, condition }: Conditioned<Sides>, days: Days): string[] => {
  const { stored, unseen } = condition;
  const found = threshold === undefined ? summed : counted(threshold.count, threshold.withinMinutes);
  const alert = `Alert = ${quoted(id)}`;
  return [
    ...(stored === undefined
      ? []
      : [
          branch(
            stored,
            ...inDays(days),
            ...found,
            `project ${alert}, Events, Told, FirstEvent, LastEvent, Unseen = 0`,
          ),
        ]),
    ...(unseen === undefined
      ? []
      : [
          branch(
            unseen,
            ...inDays(days),
            "summarize Unseen = count()",
            `project ${alert}, Events = 0, Told = 0, FirstEvent = datetime(null), LastEvent = datetime(null), Unseen`,
          ),
        ]),
  ];
};

/** One row for each alert. */
const joined = [
  "summarize Events = sum(Events), Told = sum(Told), FirstEvent = min(FirstEvent), LastEvent = max(LastEvent), Unseen = sum(Unseen) by Alert",
  "sort by Alert asc",
];

/** An alert's events on both sides of what is stored, which every table says exactly. */
export const sidesOf = (filter: Filter, stored: Filter, tables: readonly KqlTableName[]): Rendered<Sides> => {
  const whole = toKql(filter, tables);
  const sides = [both(filter, stored), both(filter, not(stored))].map((one) => toKql(one, tables));
  // A side may be too long that is not so without what is stored.
  const { fidelity, residual, issues } = [whole, ...sides].find((one) => one.fidelity === "unsupported") ?? whole;
  if (fidelity === "unsupported") return { output: undefined, fidelity, residual, issues };
  const [inside, outside] = sides.map(({ output }) => output);
  const isNone = inside === undefined && outside === undefined;
  return { output: isNone ? undefined : { stored: inside, unseen: outside }, fidelity, residual, issues };
};

const tablesOf = (table: string | undefined): readonly KqlTableName[] =>
  kqlTableNames.filter((name) => table === undefined || name === table);

/** A query of Log Analytics over the tables that the activity log and Microsoft Entra's logs are in, or one of them. */
export const kqlBacktest = (asking: Asking, table: string | undefined): BacktestQuery => {
  const stored = storedRows(asking.plan);
  return backtest(
    asking,
    { cloud: "azure", target: "Log Analytics", stored: { fidelity: "exact", issues: [] } },
    ({ filter }) => sidesOf(filter, stored, tablesOf(table)),
    (asked) =>
      // A branch over a table that the workspace lacks is left out.
      [
        "union isfuzzy=true",
        `  ${asked.flatMap((one) => branches(one, asking.days)).join(",\n  ")}`,
        ...joined.map((step) => `| ${step}`),
      ].join("\n"),
  );
};
