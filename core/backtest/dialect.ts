/** What the SQL of engines says in different words. `starts_with`, `ends_with`, `strpos`, `lower` and `coalesce` are in all. */
export interface SqlDialect {
  /** As people call the engine. */
  readonly name: string;
  /** A text in quotes. */
  quoted(text: string): string;
  /** Whether a regular expression of RE2 is found in a text. */
  finds(operand: string, pattern: string): string;
  /** What its one group finds; NULL where it finds nothing. */
  found(operand: string, pattern: string): string;
  /** The address of IPv6 that a text is, as 32 hexadecimal digits in lower case; NULL or other text where it is none. */
  ipv6(operand: string): string;
  /** Whether one of a list's texts passes a test. */
  some(list: string, test: (one: string) => string): string;
  /** Whether a list has anything in it. */
  isFilled(list: string): string;
}

/** One of a few texts. */
export const isOneOf = (operand: string, texts: readonly string[], { quoted }: Pick<SqlDialect, "quoted">): string =>
  texts.length === 1 ? `${operand} = ${quoted(texts[0]!)}` : `${operand} IN (${texts.map(quoted).join(", ")})`;

/** The value of the first condition that holds; NULL where none does. */
export const cases = (...when: readonly (readonly [condition: string, value: string])[]): string =>
  `CASE ${when.map(([condition, value]) => `WHEN ${condition} THEN ${value}`).join(" ")} END`;

/** The first that isn't NULL. */
export const firstOf = (...operands: readonly string[]): string =>
  operands.length === 1 ? operands[0]! : `coalesce(${operands.join(", ")})`;
