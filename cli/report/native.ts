import type { NativeText } from "../../core/compile/compiled.ts";
import { grouped } from "../../core/grouped.ts";
import { codeLines, filled, plain, width } from "./text.ts";

const flat = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${flat(part)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
};

const separated = (parts: readonly string[][]): string[] =>
  parts.flatMap((lines, index) =>
    index === parts.length - 1 ? lines : [...lines.slice(0, -1), `${lines[lines.length - 1]},`],
  );

/** JSON in few lines: a part that fits in one has one. `before` is what stands in front of it in its first line. */
const jsonLines = (value: unknown, indent: string, before = ""): string[] => {
  const first = indent + before;
  const line = first + flat(value);
  if (line.length < width || typeof value !== "object" || value === null) return [line];
  const inner = `${indent}  `;
  if (!Array.isArray(value)) {
    const parts = Object.entries(value).map(([key, part]) => jsonLines(part, inner, `${JSON.stringify(key)}: `));
    return [`${first}{`, ...separated(parts), `${indent}}`];
  }
  const items = value.map(flat);
  const isShort = items.every((item) => inner.length + item.length < width);
  const lines = isShort
    ? filled(
        items.map((item, index) => (index === items.length - 1 ? item : `${item},`)),
        inner,
        inner,
      )
    : separated(value.map((item) => jsonLines(item, inner)));
  return [`${first}[`, ...lines, `${indent}]`];
};

const parsed = (text: string): unknown => {
  if (!/^\{\s*"|^\[/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A native text in lines of the terminal's width. */
export const nativeLines = (text: string, indent: string): string[] => {
  const value = parsed(text);
  return value === undefined ? codeLines(text, indent) : jsonLines(value, indent).map(plain);
};

const mostShown = 3;

/** Each native text under the name of what evaluates it; of a long row, the first one alone. */
export const nativeTexts = (native: readonly NativeText[], indent: string): string[] =>
  [...grouped(native, ({ target }) => target)].flatMap(([name, texts]) => {
    const target = indent + plain(name);
    const shown = texts.length > mostShown ? texts.slice(0, 1) : texts;
    const rest = texts.length - shown.length;
    return [
      ...shown.flatMap(({ text }, index) => [
        texts.length === 1 ? target : `${target}, ${index + 1} of ${texts.length}`,
        ...nativeLines(text, `${indent}  `),
      ]),
      ...(rest === 0 ? [] : [`${target}, ${rest} more: --json has all ${texts.length}`]),
    ];
  });
