import type { Scalar } from "yaml";

const quoted = (source: string, from: number, offset: number, lengthOf: (at: number) => number): number => {
  let at = from;
  for (let read = 0; read < offset && at < source.length; read += 1) at += lengthOf(at);
  return at;
};

const escapes: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** Lines of a block are indented alike, and begin after the line of its header. */
const inBlock = (source: string, from: number, offset: number): number => {
  const header = source.indexOf("\n", from);
  const lines = header === -1 ? [] : source.slice(header + 1).split("\n");
  const indent = lines.find((line) => line.trim() !== "")?.search(/\S/) ?? 0;
  let start = header + 1;
  let left = offset;
  for (const line of lines) {
    const length = Math.max(0, line.length - indent);
    if (left <= length) return start + Math.min(indent, line.length) + left;
    left -= length + 1;
    start += line.length + 1;
  }
  return from;
};

/** Where a character of a scalar's value stands in the source, whatever way the scalar is written. */
export const sourceOffset = (source: string, scalar: Scalar, offset: number): number | undefined => {
  const from = scalar.range?.[0];
  if (from === undefined) return undefined;
  switch (scalar.type) {
    case "QUOTE_SINGLE":
      return quoted(source, from + 1, offset, (at) => (source.startsWith("''", at) ? 2 : 1));
    case "QUOTE_DOUBLE":
      return quoted(source, from + 1, offset, (at) => (source[at] === "\\" ? (escapes[source[at + 1] ?? ""] ?? 2) : 1));
    case "BLOCK_LITERAL":
    case "BLOCK_FOLDED":
      return inBlock(source, from, offset);
    default:
      return from + offset;
  }
};
