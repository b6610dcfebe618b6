/** The texts between the wildcards of a text, or what is wrong with it. */
export const readWildcard = (text: string): string[] | string => {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    const here = text.charAt(at);
    const next = text.charAt(at + 1);
    if (here === "*" && next === "*") return `consecutive wildcards at character ${at} are not allowed`;
    if (here === "*") parts.push("");
    else if (here === "\\") {
      if (next !== "*" && next !== "\\") return `\\ at character ${at} may only stand before * or \\`;
      parts[parts.length - 1] += next;
      at++;
    } else parts[parts.length - 1] += here;
  }
  return parts;
};

export const matchesWildcard = (parts: readonly string[], text: string): boolean => {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
};

/** What each character of a text may be where case doesn't count. */
export type AnyCase = readonly (readonly string[])[];

/**
 * event-ruler takes Java's characters one by one: "ß" is itself or "SS", never "ss", and either half of a character
 * beyond U+FFFF becomes a question mark.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/input/EqualsIgnoreCaseParser.java
 */
export const readAnyCase = (text: string): AnyCase =>
  text.split("").map((char) => (/[\ud800-\udfff]/.test(char) ? ["?"] : [char.toLowerCase(), char.toUpperCase()]));

/** Where a text that starts in any case of the pattern goes on; undefined where it doesn't start so. */
const endOfPrefix = (pattern: AnyCase, text: string): number | undefined => {
  let at = 0;
  for (const forms of pattern) {
    const form = forms.find((one) => text.startsWith(one, at));
    if (form === undefined) return undefined;
    at += form.length;
  }
  return at;
};

export const startsInAnyCase = (pattern: AnyCase, text: string): boolean => endOfPrefix(pattern, text) !== undefined;

export const equalsInAnyCase = (pattern: AnyCase, text: string): boolean => endOfPrefix(pattern, text) === text.length;

export const endsInAnyCase = (pattern: AnyCase, text: string): boolean => {
  let rest = text;
  for (const forms of pattern.toReversed()) {
    const form = forms.find((one) => rest.endsWith(one));
    if (form === undefined) return false;
    rest = rest.slice(0, rest.length - form.length);
  }
  return true;
};
