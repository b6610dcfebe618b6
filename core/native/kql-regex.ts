import { RE2JS, RE2JSException } from "re2js";

/**
 * What RE2 and Kusto read differently, so that neither is asked: nested classes, intersections and differences within
 * brackets, word boundaries written \< or \b{…}, texts between \Q and \E, and a { that counts nothing.
 * https://learn.microsoft.com/en-us/kusto/query/regex
 */
const differences = [
  [/^\\[<>QECZ]/, "an escape that Kusto and RE2 read differently"],
  [/^\\[bB]\{/, "a word boundary that RE2 doesn't know"],
] as const;

/** Kusto's classes are of Unicode where RE2's are of ASCII. */
const wordPart = "\\p{L}\\p{Nl}\\p{M}\\p{Nd}\\p{Pc}\\x{200c}\\x{200d}";
const space = "\\t-\\r\\x{85}\\p{Z}";
const classes: Readonly<Record<string, string>> = { d: "\\p{Nd}", w: wordPart, s: space, D: "\\P{Nd}" };

export type CompiledRegex =
  | { readonly regex: RE2JS; readonly problem?: undefined }
  | { readonly regex?: undefined; readonly problem: string };

/** A regular expression of Kusto's for RE2, set in another by `wrap`; or what is wrong with it. */
export function compileRegex(pattern: string, wrap: (pattern: string) => string): CompiledRegex {
  try {
    const own = toRe2(pattern);
    RE2JS.compile(own);
    return { regex: RE2JS.compile(wrap(own)) };
  } catch (error) {
    if (!(error instanceof RE2JSException || error instanceof RangeError || error instanceof DialectError)) throw error;
    return { problem: `not a regular expression that is supported: ${error.message}` };
  }
}

class DialectError extends Error {}

const part = /\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|..)|[\s\S])|\[:\^?[a-z]+:\]|[\s\S]/gu;

function toRe2(pattern: string): string {
  let out = "";
  /** Where the first member of the class in brackets begins, while within one. */
  let members: number | undefined;
  for (const found of pattern.matchAll(part)) {
    const [text] = found;
    const rest = pattern.slice(found.index);
    const difference = differences.find(([sign]) => sign.test(rest));
    if (difference !== undefined) throw new DialectError(difference[1]);
    if (members !== undefined) checkInClass(text, rest);
    else if (text === "{" && !/^\{\d+(?:,\d*)?\}/.test(rest)) throw new DialectError("a { that counts nothing");
    // A ] that comes first is a member.
    const closes = text === "]" && members !== undefined && found.index > members;
    if (members === undefined && text === "[") members = found.index + (pattern[found.index + 1] === "^" ? 2 : 1);
    else if (closes) members = undefined;
    out += /^\\[dwsDWS]$/.test(text) ? perlClass(text[1]!, members !== undefined) : text;
  }
  return out;
}

function checkInClass(text: string, rest: string): void {
  if (text === "[" || /^(?:&&|--|~~)/.test(rest)) throw new DialectError("a class within a class");
}

function perlClass(letter: string, inClass: boolean): string {
  if (!inClass) return letter === letter.toLowerCase() ? `[${classes[letter]}]` : `[^${classes[letter.toLowerCase()]}]`;
  if (Object.hasOwn(classes, letter)) return classes[letter]!;
  throw new DialectError(`\\${letter} within brackets`);
}
