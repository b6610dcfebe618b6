import { cloudNames } from "../../core/contract/cloud.ts";
import type { EventDifference } from "../../core/diff/events.ts";
import type { FilterChange } from "../../core/diff/filters.ts";
import type { Comparison } from "../diff/comparison.ts";
import { counted, number } from "./replay.ts";

const differ = (count: number, one: string): string[] => (count === 0 ? [] : [counted(count, one)]);

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const eventsText = ({ events }: Comparison): string[] => {
  if (events === undefined) return [];
  const of = `${counted(events.events, "event")} in ${counted(events.files, "file")}`;
  const sum = (isOfAlerts: boolean): number =>
    events.differences
      .filter(({ alert }) => (alert !== undefined) === isOfAlerts)
      .reduce((total, one) => total + one.events, 0);
  const [stored, told] = [sum(false), sum(true)];
  if (stored + told === 0) return [`of ${of} none is stored or told of otherwise`];
  const which = stored === 0 ? "none" : number(stored);
  return [
    `of ${of} ${which} ${stored < 2 ? "is" : "are"} stored by one alone`,
    ...(told === 0 ? [] : [`alerts of one alone tell ${told === 1 ? "once" : `${number(told)} times`}`]),
  ];
};

/** In one sentence how much differs. */
export const headline = (found: Comparison): string => {
  const parts = [
    ...differ(found.settings.length, "setting"),
    ...differ(found.rules.length, "rule"),
    ...differ(found.filters.length, "native filter"),
  ];
  const plan = parts.length === 0 ? "no setting, rule or native filter differs" : `${joined(parts)} differ`;
  return [plan, ...eventsText(found)].join("; ");
};

/** What is found of events, of which one of two is the one that does it: the rest of the sentence after its name. */
export const differenceText = ({ alert, events }: EventDifference): string =>
  alert === undefined ? `alone stores ${counted(events, "event")}` : `alone tells of ${counted(events, "event")}`;

export const filterTitle = ({ cloud, kind }: FilterChange): string => `${cloudNames[cloud]}, ${kind}`;

const mostNamed = 8;

/** The most frequent names with how often, and how many more there are. */
export const frequent = (counts: Readonly<Record<string, number>>): string => {
  const all = Object.entries(counts).map(([name, count]) => `${name} ${number(count)}`);
  const more = all.length - mostNamed;
  return [...all.slice(0, mostNamed), ...(more > 0 ? [`${number(more)} more`] : [])].join(", ");
};

/** What is not compared, and why. */
export const notCompared = ({ leftOut, own, isByTelling, a, b }: Comparison): string[] => [
  ...(leftOut.length > 0
    ? [`${joined(leftOut.map((cloud) => cloudNames[cloud]))}: one of ${a} and ${b} has nothing there`]
    : []),
  ...(own.length > 0
    ? [`of which events these tell, since only the stack knows the names that they are about: ${own.join(", ")}`]
    : []),
  ...(isByTelling
    ? ["alerts one by one, since their names have nothing in common: whether any tells is compared"]
    : []),
];
