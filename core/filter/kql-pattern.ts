/**
 * Kusto's classes are of Unicode, RE2's of ASCII.
 * https://learn.microsoft.com/kusto/query/regex and https://github.com/google/re2/wiki/Syntax
 */
const classes: Readonly<Record<string, string>> = { d: "0-9", w: "0-9A-Za-z_", s: "\\t\\n\\f\\r " };

const token = /\\(?:[pP](?:\{[^}]*\}|[A-Za-z])|x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})|[\s\S])|\[:\^?[a-z]+:\]|[\s\S]/gu;

/** An escape; undefined where Kusto has nothing like it. */
const escaped = (text: string, inClass: boolean): string | undefined => {
  const letter = text[1]!;
  const members = classes[letter.toLowerCase()];
  if (members !== undefined && text.length === 2) {
    const isOther = letter !== letter.toLowerCase();
    if (inClass) return isOther ? undefined : members;
    return `[${isOther ? "^" : ""}${members}]`;
  }
  // To Kusto these are ends of words.
  if (letter === "<" || letter === ">") return letter;
  if (/^[0-9bBCQEzZG]$/.test(letter)) return letter === "z" && !inClass ? text : undefined;
  return text;
};

/** A regular expression of RE2 as Kusto writes the same; undefined where it can't. */
export const kustoPattern = (pattern: string): string | undefined => {
  let out = "";
  /** Where the first member of the class in brackets begins, while within one. */
  let members: number | undefined;
  for (const found of pattern.matchAll(token)) {
    const [text] = found;
    const inClass = members !== undefined;
    if (text.startsWith("\\")) {
      const own = escaped(text, inClass);
      if (own === undefined) return undefined;
      out += own;
    } else if (inClass) {
      const isFirst = found.index === members;
      if (text === "]" && !isFirst) members = undefined;
      if (text === "-" && pattern[found.index + 1] === "-") return undefined;
      out += (text === "]" && isFirst) || /^[[&~]$/.test(text) ? `\\${text}` : text;
      if (text === "^" && found.index + 1 === members) continue;
    } else if (text === "[") {
      members = found.index + (pattern[found.index + 1] === "^" ? 2 : 1);
      out += text;
    } else if (text.startsWith("[:")) return undefined;
    else out += text === "{" && !/^\{\d+(?:,\d*)?\}/.test(pattern.slice(found.index)) ? "\\{" : text;
  }
  return out;
};
