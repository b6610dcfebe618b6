import { cloudNames } from "../../core/contract/cloud.ts";
import { pathText } from "../../core/contract/issues.ts";
import type { CommonEvent } from "../../core/event/event.ts";
import type { Difference } from "../../core/testing/compare.ts";
import type { JudgedAlert, JudgedEvent } from "../../core/testing/judge.ts";
import type { FailedPart, WhySilent } from "../../core/testing/why-silent.ts";
import type { RanTest } from "./test-result.ts";

const counted = (count: number, one: string): string =>
  `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;

const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

const most = 3;

/** The first of some lines, and how many more there are. */
const shortened = (lines: readonly string[]): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most), `and ${lines.length - most} more`];

const longest = 160;

/** A long text, such as a filter with every name of an API, by its beginning. */
const brief = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

const eventText = ({ cloud, operation, time }: CommonEvent): string =>
  `${cloudNames[cloud]}'s ${operation}${time === undefined ? "" : ` of ${time}`}`;

/** Why an event is stored or not, by the part of the spec that decided it. */
const decidedText = ({ event, decision: { fate, by } }: JudgedEvent): string => {
  const cloud = cloudNames[event.cloud];
  switch (fate) {
    case "captured":
      return `${by} asks for it`;
    case "lost":
      return `${by} asks for it, and ${cloud} can't store it: a gap that capture.bestEffort allows`;
    case "beyond":
      return `${by === undefined ? "the spec does not ask for it" : `${by} leaves it out`}, and ${cloud} stores it all the same`;
    case "dropped":
      return by === undefined ? "nothing in capture asks for it" : `${by} leaves it out`;
    default:
      return fate satisfies never;
  }
};

const valueText = ({ value }: FailedPart): string => {
  if (value === undefined) return "";
  const { field, values } = value;
  if (values.length === 0) return `: the event has no ${field}`;
  return `: ${field} is ${brief(values.map((one) => JSON.stringify(one)).join(", "))}`;
};

const whyText = (why: WhySilent): string[] => {
  switch (why.kind) {
    case "not-selected":
      return [`the spec does not select it; add it, or its group (${why.groups.join(", ")}), to alerts.catalog`];
    case "muted":
      return [`it is muted: ${why.reason}`];
    case "not-there":
      return [`it has no meaning on ${cloudNames[why.cloud]}: ${why.none}`];
    case "no-regions":
      return [`alerts.regions lists none of ${cloudNames[why.cloud]}, without which it tells of nothing there`];
    case "not-stored": {
      const because =
        why.by === undefined
          ? "nothing in capture asks for it"
          : `${why.by} ${why.isAsked ? "asks for it, and the cloud can't store it" : "leaves it out"}`;
      return [`it matches ${counted(why.events, "event")}, not stored, of which nobody is told: ${because}`];
    }
    case "too-few": {
      const { count, withinMinutes } = why.threshold;
      const close = why.most === why.events ? "" : `, at most ${why.most} of them that close together`;
      const came = `${why.events} came on ${cloudNames[why.cloud]}${close}`;
      return [`it tells of ${count} within ${counted(withinMinutes, "minute")}, and ${came}`];
    }
    case "no-match":
      return [
        `its filter does not match ${eventText(why.event)}; this does not hold:`,
        ...shortened(why.parts.map((part) => `  ${brief(part.text)}${valueText(part)}`)),
      ];
    default:
      return why satisfies never;
  }
};

const extraText = ({ id, cloud, threshold, events, most: within }: JudgedAlert): string =>
  threshold === undefined
    ? `${id}: tells of ${counted(events, "event")} on ${cloudNames[cloud]}`
    : `${id}: tells of ${threshold.count} within ${counted(threshold.withinMinutes, "minute")}, and ${within} came on ${cloudNames[cloud]}`;

const differenceLines = (one: Difference, silent: RanTest["silent"]): string[] => {
  switch (one.about) {
    case "stored":
    case "captured": {
      const others = one.of === 1 ? "" : `, of ${one.events.length} of ${one.of} events`;
      const because = one.events.map((judged) => `${eventText(judged.event)}: ${decidedText(judged)}`);
      return [
        `${one.about}: expected ${one.expected}, got ${!one.expected}${others}`,
        ...shortened([...new Set(because)]).map((line) => `  ${line}`),
      ];
    }
    case "clouds":
      return [`clouds: expected ${listed(one.expected)}, got ${listed(one.got)}`];
    case "alerts":
      return [
        `alerts: expected ${listed(one.expected)}, got ${listed(one.got)}`,
        ...one.missing.flatMap((id) =>
          (silent[id] ?? []).flatMap(whyText).map((line, index) => (index === 0 ? `  ${id}: ${line}` : `    ${line}`)),
        ),
        ...one.extra.map((alert) => `  ${extraText(alert)}`),
      ];
    default:
      return one satisfies never;
  }
};

/** Why a test did not pass, in lines of which those that explain another are indented. */
export const reasonLines = ({ broken, differences, silent }: RanTest): string[] => [
  ...broken.map(({ path, problem }) => `${pathText(path.slice(2))}: ${problem}`),
  ...differences.flatMap((one) => differenceLines(one, silent)),
];
