import { cloudNames } from "../../core/contract/cloud.ts";
import type { NotUnderstood } from "../../core/deployed/resource.ts";
import type { EventDifference } from "../../core/diff/events.ts";
import type { FilterChange } from "../../core/diff/filters.ts";
import { grouped } from "../../core/grouped.ts";
import { type Comparison, differs } from "../diff/comparison.ts";
import type { RuleChange, SettingChange, SettingValue } from "../diff/plan.ts";
import { paint } from "./colour.ts";
import { differenceText, filterTitle, frequent, headline, notCompared } from "./diff-words.ts";
import { exampleLines, section, unreadLine } from "./replay.ts";
import { plain } from "./text.ts";

/** A setting's value as a text. */
export const valueText = ({ value, origin }: SettingValue): string =>
  `${value === null ? "none" : typeof value === "string" ? value : JSON.stringify(value)} (${origin})`;

const before = (text: string, hasColour: boolean): string => paint(`    - ${plain(text)}`, "red", hasColour);
const after = (text: string, hasColour: boolean): string => paint(`    + ${plain(text)}`, "green", hasColour);

const settingLines = ({ setting, a, b }: SettingChange, hasColour: boolean): string[] => [
  `  ${setting}`,
  before(valueText(a), hasColour),
  after(valueText(b), hasColour),
];

const ruleLines = ({ name, a, b }: RuleChange, hasColour: boolean): string[] => [
  ...(a === undefined ? [] : [before(a === "" ? name : `${name}: ${a}`, hasColour)]),
  ...(b === undefined ? [] : [after(b === "" ? name : `${name}: ${b}`, hasColour)]),
];

const diffLine = (line: string, hasColour: boolean): string => {
  const text = `      ${plain(line)}`;
  if (line.startsWith("-")) return paint(text, "red", hasColour);
  return line.startsWith("+") ? paint(text, "green", hasColour) : text;
};

const filterLines = (filter: FilterChange, { a, b }: Comparison, hasColour: boolean): string[] => {
  const where = { added: `only in ${b}`, removed: `only in ${a}`, changed: "another" }[filter.change];
  return [
    `  ${filterTitle(filter)} ${plain(filter.name)}: ${plain(where)}`,
    ...filter.diff.map((line) => diffLine(line, hasColour)),
  ];
};

const eventLines = (difference: EventDifference, found: Comparison, hasColour: boolean): string[] => {
  const { cloud, alert, only, activities, operations, examples } = difference;
  const alertText = alert === undefined ? "" : `${plain(alert)}: `;
  const title = `${cloudNames[cloud]}: ${alertText}${plain(found[only])} ${differenceText(difference)}`;
  return [
    `  ${paint(title, only === "a" ? "red" : "green", hasColour)}`,
    `      ${plain(frequent(activities))}`,
    `      ${plain(frequent(operations))}`,
    ...examples.flatMap(exampleLines),
  ];
};

/** By name and reason, with whose it is. */
const notUnderstoodLines = (name: string, all: readonly NotUnderstood[]): string[] =>
  all.map(({ urn, reason }) => `  ${plain(name)}: ${plain(urn)}: ${plain(reason)}`);

/** For people: how two differ. */
export const diffLines = (found: Comparison, hasColour: boolean): string[] => {
  const { a, b, settings, rules, filters, events, notUnderstood } = found;
  const plan = [
    ...settings.flatMap((one) => settingLines(one, hasColour)),
    ...[...grouped(rules, ({ setting }) => setting)].flatMap(([setting, those]) => [
      `  ${setting}`,
      ...those.flatMap((one) => ruleLines(one, hasColour)),
    ]),
  ];
  const native = filters.flatMap((one) => filterLines(one, found, hasColour));
  const differences = (events?.differences ?? []).flatMap((one) => eventLines(one, found, hasColour));
  const unclear = [...notUnderstoodLines(a, notUnderstood.a), ...notUnderstoodLines(b, notUnderstood.b)];
  return [
    `--- ${plain(a)}`,
    `+++ ${plain(b)}`,
    plain(headline(found)),
    ...section("The plan", plan, hasColour),
    ...section("Native filters", native, hasColour),
    ...section("Events", differences, hasColour),
    ...section(
      "Not compared",
      notCompared(found).map((line) => `  ${plain(line)}`),
      hasColour,
    ),
    ...section("NOT UNDERSTOOD: of these nothing is compared", unclear, hasColour),
    ...section("NOT COMPLETE: these files could not be read whole", (events?.unread ?? []).map(unreadLine), hasColour),
  ];
};

/** The same for programs. */
export const diffJson = (found: Comparison): object => {
  const { a, b, clouds, settings, rules, filters, events, own, notUnderstood } = found;
  return {
    a,
    b,
    differs: differs(found),
    clouds,
    settings,
    rules,
    filters: filters.map((one) => ({ ...one, diff: one.diff.join("\n") })),
    ...(events && { events: { ...events, isComplete: events.unread.length === 0 } }),
    notCompared: { alerts: own },
    notUnderstood,
  };
};
