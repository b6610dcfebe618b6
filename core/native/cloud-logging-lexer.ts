export interface Token {
  kind: "word" | "text" | "operator" | "(" | ")" | "," | "end";
  /** As it is written, with its quotes. */
  value: string;
  at: number;
  /** No blank before it: `log_id(` is a call, `severity (` isn't. */
  joined: boolean;
}

/** What can't be read any further; thrown and caught in the parser alone. */
export class QuerySyntaxError extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

export function unexpected(token: Pick<Token, "at" | "value">): QuerySyntaxError {
  return new QuerySyntaxError(token.at, `unexpected token '${token.value}'`);
}

// Comments begin where a term may: `a--b` is one word.
const blank = /(?:\s|--[^\n]*)*/y;
const text = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/y;
// The only unquoted values with colons in them.
const instant = /\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?(?![^\s()"'=<>:!~,])/y;
// A path may quote parts of itself: labels."compute.googleapis.com/resource_id".
const word = /(?:[^\s()"'=<>:!~,]|(?<=\.)"(?:\\[\s\S]|[^"\\])*")+/y;
const operator = /=~|!~|!=|>=|<=|=|>|<|:/y;

export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(query)?.[0];
  };
  for (;;) {
    const start = at;
    at += take(blank)?.length ?? 0;
    const char = query[at];
    if (char === undefined) return [...tokens, { kind: "end", value: "<end of filter>", at, joined: false }];
    const { kind, value } = read(char, take) ?? fail(query, at);
    tokens.push({ kind, value, at, joined: at === start });
    at += value.length;
  }
}

function read(char: string, take: (pattern: RegExp) => string | undefined): Pick<Token, "kind" | "value"> | undefined {
  if (char === "(" || char === ")" || char === ",") return { kind: char, value: char };
  const quoted = take(text);
  if (quoted !== undefined) return { kind: "text", value: quoted };
  const plain = take(instant) ?? take(word);
  if (plain !== undefined) return { kind: "word", value: plain };
  const sign = take(operator);
  return sign === undefined ? undefined : { kind: "operator", value: sign };
}

function fail(query: string, at: number): never {
  throw unexpected({ at, value: String.fromCodePoint(query.codePointAt(at)!) });
}

/** The text within quotes, as it is without quotes. */
export function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || value.at(-1) !== quote || value.length < 2) return value;
  return value.slice(1, -1).replace(escaped, (whole, octal, hex, utf16, utf32, char) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const code = hex ?? utf16 ?? utf32;
    if (code !== undefined) return Number.parseInt(code, 16) > 0x10ffff ? whole : codePoint(code);
    if (char in controls) return controls[char as keyof typeof controls];
    return /["'\\`?]/.test(char) ? char : whole;
  });
}

const escaped = /\\(?:([0-3][0-7]{2})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

const controls = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

const codePoint = (hex: string): string => String.fromCodePoint(Number.parseInt(hex, 16));

/** The names of a path, or nothing where one is empty: `a."b.c".d` has three. */
export function pathNames(value: string): string[] | undefined {
  const names: string[] = [];
  const name = /("(?:\\[\s\S]|[^"\\])*"|[^".]+)(\.|$)/y;
  for (let at = 0; at < value.length; at = name.lastIndex) {
    name.lastIndex = at;
    const found = name.exec(value);
    if (found === null || (found[2] === "." && name.lastIndex === value.length)) return undefined;
    names.push(unquote(found[1]!));
  }
  return names.length === 0 ? undefined : names;
}
