import type { Conditioned } from "./backtest.ts";

/** What engines say in different words where events are counted; the rest is the same SQL in all of them. */
export interface SummingDialect {
  quoted(text: string): string;
  /** The seconds of what matches, with how often each occurs, of those that have a second. */
  secondsWhere(condition: string): string;
  /** Rows of values as a table. */
  listed(rows: readonly (readonly string[])[], columns: readonly string[]): string;
  /** `told` with a row for each of its `seconds`, or one where there is none: joined, and how many events are in one. */
  readonly spread: { readonly from: string; readonly occurred: string };
  /** What of an event the first and the last are found by: its second, or more. */
  readonly moment: string;
  /** That as text, as in 2026-03-07T10:00:00Z. */
  instant(moment: string): string;
}

/** What a query says beside the alerts. */
export interface SummingMore {
  /** Sums, by their names, over the rows of `matched`. */
  readonly sums: Readonly<Record<string, string>>;
  /** What is shown of bursts, each with `opened`, `closed` and `most`: an aggregate. */
  readonly bursts: string | undefined;
}

const spanOf = ({ threshold }: Conditioned): number => (threshold?.withinMinutes ?? 0) * 60;

const sums = ({ threshold }: Conditioned, at: number, { secondsWhere, moment }: SummingDialect): string[] => [
  `count(CASE WHEN a${at} AND is_stored THEN 1 END) AS n${at}`,
  `count(CASE WHEN a${at} AND NOT is_stored THEN 1 END) AS u${at}`,
  `min(CASE WHEN a${at} AND is_stored THEN ${moment} END) AS f${at}`,
  `max(CASE WHEN a${at} AND is_stored THEN ${moment} END) AS l${at}`,
  ...(threshold === undefined ? [] : [`${secondsWhere(`a${at} AND is_stored`)} AS s${at}`]),
];

const chosen = (of: string, asked: readonly number[]): string =>
  `CASE number ${asked.map((at) => `WHEN ${at} THEN ${of}${at}`).join(" ")} END`;

const inOrder = "OVER (PARTITION BY alert ORDER BY second)";

const windowed = (value: string, spans: readonly number[]): string =>
  `CASE span ${spans
    .map(
      (span) =>
        `WHEN ${span} THEN ${value} OVER (PARTITION BY alert ORDER BY second RANGE BETWEEN ${span} PRECEDING AND CURRENT ROW)`,
    )
    .join(" ")} END`;

const part = (name: string, ...lines: readonly string[]): string => `${name} AS (\n  ${lines.join("\n  ")}\n)`;

/**
 * The bursts of alerts that count, as core/replay/windows.ts finds them. Each part reads the one before it, and only once: an
 * engine that puts parts in each other's place would read the archive again.
 */
const burstParts = (kept: readonly string[], spans: readonly number[], { spread }: SummingDialect): string[] => {
  const all = kept.join(", ");
  const held = kept.filter((name) => name !== "alert").map((name) => `max(${name}) AS ${name}`);
  return [
    part("counted", `SELECT ${all}, second, ${spread.occurred} AS occurred`, `FROM told ${spread.from}`),
    part(
      "windowed",
      `SELECT ${all}, second,`,
      `  ${windowed("sum(occurred)", spans)} AS inside,`,
      `  ${windowed("min(second)", spans)} AS opened`,
      "FROM counted",
    ),
    part(
      "reached",
      `SELECT ${all}, second, inside, opened, coalesce(inside >= least_events, FALSE) AS is_reached,`,
      `  lag(inside >= least_events) ${inOrder} AS was_reached, lag(second) ${inOrder} AS earlier`,
      "FROM windowed",
    ),
    part(
      "begun",
      `SELECT ${all}, second, inside, opened, is_reached,`,
      "  is_reached AND NOT (coalesce(was_reached, FALSE) AND earlier >= second - span) AS begins",
      "FROM reached",
    ),
    part(
      "numbered",
      `SELECT ${all}, second, inside, opened, is_reached, begins,`,
      `  sum(CASE WHEN begins THEN 1 ELSE 0 END) ${inOrder} AS burst`,
      "FROM begun",
    ),
    part(
      "bursts",
      `SELECT alert, ${held.join(", ")}, count(CASE WHEN begins THEN 1 END) AS begun,`,
      "  min(CASE WHEN is_reached THEN opened END) AS opened, max(CASE WHEN is_reached THEN second END) AS closed,",
      "  max(CASE WHEN is_reached THEN inside END) AS most",
      "FROM numbered",
      "GROUP BY alert, burst",
    ),
  ];
};

