import type { Comparison, Field } from "./ast.ts";

/** The same comparison with another field. */
export const onField = (comparison: Comparison, field: Field): Comparison => Object.freeze({ ...comparison, field });

/** A text in a regular expression of RE2 that stands for itself. */
export const quotedRegex = (text: string): string =>
  text
    .replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");

/** What a whole text must be to pass a comparison, as a regular expression without its anchors. */
export interface Pattern {
  readonly text: string;
  /** What begins the expression: `(?is)` and the like. */
  readonly flags: string;
}

/** The pattern of a comparison of texts, in which `any` stands for a glob's star; undefined where it has none. */
export const patternOf = (comparison: Comparison, any: string): Pattern | undefined => {
  if (comparison.kind === "equal") {
    const texts = comparison.values.filter((value) => typeof value === "string");
    if (texts.length < comparison.values.length) return undefined;
    const text = texts.length === 1 ? quotedRegex(texts[0]!) : `(?:${texts.map(quotedRegex).join("|")})`;
    return { text, flags: comparison.fold ? "(?i)" : "" };
  }
  if (comparison.kind !== "like") return undefined;
  return { text: comparison.parts.map(quotedRegex).join(any), flags: comparison.fold ? "(?is)" : "(?s)" };
};
