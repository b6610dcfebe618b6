import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import type { AlertResult, CloudResult, RejectedResult, ReplayResult } from "../../core/replay/result.ts";
import type { EventExample, Place } from "../../core/replay/tally.ts";
import type { Unread } from "../events/read.ts";
import { type Colour, paint } from "./colour.ts";
import { columns } from "./columns.ts";
import { plain } from "./text.ts";

/** What would have become of the events of some files. */
export interface Happened {
  readonly files: number;
  readonly result: ReplayResult;
  readonly unread: readonly Unread[];
}

/** By a spec. */
export interface Replayed extends Happened {
  readonly spec: string;
}

export const number = (count: number): string => count.toLocaleString("en-US");

export const counted = (count: number, one: string): string => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

export const spanText = (first: string | undefined, last: string | undefined): string => {
  if (first === undefined) return "";
  return first === last ? `, at ${first}` : `, ${first} to ${last}`;
};

export const fateTexts = {
  captured: "captured",
  beyond: "stored beyond the spec",
  dropped: "dropped",
  lost: "asked for and not stored",
} as const;

export const fates = ["captured", "beyond", "dropped", "lost"] as const;

export const aligned = (rows: readonly (readonly string[])[]): string[] => {
  const widest = Math.max(...rows.map((row) => Math.max(...row.slice(1).map((cell) => cell.length))));
  return columns(rows.map(([name, ...cells]) => [`    ${name}`, ...cells.map((cell) => cell.padStart(widest))]));
};

const cloudLines = ({ cloud, events, fates: all, first, last, activities, rules }: CloudResult, hasColour: boolean) => {
  const shown = fates.filter((fate) => all[fate] > 0);
  const byActivity = Object.entries(activities).map(([id, of]) => [id, ...shown.map((fate) => number(of[fate]))]);
  const byRule = Object.entries(rules).map(([rule, count]) => [plain(rule), number(count)]);
  return [
    "",
    paint(`${cloudNames[cloud]}: ${counted(events, "event")}${spanText(first, last)}`, "bold", hasColour),
    ...aligned(shown.map((fate) => [fateTexts[fate], number(all[fate])])),
    ...(byRule.length > 0 ? ["  by the parts of the spec", ...aligned(byRule)] : []),
    "  by activity",
    ...aligned([["", ...shown.map((fate) => fateTexts[fate].replace(/ .*/, ""))], ...byActivity]),
  ];
};

const severityColours = { critical: "red", high: "red", medium: "yellow", low: "blue" } as const satisfies Record<
  AlertResult["severity"],
  Colour
>;

export const toldText = ({ events, told, threshold }: AlertResult): string => {
  if (threshold === undefined) return counted(told, "event");
  const burst = `${threshold.count} within ${counted(threshold.withinMinutes, "minute")}`;
  return `${counted(told, "burst")} of ${burst}, in ${counted(events, "event")}`;
};

export const placeText = ({ file, offset, record }: Place): string =>
  `${plain(file)}, byte ${offset}${record === 0 ? "" : `, record ${record + 1} in it`}`;

export const exampleLines = (example: EventExample): string[] => {
  const { time, operation, actor, resource } = example;
  const by = actor === undefined ? "" : ` by ${actor}`;
  const on = resource === undefined ? "" : ` on ${resource}`;
  return [`      ${plain(`${time ?? "at no time"} ${operation}${by}${on}`)}`, `      ${placeText(example)}`];
};

export const exampleText = ({ example }: AlertResult): string[] => (example === undefined ? [] : exampleLines(example));

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** How long something took at most, in the largest unit of which it is two or more. */
const lengthText = (seconds: number): string => {
  if (seconds >= 2 * daySeconds) return counted(Math.ceil(seconds / daySeconds), "day");
  if (seconds >= 2 * hourSeconds) return counted(Math.ceil(seconds / hourSeconds), "hour");
  return counted(Math.ceil(seconds / 60), "minute");
};

/** What is to be known of events that an alert counts and that came too late for its window; undefined where none is known to have. */
export const lateText = ({ arrivals, threshold }: AlertResult): string | undefined => {
  if (arrivals === undefined || threshold === undefined || arrivals.late === 0) return undefined;
  const of = `${number(arrivals.late)} of ${counted(arrivals.known, "event")} whose arrival is known`;
  const late = `came over ${counted(threshold.withinMinutes, "minute")} after they happened, up to ${lengthText(arrivals.mostSeconds)}`;
  return `${of} ${late}: the cloud may have looked before they were there`;
};

/** What keeps people from being told of all that matches. */
export const untoldLines = (alert: AlertResult): string[] => {
  const late = lateText(alert);
  return [
    ...(late === undefined ? [] : [`      ${late}`]),
    ...(alert.unseen > 0
      ? [`      ${counted(alert.unseen, "event")} more that match are not stored: nobody is told of them`]
      : []),
  ];
};

const alertLines = (alert: AlertResult, hasColour: boolean): string[] => {
  const { id, cloud, severity, isOwn, first, last } = alert;
  return [
    `  ${paint(`${severity} ${plain(id)}`, severityColours[severity], hasColour)} (${cloudNames[cloud]}): ${toldText(alert)}${spanText(first, last)}`,
    ...exampleText(alert),
    ...(isOwn ? ["      tells only of what the stack makes, whose names are not known yet: of any is counted"] : []),
    ...untoldLines(alert),
  ];
};

export const rejectedLine = ({ reason, count, example }: RejectedResult): string =>
  `  ${number(count)}: ${plain(reason)}; the first in ${placeText(example)}`;

export const unreadLine = ({ file, reason, offset }: Unread): string =>
  `  ${plain(file)}, byte ${offset}: ${plain(reason)}`;

export const section = (title: string, lines: readonly string[], hasColour: boolean): string[] =>
  lines.length === 0 ? [] : ["", paint(title, "bold", hasColour), ...lines];

/** For people: what each cloud would have stored, whom alerts would have told, what was no event. */
export const replayLines = ({ spec, files, result, unread }: Replayed, hasColour: boolean): string[] => {
  const told = result.alerts.filter(({ events, unseen }) => events + unseen > 0);
  return [
    `${plain(spec)} on ${counted(result.events, "event")} in ${counted(files, "file")}`,
    ...result.clouds.flatMap((one) => cloudLines(one, hasColour)),
    ...section(
      "Alerts",
      told.flatMap((one) => alertLines(one, hasColour)),
      hasColour,
    ),
    ...section("No audit events", result.rejected.map(rejectedLine), hasColour),
    ...section("NOT COMPLETE: these files could not be read whole", unread.map(unreadLine), hasColour),
  ];
};

/** The same for programs. */
export const replayJson = ({ spec, files, result, unread }: Replayed): object => {
  const byCloud = ({ cloud, ...of }: CloudResult): [Cloud, object] => [cloud, of];
  return {
    spec,
    files,
    isComplete: unread.length === 0,
    events: result.events,
    clouds: Object.fromEntries(result.clouds.map(byCloud)),
    alerts: result.alerts,
    rejected: result.rejected,
    timeline: result.timeline,
    unread,
  };
};