const shown = ["alert", "least_events", "span", "events", "unseen", "first_moment", "last_moment"];

const allInOne = (names: readonly string[], { instant }: SummingDialect, bursts: string | undefined): string[] => [
  `SELECT alert, max(events) AS events, CASE WHEN max(least_events) = 0 THEN max(events) ELSE sum(begun) END AS told,`,
  `  ${instant("max(first_moment)")} AS first_event, ${instant("max(last_moment)")} AS last_event, max(unseen) AS unseen${[
    ...names.map((name) => `max(${name}) AS ${name}`),
    ...(bursts === undefined ? [] : [`${bursts} AS bursts`]),
  ]
    .map((one) => `, ${one}`)
    .join("")}`,
  "FROM bursts",
  "GROUP BY alert",
];

const oneByOne = (names: readonly string[], { instant }: SummingDialect): string[] => [
  "SELECT alert, events, events AS told,",
  `  ${[`${instant("first_moment")} AS first_event`, `${instant("last_moment")} AS last_event`, "unseen", ...names].join(", ")}`,
  "FROM told",
];

/**
 * The rest of a query, from `matched` on, which has of each event its `second`, whether it `is_stored`, and whether it matches
 * alert n, as `an`: a row for each alert, with the number of its events that are stored, how often people would have been told,
 * the first and the last event, and the number of those that are not stored.
 */
export const summingSql = (
  begun: readonly string[],
  asked: readonly Conditioned[],
  dialect: SummingDialect,
  more: SummingMore,
): string => {
  const names = Object.keys(more.sums);
  const all = asked.map((_, at) => at);
  const counting = all.filter((at) => asked[at]!.threshold !== undefined);
  const rows = asked.map((one, at) => [
    String(at),
    dialect.quoted(one.id),
    String(one.threshold?.count ?? 0),
    String(spanOf(one)),
  ]);
  const summed = [
    ...Object.entries(more.sums).map(([name, value]) => `${value} AS ${name}`),
    ...asked.flatMap((one, at) => sums(one, at, dialect)),
  ];
  const told = [
    ...names,
    ...["alert", "least_events", "span"],
    `${chosen("n", all)} AS events`,
    `${chosen("u", all)} AS unseen`,
    `${chosen("f", all)} AS first_moment`,
    `${chosen("l", all)} AS last_moment`,
    ...(counting.length === 0 ? [] : [`${chosen("s", counting)} AS seconds`]),
  ];
  const spans = [...new Set(counting.map((at) => spanOf(asked[at]!)))];
  const parts = [
    ...begun,
    part("summed", "SELECT", `  ${summed.join(",\n    ")}`, "FROM matched"),
    part("alerts", dialect.listed(rows, ["number", "alert", "least_events", "span"])),
    part("told", "SELECT", `  ${told.join(",\n    ")}`, "FROM summed CROSS JOIN alerts"),
    ...(counting.length === 0 ? [] : burstParts([...shown, ...names], spans, dialect)),
  ];
  const result = counting.length === 0 ? oneByOne(names, dialect) : allInOne(names, dialect, more.bursts);
  return [`WITH ${parts.join(",\n")}`, ...result, "ORDER BY alert"].join("\n");
};
