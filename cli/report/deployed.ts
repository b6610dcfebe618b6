import { cloudNames } from "../../core/contract/cloud.ts";
import type { Deployed } from "../../core/deployed/decide.ts";
import type { NotUnderstood } from "../../core/deployed/resource.ts";
import { grouped } from "../../core/grouped.ts";
import type { Fate } from "../../core/replay/decide.ts";
import type { AlertResult, CloudResult, Fates } from "../../core/replay/result.ts";
import type { TimelineResult } from "../../core/replay/timeline.ts";
import { paint } from "./colour.ts";
import {
  aligned,
  counted,
  exampleText,
  type Happened,
  number,
  rejectedLine,
  section,
  spanText,
  toldText,
  unreadLine,
  untoldLines,
} from "./replay.ts";
import { plain } from "./text.ts";

/** What is deployed or planned would have done with the events of some files. */
export interface DeployedReplay extends Happened {
  /** Of the files and stacks that say what is deployed. */
  readonly names: readonly string[];
  /** How many events are of logs that nothing here turns on, by the logs. */
  readonly unrecorded: ReadonlyMap<string, number>;
  readonly deployed: Deployed;
}

/** Nothing is asked for here: an event is stored, or it is not. */
export const fateOf = (fate: Fate): "stored" | "notStored" =>
  fate === "captured" || fate === "beyond" ? "stored" : "notStored";

const storedOf = ({ captured, beyond, dropped, lost }: Fates): { stored: number; notStored: number } => ({
  stored: captured + beyond,
  notStored: dropped + lost,
});

export const storedTexts = { stored: "stored", notStored: "not stored" } as const;

const cloudLines = ({ cloud, events, fates, first, last, activities, rules }: CloudResult, hasColour: boolean) => {
  const all = storedOf(fates);
  const shown = (["stored", "notStored"] as const).filter((fate) => all[fate] > 0);
  const rows = Object.entries(activities).map(([id, of]) => [id, ...shown.map((fate) => number(storedOf(of)[fate]))]);
  const by = Object.entries(rules).map(([name, count]) => [plain(name), number(count)]);
  return [
    "",
    paint(`${cloudNames[cloud]}: ${counted(events, "event")}${spanText(first, last)}`, "bold", hasColour),
    ...aligned(shown.map((fate) => [storedTexts[fate], number(all[fate])])),
    ...(by.length > 0 ? ["  by the first that stores them", ...aligned(by)] : []),
    "  by activity",
    ...aligned([["", ...shown.map((fate) => storedTexts[fate])], ...rows]),
  ];
};

const alertLines = (alert: AlertResult, hasColour: boolean): string[] => [
  `  ${paint(plain(alert.id), "bold", hasColour)} (${cloudNames[alert.cloud]}): ${toldText(alert)}${spanText(alert.first, alert.last)}`,
  ...exampleText(alert),
  ...untoldLines(alert),
];

/** By the reason, since one is often that of many. */
const notUnderstoodLines = (all: readonly NotUnderstood[]): string[] =>
  [...grouped(all, ({ type, reason }) => `${type}: ${reason}`)].flatMap(([reason, those]) => [
    `  ${plain(reason)}`,
    ...those.map(({ urn }) => `      ${plain(urn)}`),
  ]);

const unrecordedLines = (unrecorded: DeployedReplay["unrecorded"]): string[] =>
  [...unrecorded].map(([log, count]) => `  ${plain(log)}: ${counted(count, "event")}`).sort();

/** For people: what each cloud would have stored, whom alerts would have told, and what nobody can say. */
export const deployedLines = (found: DeployedReplay, hasColour: boolean): string[] => {
  const { names, files, result, unread, unrecorded, deployed } = found;
  const told = result.alerts.filter(({ events, unseen }) => events + unseen > 0);
  const alerts = told.flatMap((one) => alertLines(one, hasColour));
  return [
    `${names.map(plain).join(", ")} on ${counted(result.events, "event")} in ${counted(files, "file")}`,
    ...result.clouds.flatMap((one) => cloudLines(one, hasColour)),
    ...section("Alerts", alerts, hasColour),
    ...section("Data Access logs that nothing here turns on", unrecordedLines(unrecorded), hasColour),
    ...section("NOT UNDERSTOOD: of these nothing is counted", notUnderstoodLines(deployed.notUnderstood), hasColour),
    ...section("No audit events", result.rejected.map(rejectedLine), hasColour),
    ...section("NOT COMPLETE: these files could not be read whole", unread.map(unreadLine), hasColour),
  ];
};

const cloudJson = ({ cloud, fates, activities, rules, ...of }: CloudResult): [string, object] => [
  cloud,
  {
    ...of,
    fates: storedOf(fates),
    activities: Object.fromEntries(Object.entries(activities).map(([id, one]) => [id, storedOf(one)])),
    stores: rules,
  },
];

const timelineJson = ({ stepSeconds, periods }: TimelineResult): object => ({
  stepSeconds,
  periods: periods.map(({ clouds, ...of }) => ({
    ...of,
    clouds: Object.fromEntries(Object.entries(clouds).map(([cloud, fates]) => [cloud, storedOf(fates)])),
  })),
});

const alertJson = ({ severity: _, isOwn: __, ...alert }: AlertResult): object => alert;

/** The same for programs. */
export const deployedJson = ({ names, files, result, unread, unrecorded, deployed }: DeployedReplay): object => ({
  deployed: names,
  files,
  isComplete: unread.length === 0,
  events: result.events,
  clouds: Object.fromEntries(result.clouds.map(cloudJson)),
  alerts: result.alerts.map(alertJson),
  unrecorded: Object.fromEntries(unrecorded),
  notUnderstood: deployed.notUnderstood,
  rejected: result.rejected,
  timeline: timelineJson(result.timeline),
  unread,
});
