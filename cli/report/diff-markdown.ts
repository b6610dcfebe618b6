import { cloudNames } from "../../core/contract/cloud.ts";
import type { EventDifference } from "../../core/diff/events.ts";
import type { FilterChange } from "../../core/diff/filters.ts";
import type { Comparison } from "../diff/comparison.ts";
import { valueText } from "./diff.ts";
import { differenceText, filterTitle, frequent, headline, notCompared } from "./diff-words.ts";
import { codeBlock, codeCell, codeSpan, folded, html, table } from "./markdown.ts";

/** What GitHub takes of a comment, and room for what says that something is left out. */
const mostCharacters = 65_536;
const noteCharacters = 500;

/** What a cell of a table shows of a long text, and a table of many rows. */
const cellCharacters = 200;
const mostRows = 60;

const cell = (text: string | undefined): string => {
  if (text === undefined) return "";
  return codeCell(text.length <= cellCharacters ? text : `${text.slice(0, cellCharacters)}…`);
};

const planTable = ({ settings, rules, a, b }: Comparison): readonly string[] => {
  if (settings.length + rules.length === 0) return [];
  const rows = [
    ...settings.map((one) => [cell(one.setting), cell(valueText(one.a)), cell(valueText(one.b))]),
    ...rules.map((one) => [cell(`${one.setting} ${one.name}`), cell(ruleText(one.a)), cell(ruleText(one.b))]),
  ];
  const left = rows.length - mostRows;
  const note = left > 0 ? `\n\n${left} more are left out.` : "";
  return [`**The plan**\n\n${table(["", cell(a), cell(b)], rows.slice(0, mostRows))}${note}`];
};

const ruleText = (text: string | undefined): string | undefined => (text === "" ? "yes" : text);

const placeOf = ({ file, offset, record }: EventDifference["examples"][number]): string =>
  `${file}, byte ${offset}${record === 0 ? "" : `, record ${record + 1} in it`}`;

const exampleRow = (example: EventDifference["examples"][number]): string[] =>
  [example.time, example.operation, example.actor, example.resource, placeOf(example)].map(cell);

const eventBlock =
  (found: Comparison) =>
  (difference: EventDifference): string => {
    const { cloud, alert, only, activities, operations, examples } = difference;
    const of = alert === undefined ? "" : `alert ${codeSpan(alert)}: `;
    const title = `**${cloudNames[cloud]}**: ${of}${codeSpan(found[only])} ${differenceText(difference)}`;
    const list = `activities: ${codeSpan(frequent(activities))}; operations: ${codeSpan(frequent(operations))}`;
    const rows = table(["when", "what", "who", "on what", "where"], examples.map(exampleRow));
    return `${title}\n\n${list}\n\n${rows}`;
  };

const filterBlock =
  ({ a, b }: Comparison) =>
  (filter: FilterChange): string => {
    const where = { added: `only in ${b}`, removed: `only in ${a}`, changed: "another" }[filter.change];
    const title = `${html(filterTitle(filter))} <code>${html(filter.name)}</code>: ${html(where)}`;
    return folded(title, codeBlock(filter.diff, "diff"));
  };

const listOf = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`**${title}**\n\n${items.map((item) => `- ${item}`).join("\n")}`];

/** As many blocks as there is room for, the first before the others; the rest is counted. */
const within = (blocks: readonly string[]): string => {
  const shown: string[] = [];
  let characters = 0;
  for (const block of blocks) {
    if (characters + block.length + 2 > mostCharacters - noteCharacters) continue;
    shown.push(block);
    characters += block.length + 2;
  }
  const left = blocks.length - shown.length;
  if (left === 0) return `${shown.join("\n\n")}\n`;
  return `${shown.join("\n\n")}\n\n**${left} more parts are left out, since a comment has no room for them: without \`--markdown\` all are shown.**\n`;
};

/** For a comment of a pull request: what matters most first. */
export const diffMarkdown = (found: Comparison): string => {
  const { a, b, filters, events, notUnderstood } = found;
  const unclear = (["a", "b"] as const).flatMap((side) =>
    notUnderstood[side].map(({ urn, reason }) => `${codeSpan(found[side])}: ${codeSpan(urn)}: ${codeSpan(reason)}`),
  );
  const unread = (events?.unread ?? []).map(
    ({ file, offset, reason }) => `${codeSpan(file)}, byte ${offset}: ${codeSpan(reason)}`,
  );
  return within([
    `### ${codeSpan(a)} → ${codeSpan(b)}\n\n${headline(found)}`,
    ...listOf("Not complete: these files could not be read whole", unread),
    ...planTable(found),
    ...(events?.differences ?? []).map(eventBlock(found)),
    ...filters.map(filterBlock(found)),
    ...listOf("Not compared", notCompared(found).map(codeSpan)),
    ...listOf("Not understood: of these nothing is compared", unclear),
  ]);
};
