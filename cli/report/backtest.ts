import type { BacktestAlert, BacktestQuery } from "../../core/backtest/backtest.ts";
import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import { sentence } from "../../core/contract/messages.ts";
import type { Burst } from "../../core/replay/windows.ts";
import type { Row } from "../duckdb.ts";
import { storedJson } from "./backtest-queries.ts";
import { paint } from "./colour.ts";
import { issueJson } from "./issues.ts";
import { plain } from "./text.ts";

/** An alert, and what was found of it. */
export interface FoundAlert extends BacktestAlert {
  /** That the spec stores. */
  readonly events: number;
  /** That match and are not stored, of which nobody would be told. */
  readonly unseen: number;
  /** How often people would have been told: of each event, or of each burst where it counts. */
  readonly told: number;
  /** As the record has it; where the engine counts seconds, of UTC and to the second. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly bursts: readonly Burst[];
}

export interface FoundInCloud {
  readonly cloud: Cloud;
  /** What was read, of whatever kind; undefined where nothing was asked. */
  readonly records: number | undefined;
  /** Of them, those that are events of the cloud. */
  readonly events: number | undefined;
  /** Lines that are no JSON. */
  readonly broken: number | undefined;
  readonly alerts: readonly FoundAlert[];
  readonly stored: BacktestQuery["stored"];
}

export interface Backtested {
  readonly spec: string;
  readonly clouds: readonly FoundInCloud[];
}

const countOf = (value: unknown): number | undefined =>
  value === undefined || value === null ? undefined : Number(value);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const burstsOf = (value: unknown): readonly Burst[] => {
  const all = (typeof value === "string" ? JSON.parse(value) : value) as readonly Row[] | null | undefined;
  return (all ?? []).map(({ from, to, most }) => ({ from: Number(from), to: Number(to), most: Number(most) }));
};

const foundAlert = (alert: BacktestAlert, row: Row | undefined): FoundAlert => ({
  ...alert,
  events: countOf(row?.events) ?? 0,
  unseen: countOf(row?.unseen) ?? 0,
  told: countOf(row?.told) ?? 0,
  first: textOf(row?.first_event),
  last: textOf(row?.last_event),
  bursts: burstsOf(row?.bursts),
});

/** The rows that a query gave, by its alerts. */
export const foundIn = ({ cloud, alerts, stored }: BacktestQuery, rows: readonly Row[]): FoundInCloud => ({
  cloud,
  records: countOf(rows[0]?.records),
  events: countOf(rows[0]?.of_cloud),
  broken: countOf(rows[0]?.broken),
  alerts: alerts.map((alert) =>
    foundAlert(
      alert,
      rows.find((row) => row.alert === alert.id),
    ),
  ),
  stored,
});

const number = (count: number): string => count.toLocaleString("en-US");

const counted = (count: number, one: string): string => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

const spanText = ({ first, last }: FoundAlert): string => {
  if (first === undefined) return "";
  return first === last ? `, at ${first}` : `, ${first} to ${last}`;
};

const toldText = ({ events, told, threshold }: FoundAlert): string => {
  if (threshold === undefined) return counted(events, "event");
  const burst = `${threshold.count} within ${counted(threshold.withinMinutes, "minute")}`;
  return `${counted(told, "burst")} of ${burst}, in ${counted(events, "event")}`;
};

const severityColours = { critical: "red", high: "red", medium: "yellow", low: "blue" } as const;

const alertLines = (alert: FoundAlert, hasColour: boolean): string[] => {
  const { id, severity, unseen, isOwn, issues } = alert;
  return [
    `  ${paint(`${severity} ${plain(id)}`, severityColours[severity], hasColour)}: ${toldText(alert)}${spanText(alert)}`,
    ...(unseen > 0 ? [`      ${counted(unseen, "event")} more that match are not stored: nobody is told of them`] : []),
    ...(isOwn ? ["      tells only of what the stack makes, whose names are not known yet: of any is counted"] : []),
    ...issues.map((one) => `      ${plain(sentence(one))}`),
  ];
};

const cloudLines = ({ cloud, records, events, alerts, stored }: FoundInCloud, hasColour: boolean): string[] => {
  if (records === undefined) return ["", `${cloudNames[cloud]}: none of the alerts can match there`];
  if (!events) return [];
  const told = alerts.filter((one) => one.events + one.unseen > 0 || one.fidelity === "unsupported");
  return [
    "",
    paint(`${cloudNames[cloud]}: ${counted(events, "event")}`, "bold", hasColour),
    ...stored.issues.map((one) => `  what is stored: ${plain(sentence(one))}`),
    ...told.flatMap((alert) => alertLines(alert, hasColour)),
    ...(told.length === 0 ? ["  nobody would have been told of anything"] : []),
  ];
};

/** What was read and is no event of any cloud that was asked for. */
const unreadLines = ({ clouds }: Backtested): string[] => {
  const read = clouds.find(({ records }) => records !== undefined);
  if (read === undefined) return [];
  const { records = 0, broken = 0 } = read;
  const others = records - broken - clouds.reduce((sum, { events }) => sum + (events ?? 0), 0);
  return [
    ...(others > 0
      ? ["", `${counted(others, "record")} of other forms, or of clouds that were not asked for: replay reads more`]
      : []),
    ...(broken > 0 ? ["", `${counted(broken, "line")} that ${broken === 1 ? "is" : "are"} no JSON`] : []),
  ];
};

/** For people: what each alert would have told of. */
export const backtestedLines = (result: Backtested, hasColour: boolean): string[] => {
  const records = result.clouds.find((one) => one.records !== undefined)?.records ?? 0;
  return [
    `${plain(result.spec)} on ${counted(records, "record")}, by DuckDB`,
    ...result.clouds.flatMap((one) => cloudLines(one, hasColour)),
    ...unreadLines(result),
  ];
};

/** The same for programs. */
export const backtestedJson = ({ spec, clouds }: Backtested): object => ({
  spec,
  engine: "DuckDB",
  clouds: Object.fromEntries(
    clouds.map(({ cloud, records, events, broken, stored }) => [
      cloud,
      { records, events, broken, stored: storedJson(stored) },
    ]),
  ),
  alerts: clouds.flatMap(({ cloud, alerts }) =>
    alerts.map(({ issues, ...alert }) => ({ cloud, ...alert, issues: issues.map(issueJson) })),
  ),
});
