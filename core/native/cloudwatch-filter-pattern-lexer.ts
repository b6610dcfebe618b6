import type { SyntaxProblem } from "./parsed.ts";

export type Token = { at: number } & (
  | { kind: "selector"; steps: readonly (string | number)[] }
  | { kind: "text"; value: string; quoted: boolean }
  | { kind: "regex"; value: string }
  | { kind: "symbol"; value: PatternSymbol }
  | { kind: "end" }
);

const symbols = ["&&", "||", "!=", "<=", ">=", "=", "<", ">", "(", ")", "{", "}"] as const;
export type PatternSymbol = (typeof symbols)[number];

type Lexed = { token: Token; next: number } | SyntaxProblem;

const readQuoted = (text: string, at: number): Lexed => {
  let value = "";
  for (let next = at + 1; next < text.length; next++) {
    const char = text.charAt(next);
    if (char === '"') return { token: { kind: "text", value, quoted: true, at }, next: next + 1 };
    if (char === "\\" && /["\\]/.test(text.charAt(next + 1))) next++;
    value += text.charAt(next);
  }
  return { at, message: "the closing quotation mark is missing" };
};

/** Properties are letters, digits, - and _; an element of an array is a whole number in brackets after a property. */
const readSelector = (text: string, at: number): Lexed => {
  const whole = /^\$(?:\.[A-Za-z0-9_-]+(?:\[\d{1,9}\])*)+/.exec(text.slice(at))?.[0];
  const next = at + (whole?.length ?? 0);
  if (whole === undefined || /[.[\]$]/.test(text.charAt(next))) {
    return { at, message: "a selector is $ and then .property or .property[0] steps of letters, digits, - and _" };
  }
  const steps = [...whole.matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  return { token: { kind: "selector", steps, at }, next };
};

const readRegexText = (text: string, at: number): Lexed => {
  const end = text.indexOf("%", at + 1);
  if (end < 0) return { at, message: "the closing % is missing" };
  return { token: { kind: "regex", value: text.slice(at + 1, end), at }, next: end + 1 };
};

const readToken = (text: string, at: number): Lexed => {
  if (at >= text.length) return { token: { kind: "end", at }, next: at };
  const char = text.charAt(at);
  if (char === "$") return readSelector(text, at);
  if (char === '"') return readQuoted(text, at);
  if (char === "%") return readRegexText(text, at);
  const symbol = symbols.find((one) => text.startsWith(one, at));
  if (symbol !== undefined) return { token: { kind: "symbol", value: symbol, at }, next: at + symbol.length };
  const bare = /^[A-Za-z0-9_.*+-]+/.exec(text.slice(at))?.[0];
  if (bare !== undefined) return { token: { kind: "text", value: bare, quoted: false, at }, next: at + bare.length };
  return { at, message: `${JSON.stringify(char)} must stand in quotation marks` };
};

/** The tokens of a filter pattern, an end last; or the first thing that is none. */
export const readTokens = (text: string): Token[] | SyntaxProblem => {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/^[ \t\r\n]$/.test(text.charAt(at))) at++;
    const read = readToken(text, at);
    if ("message" in read) return read;
    tokens.push(read.token);
    if (read.token.kind === "end") return tokens;
    at = read.next;
  }
};
