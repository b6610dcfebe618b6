import type { Filter } from "../filter/ast.ts";
import { forCloud } from "../filter/for-cloud.ts";
import { bigQueryBytes } from "../filter/limits-gcp.ts";
import { type Rendered, render } from "../filter/rendered.ts";
import { storedIn } from "../replay/stored-filters.ts";
import { type Asking, type BacktestQuery, backtest, type Conditioned, type Days } from "./backtest.ts";
import { bigQuery, isAuditLog, lacksInAllLogs, said, someInAllLogs } from "./bigquery.ts";
import { conditionTarget, type SqlEvents } from "./condition.ts";
import { columnNames } from "./events.ts";
import { gcpColumns } from "./gcp-events.ts";
import { storedCondition } from "./stored-condition.ts";
import { type SummingDialect, summingSql } from "./summing.ts";

const payload = "proto_payload.audit_log";
const label = (name: string): string => said(`JSON_VALUE(resource.labels, '$.${name}')`);

/** Columns by the names that `gcpColumns` uses. */
const reads = {
  method: said(`${payload}.method_name`),
  service_name: said(`${payload}.service_name`),
  email: said(`${payload}.authentication_info.principal_email`),
  subject: said(`${payload}.authentication_info.principal_subject`),
  permissions: `ARRAY(SELECT one.permission_type FROM UNNEST(${payload}.authorization_info) AS one WHERE one.permission_type NOT IN ('', 'PERMISSION_TYPE_UNSPECIFIED'))`,
  status_code: `CAST(${payload}.status.code AS STRING)`,
  resource_name: said(`${payload}.resource_name`),
  place: said(`${payload}.resource_location.current_locations[SAFE_OFFSET(0)]`),
  caller_ip: said(`${payload}.request_metadata.caller_ip`),
  user_agent: said(`${payload}.request_metadata.caller_supplied_user_agent`),
  is_dry_run: `COALESCE(LAX_BOOL(${payload}.metadata['dryRun']), FALSE)`,
  is_first: "operation.first",
  is_last: "operation.last",
  label_project: label("project_id"),
  label_location: label("location"),
  label_region: label("region"),
  label_zone: label("zone"),
  log: "REGEXP_EXTRACT(log_id, '[^/]*$')",
  log_name: "log_name",
  severity: said("severity"),
} as const;

/** Columns of the view that filters may ask for: fields of events have some of their names. */
const nativeColumns = ["log_name", "insert_id", "severity", "resource", "labels", "operation", "proto_payload"];

const events: SqlEvents["columns"] = {
  ...gcpColumns(bigQuery, {
    somePermission: (test) => bigQuery.some("permissions", test),
    hasPermissions: bigQuery.isFilled("permissions"),
  }),
  resource: `ARRAY(SELECT one FROM UNNEST([resource_name, ${said("REGEXP_EXTRACT(resource_name, '[^/]*$')")}]) AS one WHERE one IS NOT NULL)`,
};

const target = conditionTarget({
  dialect: bigQuery,
  columns: columnNames,
  someAt: someInAllLogs,
  lacks: lacksInAllLogs,
});

const bigQuerySumming: SummingDialect = {
  quoted: bigQuery.quoted,
  secondsWhere: (condition) => `ARRAY_AGG(IF(${condition}, second, NULL) IGNORE NULLS)`,
  listed: ([first = [], ...others], columns) =>
    `SELECT one.* FROM UNNEST([\n    ${[`STRUCT(${first.map((value, at) => `${value} AS ${columns[at]}`).join(", ")})`, ...others.map((row) => `(${row.join(", ")})`)].join(",\n    ")}\n  ]) AS one`,
  spread: {
    from: "LEFT JOIN UNNEST(seconds) AS second GROUP BY alert, least_events, span, events, unseen, first_moment, last_moment, second",
    occurred: "IF(second IS NULL, NULL, count(*))",
  },
  moment: "second",
  instant: (second) => `FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', TIMESTAMP_SECONDS(${second}))`,
};

const inDays = ({ from, before }: Days): string[] => [
  ...(from === undefined ? [] : [`timestamp >= TIMESTAMP '${from} 00:00:00+00'`]),
  ...(before === undefined ? [] : [`timestamp < TIMESTAMP '${before} 00:00:00+00'`]),
];

const part = (name: string, columns: readonly string[], ...from: readonly string[]): string =>
  `${name} AS (\n  SELECT ${columns.join(",\n    ")}\n  ${from.join("\n  ")}\n)`;

const named = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([name, value]) => `${value} AS ${name}`);

const begun = (asked: readonly Conditioned[], stored: string, table: string, days: Days): string[] => [
  part(
    "audit_log",
    ["UNIX_SECONDS(timestamp) AS second", ...nativeColumns.map((name) => `${name} AS native_${name}`), ...named(reads)],
    `FROM \`${table}\``,
    `WHERE ${[isAuditLog, ...inDays(days)].join("\n    AND ")}`,
  ),
  part(
    "event",
    [
      "second",
      ...nativeColumns.map((name) => `native_${name}`),
      ...Object.entries(columnNames).map(([field, name]) => `${events[field as keyof typeof events]} AS ${name}`),
    ],
    "FROM audit_log",
    "WHERE method IS NOT NULL",
  ),
  part(
    "matched",
    ["second", `${stored} AS is_stored`, ...asked.map(({ condition }, at) => `(${condition}) AS a${at}`)],
    "FROM event",
  ),
];

/** A query of BigQuery over the view `_AllLogs` of a linked dataset. */
export const bigQueryBacktest = (asking: Asking, table: string): BacktestQuery => {
  const event = (filter: Filter): Rendered<string> => render(forCloud(filter, "gcp"), "match", target);
  const stored = storedCondition(storedIn(asking.plan, "gcp"), { name: bigQuery.name, event });
  return backtest(
    asking,
    { cloud: "gcp", target: bigQuery.name, mostBytes: bigQueryBytes, stored },
    ({ filter }) => event(filter),
    (asked) =>
      summingSql(begun(asked, stored.condition, table, asking.days), asked, bigQuerySumming, {
        sums: {},
        bursts: undefined,
      }),
  );
};
