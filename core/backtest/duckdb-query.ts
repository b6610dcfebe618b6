import type { Conditioned, Days } from "./backtest.ts";
import type { SqlEvents } from "./condition.ts";
import { type DuckDbRecord, duckDb, duckDbMacros } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

const columnNames = {
  account: "account",
  region: "region",
  category: "category",
  service: "service",
  operation: "operation",
  access: "access",
  "actor.id": "actor_id",
  "actor.type": "actor_type",
  sourceIp: "source_ip",
  userAgent: "user_agent",
  resource: "resource",
  outcome: "outcome",
  error: "error",
  mfa: "mfa",
  severity: "severity",
} as const satisfies SqlEvents["columns"];

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

const instant =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?$";

const second = (time: string): string =>
  `CASE WHEN regexp_matches(${time}, '${instant}') THEN CAST(floor(epoch(TRY_CAST(${time} AS TIMESTAMP))) AS BIGINT) END`;

const quotedName = (name: string): string => `"${name}"`;

const listed = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, value]) => `    ${value} AS ${quotedName(name)}`)
    .join(",\n");

const inDays = ({ from, to }: Days): string => {
  const parts = [
    ...(from === undefined ? [] : [`second >= epoch(TIMESTAMP '${from}')`]),
    ...(to === undefined ? [] : [`second < epoch(TIMESTAMP '${to}' + INTERVAL 1 DAY)`]),
  ];
  return parts.length === 0 ? "TRUE" : parts.join(" AND ");
};

const rowText = ({ id, threshold }: Conditioned, at: number): string => {
  const { count, withinMinutes } = threshold ?? { count: "NULL", withinMinutes: undefined };
  const within = withinMinutes === undefined ? "NULL" : withinMinutes * 60;
  return `{'alert': ${duckDb.quoted(id)}, 'least': CAST(${count} AS BIGINT), 'within': CAST(${within} AS BIGINT), 'events': n${at}, 'first': f${at}, 'last': l${at}, 'seconds': ${threshold === undefined ? "NULL" : `s${at}`}}`;
};

const aggregates = ({ threshold }: Conditioned, at: number): string[] => [
  `count(*) FILTER (WHERE a${at}) AS n${at}`,
  `min(second) FILTER (WHERE a${at}) AS f${at}`,
  `max(second) FILTER (WHERE a${at}) AS l${at}`,
  ...(threshold === undefined ? [] : [`histogram(second) FILTER (WHERE a${at}) AS s${at}`]),
];

const windowed = (windows: readonly number[], value: string): string =>
  `CASE within ${windows.map((seconds) => `WHEN ${seconds} THEN ${value} OVER (PARTITION BY alert ORDER BY second RANGE BETWEEN ${seconds} PRECEDING AND CURRENT ROW)`).join(" ")} END`;

/** The bursts of alerts that count, as core/replay/windows.ts finds them. */
const burstLines = (asked: readonly Conditioned[]): string[] => {
  const windows = [...new Set(asked.flatMap(({ threshold }) => (threshold ? [threshold.withinMinutes * 60] : [])))];
  if (windows.length === 0) return [];
  return [
    `, counted AS (SELECT alert, least, within, entry.key AS second, CAST(entry.value AS BIGINT) AS events FROM (SELECT alert, least, within, unnest(map_entries(seconds)) AS entry FROM told WHERE seconds IS NOT NULL))`,
    `, windowed AS (SELECT alert, least, within, second, ${windowed(windows, "sum(events)")} AS inside, ${windowed(windows, "min(second)")} AS opened FROM counted)`,
    `, reached AS (SELECT alert, within, second, inside, opened, inside >= least AS is_reached, lag(inside >= least) OVER in_order AS was_reached, lag(second) OVER in_order AS before FROM windowed WINDOW in_order AS (PARTITION BY alert ORDER BY second))`,
    `, numbered AS (SELECT alert, second, inside, opened, count(*) FILTER (WHERE NOT (coalesce(was_reached, FALSE) AND before >= second - within)) OVER (PARTITION BY alert ORDER BY second) AS number FROM reached WHERE is_reached)`,
    `, burst AS (SELECT alert, number, min(opened) AS opened, max(second) AS closed, max(inside) AS most FROM numbered GROUP BY alert, number)`,
    `, bursts AS (SELECT alert, count(*) AS told, list({'from': opened, 'to': closed, 'most': most} ORDER BY number) AS bursts FROM burst GROUP BY alert)`,
  ];
};

