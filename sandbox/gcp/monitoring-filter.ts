/** https://cloud.google.com/monitoring/api/v3/filters */
export interface Restriction {
  field: string;
  operator: string;
  /** The text, number or word; nothing where a function tells which values fit. */
  value: string | undefined;
  negated: boolean;
}

export type ParsedMonitoringFilter =
  | { restrictions: Restriction[]; problem?: undefined }
  | { restrictions?: undefined; problem: string };

interface Token {
  kind: "text" | "word" | "operator" | "(" | ")" | "," | "end";
  value: string;
  at: number;
}

/** A filter of Cloud Monitoring, which resembles a query of Cloud Logging and isn't one: it knows no =~ and other fields. */
export function parseMonitoringFilter(filter: string): ParsedMonitoringFilter {
  try {
    return { restrictions: new FilterReader(tokenize(filter)).read() };
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const lines = filter.slice(0, error.token.at).split("\n");
    const place = `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
    return {
      problem: `Could not parse filter ${JSON.stringify(filter)}; syntax error at ${place}, token '${error.token.value}'`,
    };
  }
}

class FilterError extends Error {
  readonly token: Token;
  constructor(token: Token) {
    super(`unexpected ${token.value}`);
    this.token = token;
  }
}

const lexemes = [
  ["text", /"(?:\\.|[^"\\])*"/sy],
  ["operator", /=~|!~|!=|>=|<=|[=><:]/y],
  ["word", /(?:[A-Za-z0-9_@$+*/.-]|"(?<=[.]")[^"]*")+/y],
] as const;

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const blank = /\s+/y;
    blank.lastIndex = at;
    at += blank.exec(filter)?.[0].length ?? 0;
    const next = at < filter.length ? tokenAt(filter, at) : undefined;
    if (!next) break;
    tokens.push(next);
    at += next.value.length;
  }
  return [...tokens, { kind: "end", value: "<end of filter>", at: filter.length }];
}

function tokenAt(filter: string, at: number): Token {
  const mark = filter[at]!;
  if (mark === "(" || mark === ")" || mark === ",") return { kind: mark, value: mark, at };
  for (const [kind, pattern] of lexemes) {
    pattern.lastIndex = at;
    const value = pattern.exec(filter)?.[0];
    if (value) return { kind, value, at };
  }
  throw new FilterError({ kind: "word", value: mark, at });
}

const fields = [
  /^(metric|resource)\.type$/,
  /^(metric|resource)\.labels?\.("[^"]+"|[A-Za-z_][\w]*)$/,
  /^metadata\.(system|user)_labels?\.("[^"]+"|[A-Za-z_][\w.-]*)$/,
  /^(group\.id|project)$/,
];

/** AND, which may be left out, OR and NOT combine restrictions; what they come to is not asked here. */
class FilterReader {
  readonly #tokens: Token[];
  readonly #found: Restriction[] = [];
  #next = 0;
  #depth = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  read(): Restriction[] {
    if (this.#peek().kind !== "end") this.#expression(false);
    this.#take("end");
    return this.#found;
  }

  #expression(negated: boolean): void {
    this.#term(negated);
    while (this.#peek().kind !== "end" && this.#peek().kind !== ")") {
      if (this.#isWord("AND") || this.#isWord("OR")) this.#next += 1;
      this.#term(negated);
    }
  }

  #term(negated: boolean): void {
    let inner = negated;
    while (this.#isWord("NOT")) {
      this.#next += 1;
      inner = !inner;
    }
    if (this.#peek().kind !== "(") {
      this.#restriction(inner);
      return;
    }
    if (++this.#depth > maxDepth) throw new FilterError(this.#peek());
    this.#take("(");
    this.#expression(inner);
    this.#take(")");
    this.#depth -= 1;
  }

  #restriction(negated: boolean): void {
    const field = this.#take("word");
    if (!fields.some((form) => form.test(field.value))) throw new FilterError(field);
    const operator = this.#take("operator");
    if (operator.value === "=~" || operator.value === "!~") throw new FilterError(operator);
    const different = operator.value === "!=";
    const value = this.#value();
    this.#found.push({ field: field.value, operator: operator.value, value, negated: negated !== different });
  }

  /** A value, or a function of values, such as starts_with("a") or one_of("a", "b"). */
  #value(): string | undefined {
    if (this.#peek().kind === "text") return unquote(this.#take("text").value);
    const word = this.#take("word").value;
    if (this.#peek().kind !== "(") return word;
    do {
      this.#next += 1;
      this.#take(this.#peek().kind === "word" ? "word" : "text");
    } while (this.#peek().kind === ",");
    this.#take(")");
    return undefined;
  }

  #isWord(word: string): boolean {
    return this.#peek().kind === "word" && this.#peek().value === word;
  }

  #take(kind: Token["kind"]): Token {
    const token = this.#peek();
    if (token.kind !== kind) throw new FilterError(token);
    this.#next += 1;
    return token;
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)]!;
  }
}

/** Beyond what anyone writes; no limit of Cloud Monitoring is documented. */
const maxDepth = 100;

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}
