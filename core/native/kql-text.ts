import type { TextRelation } from "./kql-ast.ts";

/**
 * A text as operators that ignore case compare it: letter by letter, so that "ß" isn't "ss". Of letters outside ASCII
 * Microsoft's pages say nothing; none becomes one within ASCII here.
 * https://learn.microsoft.com/en-us/kusto/query/datatypes-string-operators#operators-on-strings
 */
export function foldCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  return text.replace(/[^\x00-\x7f]/gu, upperCase).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function upperCase(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length && upper > "\x7f" ? upper : letter;
}

const isTermPart = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/**
 * Whether a text has another between ends of terms, which are the longest runs of letters and digits. Its length doesn't
 * matter: terms of under three characters are looked for without the index, not otherwise.
 * https://learn.microsoft.com/en-us/kusto/query/datatypes-string-operators#what-is-a-term
 */
export function hasTerm(text: string, term: string): boolean {
  const [first, last] = [firstLetter(term), lastLetter(term)];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = isTermPart(first) && isTermPart(lastLetter(text.slice(0, at)));
    const after = isTermPart(last) && isTermPart(firstLetter(text.slice(at + term.length)));
    if (!before && !after) return true;
    if (term === "") return false;
  }
  return false;
}

const firstLetter = (text: string): string | undefined =>
  text === "" ? undefined : String.fromCodePoint(text.codePointAt(0)!);

const lastLetter = (text: string): string | undefined => /[\uD800-\uDBFF]?[\s\S]$/.exec(text.slice(-2))?.[0];

/** Whether two texts, folded where case doesn't matter, are related so. */
export function isRelated(left: string, relation: TextRelation, right: string): boolean {
  switch (relation) {
    case "equals":
      return left === right;
    case "has":
      return hasTerm(left, right);
    case "contains":
      return left.includes(right);
    case "startswith":
      return left.startsWith(right);
    case "endswith":
      return left.endsWith(right);
    default:
      return relation satisfies never;
  }
}
