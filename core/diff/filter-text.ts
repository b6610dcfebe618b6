import { parsedJson } from "../event/record.ts";
import { isObject } from "../object.ts";

/** As wide as a line of a filter becomes, where it can be broken. */
const width = 100;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
};

/** So few that they need no lines of their own. */
const fewLeaves = 2;

const leavesIn = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce<number>((sum, part) => sum + leavesIn(part), 0)
    : 1;

const isOfObjects = (value: unknown): boolean => Array.isArray(value) && value.some(isObject);

const hasObjects = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (isOfObjects(value) || Object.values(value).some(hasObjects));

/** JSON in lines, however long its texts are: a change in a list is a line. */
const jsonLines = (value: unknown, before = "", indent = ""): readonly string[] => {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null || (leavesIn(value) <= fewLeaves && !hasObjects(value)))
    return [`${indent}${before}${flat}`];
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(value)
    ? value.map((part) => jsonLines(part, "", inner))
    : Object.entries(value).map(([key, part]) => jsonLines(part, `${JSON.stringify(key)}: `, inner));
  return [`${indent}${before}${open}`, ...parts.flat(), `${indent}${close}`];
};

const pieces = /(?:"(?:[^"\\]|\\.)*"|[^"])+?(?=\s(?:AND|OR|and|or|&&|\|{1,2})\s|$)/gsu;

/** A long line, broken in front of what joins its conditions. */
const broken = (line: string): readonly string[] =>
  line.length <= width
    ? [line]
    : (line.match(pieces) ?? [line]).map((part, at) => (at === 0 ? part : `  ${part.trim()}`));

/** A filter in lines that can be compared: JSON has its keys in order, and a line each. */
export const filterLines = (text: string): readonly string[] => {
  const value = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
  if (typeof value === "object" && value !== null) return jsonLines(sorted(value));
  return text.split(/\r?\n/).flatMap(broken);
};

const token = /\$\{[^}]+\}/;

/** Whether a line is another in which names stand for the tokens of the first: leftmost, as with the stars of a pattern. */
const isFilled = (template: string, line: string): boolean => {
  const [first = "", ...rest] = template.split(token);
  if (rest.length === 0) return template === line;
  const last = rest.pop()!;
  if (!line.startsWith(first) || !line.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = line.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= line.length - last.length;
};

/** Whether lines are the same, the names that only a deployment knows left open. */
export const isSameLine = (one: string, other: string): boolean =>
  one === other || isFilled(one, other) || isFilled(other, one);
