export interface Token {
  readonly kind: "name" | "string" | "number" | "symbol" | "typed" | "end";
  /** As written, except for a typed literal: what stands within its parentheses. */
  readonly value: string;
  readonly at: number;
  /** The name before a typed literal's parentheses: `datetime` of datetime(2026-01-01). */
  readonly type?: string;
}

/** What can't be read any further; thrown and caught within parseKql alone. */
export class KqlSyntaxError extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

export function unexpected(token: Token, wanted: string): KqlSyntaxError {
  const found = token.kind === "end" ? "the query ends" : `found ${shown(token)}`;
  return new KqlSyntaxError(token.at, `${found}; ${wanted}`);
}

const shown = ({ kind, type, value }: Token): string => (kind === "typed" ? `${type}(${value})` : value);

const blank = /(?:[ \t\r\n]|\/\/[^\r\n]*)*/y;
const patterns = [
  // A line ends a literal that isn't closed: https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/string
  ["string", /@"(?:[^"\r\n]|"")*"|@'(?:[^'\r\n]|'')*'|"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*'/y],
  // A literal in parentheses; dynamic(…) is read from its tokens.
  ["typed", /(bool|int|long|real|double|datetime|timespan|guid)[ \t]*\(([^()\r\n]*)\)/y],
  ["name", /!?[A-Za-z_][A-Za-z0-9_]*/y],
  ["number", /(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)[A-Za-z]*/y],
  ["symbol", /==|=~|!=|!~|<=|>=|\.\.|[<>=|()[\]{},.:-]/y],
] as const;

export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    blank.lastIndex = at;
    at += blank.exec(query)?.[0].length ?? 0;
    if (at >= query.length) return [...tokens, { kind: "end", value: "", at }];
    const { token, length } = read(query, at);
    tokens.push(token);
    at += length;
  }
}

function read(query: string, at: number): { token: Token; length: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(query);
    if (found === null) continue;
    const [value] = found;
    if (kind === "typed") return { token: { kind, value: found[2]!, type: found[1]!, at }, length: value.length };
    const tilde = kind === "name" && /^!?in$/.test(value) && query[at + value.length] === "~" ? "~" : "";
    return { token: { kind, value: value + tilde, at }, length: value.length + tilde.length };
  }
  if (/["'@]/.test(query[at]!)) throw new KqlSyntaxError(at, "a string is not closed on its line");
  throw new KqlSyntaxError(at, `${String.fromCodePoint(query.codePointAt(at)!)} stands where it means nothing`);
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
  ...{ "\\": "\\", '"': '"', "'": "'" },
};

const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g;

/** The text that a literal stands for. */
export function unquote({ value, at }: Token): string {
  if (value.startsWith("@")) {
    const quote = value[1]!;
    return value.slice(2, -1).replaceAll(quote + quote, quote);
  }
  return value.slice(1, -1).replace(escapeSequence, (whole, utf16, hex, char, offset: number) => {
    const code = utf16 ?? hex;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (Object.hasOwn(escapes, char)) return escapes[char]!;
    throw new KqlSyntaxError(at + 1 + offset, `${whole} is no escape; write \\\\ for a backslash`);
  });
}
