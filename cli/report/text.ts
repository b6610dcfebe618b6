/** As wide as a line becomes, where it can be broken. */
export const width = 100;

const units = (text: string): string =>
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/**
 * A text of a file without what a terminal would obey or hide: control characters, line ends, marks that turn the
 * direction of writing, and characters that can't be seen.
 */
export const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, units);

/** A value as JSON that is as harmless: the same to programs, escaped to a terminal. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, units);

/** The same in one line. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, units);

/** Words in lines of the terminal's width: the first after its indentation, the others after theirs. */
export const filled = (words: readonly string[], first: string, others: string): string[] => {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
};

/** A sentence in lines, each after an indentation. */
export const wrapped = (text: string, indent: string): string[] => filled(text.split(" "), indent, indent);

const words = /(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s"'])+/g;

/** A line of a filter, broken only where a space means nothing: what stands in quotes stays whole. */
const wrappedCode = (line: string, indent: string): string[] => {
  const [lead = ""] = line.match(/^ */) ?? [];
  return filled(plain(line).match(words) ?? [], indent + lead, `${indent}${lead}  `);
};

/** A filter of one or more lines. */
export const codeLines = (text: string, indent: string): string[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => wrappedCode(line.replaceAll("\t", "  "), indent));
