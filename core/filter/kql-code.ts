/** A condition in KQL, with how loosely its operator binds, and the columns made by `extend` that it uses. */
export interface Code {
  readonly text: string;
  readonly binds: "or" | "and" | "one";
  readonly uses: readonly string[];
}

/** What a column or an expression is called, and the column made by `extend` that it is. */
export interface Operand {
  readonly text: string;
  readonly made?: string;
}

export const code = (text: string, ...uses: readonly string[]): Code => ({ text, binds: "one", uses });

/** A test of an operand. */
export const test = ({ text, made }: Operand, rest: string): Code => ({
  text: `${text} ${rest}`,
  binds: "one",
  uses: made === undefined ? [] : [made],
});

export const call = (name: string, { text, made }: Operand, ...others: readonly string[]): Code => ({
  text: `${name}(${[text, ...others].join(", ")})`,
  binds: "one",
  uses: made === undefined ? [] : [made],
});

const joined = (parts: readonly Code[], operator: "and" | "or"): Code => {
  if (parts.length === 1) return parts[0]!;
  const texts = parts.map(({ text, binds }) => (binds === "one" || binds === operator ? text : `(${text})`));
  return { text: texts.join(` ${operator} `), binds: operator, uses: parts.flatMap(({ uses }) => uses) };
};

export const allOf = (parts: readonly Code[]): Code => joined(parts, "and");

export const anyOf = (parts: readonly Code[]): Code => joined(parts, "or");

export const notOf = ({ text, uses }: Code): Code => ({ text: `not(${text})`, binds: "one", uses });

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const unicode = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

// Controls, line ends of Unicode, and halves of characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
const special = /[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu;

/** A text in double quotes. https://learn.microsoft.com/kusto/query/scalar-data-types/string */
export const quoted = (text: string): string =>
  `"${text.replace(special, (letter) => escapes[letter] ?? unicode(letter))}"`;

/** A text with backslashes is read more easily without more of them. */
export const quotedPattern = (pattern: string): string => {
  const plain = quoted(pattern);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may stand in a verbatim text
  return pattern.includes("\\") && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/u.test(pattern)
    ? `@"${pattern.replaceAll('"', '""')}"`
    : plain;
};
