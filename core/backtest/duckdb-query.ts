import type { Conditioned, Days } from "./backtest.ts";
import type { SqlEvents } from "./condition.ts";
import { type DuckDbRecord, duckDb, duckDbMacros, pointer } from "./duckdb.ts";
import { columnNames, type EventsSql } from "./events.ts";
import { type SummingDialect, summingSql } from "./summing.ts";

/** What conditions are asked of: the columns of `event`, and the record's own values. */
export const duckDbEvents = (record: DuckDbRecord): SqlEvents => ({
  dialect: duckDb,
  columns: columnNames,
  someAt: (path, test) => {
    const values = record.values(path);
    if (test === undefined) return duckDb.isFilled(values);
    return duckDb.some(values, (one) =>
      test({ text: `audit_string(${one})`, number: `audit_number(${one})`, flag: `audit_flag(${one})` }),
    );
  },
});

/** One of the resources that a record names, as `one`, as if it were the record. */
export const duckDbResource: SqlEvents = {
  dialect: duckDb,
  columns: columnNames,
  someAt: (path, test) => {
    const value = `json_extract(one, ${duckDb.quoted(pointer(path))})`;
    if (test === undefined) return `json_type(${value}) <> 'NULL'`;
    return test({ text: `audit_string(${value})`, number: `audit_number(${value})`, flag: `audit_flag(${value})` });
  },
};

const instant =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?$";

const second = (time: string): string =>
  `CASE WHEN regexp_matches(${time}, '${instant}') THEN CAST(floor(epoch(TRY_CAST(${time} AS TIMESTAMP))) AS BIGINT) END`;

const named = (columns: Readonly<Record<string, string>>): string[] =>
  Object.entries(columns).map(([name, value]) => `${value} AS "${name}"`);

/** S3's log files are documents of one line, of many megabytes. */
const mostBytesOfADocument = 128 * 1024 * 1024;

const inDays = ({ from, before }: Days): string =>
  [
    "is_event",
    ...(from === undefined ? [] : [`second >= epoch(TIMESTAMP '${from}')`]),
    ...(before === undefined ? [] : [`second < epoch(TIMESTAMP '${before}')`]),
  ].join(" AND ");

const duckDbSumming: SummingDialect = {
  quoted: duckDb.quoted,
  secondsWhere: (condition) => `histogram(second) FILTER (WHERE ${condition} AND second IS NOT NULL)`,
  listed: (rows, columns) =>
    `SELECT * FROM (VALUES\n    ${rows.map((row) => `(${row.join(", ")})`).join(",\n    ")}\n  ) AS listed (${columns.join(", ")})`,
  spread: { from: "LEFT JOIN UNNEST(map_keys(seconds)) AS keys (second) ON TRUE", occurred: "seconds[second]" },
  // Of those in one second the text decides, as core/replay/instant.ts has it.
  moment: "CASE WHEN second IS NOT NULL THEN {'second': second, 'text': time} END",
  instant: (moment) => `struct_extract(${moment}, 'text')`,
};

/** What files keep their records in: S3's log files, Event Hubs and storage accounts, the REST API and Microsoft Graph, gcloud. */
const envelopes = ["Records", "records", "value", "entries"];

const unwrapped = (name: string): string =>
  `WHEN json_type(json, '$.${name}') = 'ARRAY' THEN json_extract(json, '$.${name}[*]')`;

const part = (name: string, columns: readonly string[], from: string): string =>
  `${name} AS (\n  SELECT ${columns.join(",\n    ")}\n  FROM ${from}\n)`;

/** The beginning of a query, up to the events of one cloud in files: its parts. */
export const duckDbEventParts = (
  files: readonly string[],
  record: DuckDbRecord,
  events: EventsSql,
): readonly string[] => {
  const columns = Object.fromEntries(
    Object.entries(columnNames).map(([field, name]) => [name, events.columns[field as keyof typeof columnNames]]),
  );
  const list = files.map(duckDb.quoted).join(", ");
  const { opens = [], made } = events;
  return [
    part(
      "document",
      ["json"],
      `read_json_objects([${list}], maximum_object_size = ${mostBytesOfADocument}, ignore_errors = true)`,
    ),
    part(
      "record",
      [
        `unnest(CASE WHEN json IS NULL THEN [NULL]\n    ${envelopes.map(unwrapped).join("\n    ")} ELSE [json] END) AS json`,
      ],
      "document",
    ),
    part("parsed", ["json IS NULL AS is_broken", `json_extract(json, ${record.paths}) AS v`], "record"),
    ...opens.map((opened, at) =>
      part(`opened_${at + 1}`, ["*", ...named(opened)], at === 0 ? "parsed" : `opened_${at}`),
    ),
    part("read", ["v", "is_broken", ...named(events.reads)], opens.length === 0 ? "parsed" : `opened_${opens.length}`),
    ...(made === undefined ? [] : [part("made", ["*", ...named(made)], "read")]),
    part(
      "event",
      [
        "v",
        "is_broken",
        `coalesce(${events.isEvent}, FALSE) AS is_event`,
        `${second(events.time)} AS second`,
        `${events.time} AS time`,
        ...named(columns),
      ],
      made === undefined ? "read" : "made",
    ),
  ];
};

/** The rest of a query of DuckDB: a row for each alert. */
export const duckDbQuery = (
  begun: readonly string[],
  asked: readonly Conditioned[],
  stored: string,
  days: Days,
): string => {
  const matched = part(
    "matched",
    [
      ...["second", "time", "is_broken", "is_event", `${inDays(days)} AS is_asked`, `${stored} AS is_stored`],
      ...asked.map(({ condition }, at) => `is_asked AND (${condition}) AS a${at}`),
    ],
    "event",
  );
  const more = {
    sums: {
      records: "count(*)",
      of_cloud: "count(CASE WHEN is_event THEN 1 END)",
      broken: "count(CASE WHEN is_broken THEN 1 END)",
    },
    bursts:
      "CAST(list({'from': opened, 'to': closed, 'most': most} ORDER BY opened) FILTER (WHERE opened IS NOT NULL) AS JSON)",
  };
  return `${[...duckDbMacros, summingSql([...begun, matched], asked, duckDbSumming, more)].join("\n")};`;
};