const result = (asked: readonly Conditioned[]): string[] => {
  const hasBursts = asked.some(({ threshold }) => threshold !== undefined);
  const told = hasBursts ? "CASE WHEN least IS NULL THEN events ELSE coalesce(bursts.told, 0) END" : "events";
  return [
    `SELECT alert, events, CAST(${told} AS BIGINT) AS told, first, last, records, of_cloud, broken, ${hasBursts ? "CAST(coalesce(bursts, []) AS JSON)" : "'[]'"} AS bursts`,
    `FROM told${hasBursts ? " LEFT JOIN bursts USING (alert)" : ""}`,
    "ORDER BY alert;",
  ];
};

/** What files keep their records in: S3's log files, Event Hubs and storage accounts, the REST API and Microsoft Graph, gcloud. */
const envelopes = ["Records", "records", "value", "entries"];

const unwrapped = (name: string): string =>
  `WHEN json_type(json, '$.${name}') = 'ARRAY' THEN json_extract(json, '$.${name}[*]')`;

/** The beginning of a query, up to the events of one cloud in files. */
export const duckDbEventLines = (
  files: readonly string[],
  record: DuckDbRecord,
  events: EventsSql,
): readonly string[] => {
  const columns = Object.fromEntries(
    Object.entries(columnNames).map(([field, name]) => [name, events.columns[field as keyof typeof columnNames]]),
  );
  return [
    ...duckDbMacros,
    `WITH document AS (SELECT json FROM read_json_objects([${files.map(duckDb.quoted).join(", ")}], maximum_object_size = 134217728, ignore_errors = true))`,
    `, record AS (SELECT unnest(CASE WHEN json IS NULL THEN [NULL] ${envelopes.map(unwrapped).join(" ")} ELSE [json] END) AS json FROM document)`,
    `, parsed AS (SELECT json IS NULL AS is_broken, json_extract(json, ${record.paths}) AS v FROM record)`,
    ...(events.opens ?? []).map(
      (opened, at) =>
        `, opened_${at + 1} AS (SELECT *,\n${listed(opened)}\n  FROM ${at === 0 ? "parsed" : `opened_${at}`})`,
    ),
    `, read AS (SELECT v, is_broken,\n${listed(events.reads)}\n  FROM ${events.opens === undefined ? "parsed" : `opened_${events.opens.length}`})`,
    ...(events.made === undefined ? [] : [`, made AS (SELECT *,\n${listed(events.made)}\n  FROM read)`]),
    `, event AS (SELECT v, is_broken, coalesce(${events.isEvent}, FALSE) AS is_event, ${second(events.time)} AS second,\n${listed(columns)}\n  FROM ${events.made === undefined ? "read" : "made"})`,
  ];
};

/** A query of DuckDB, from its macros on: a row for each alert. */
export const duckDbQuery = (begun: readonly string[], asked: readonly Conditioned[], days: Days): string =>
  [
    ...begun,
    `, matched AS (SELECT second, is_broken, is_event, is_event AND ${inDays(days)} AS is_asked${asked.map(({ condition }, at) => `,\n    is_asked AND (${condition}) AS a${at}`).join("")}\n  FROM event)`,
    `, summed AS (SELECT count(*) AS records, count(*) FILTER (WHERE is_event) AS of_cloud, count(*) FILTER (WHERE is_broken) AS broken,\n    ${asked.flatMap(aggregates).join(",\n    ")}\n  FROM matched)`,
    `, told AS (SELECT records, of_cloud, broken, unnest([\n    ${asked.map(rowText).join(",\n    ")}\n  ], recursive := true) FROM summed)`,
    ...burstLines(asked),
    ...result(asked),
  ].join("\n");
