/** Whether a text is a query of the Logging query language: https://cloud.google.com/logging/docs/view/logging-query-language */

interface Token {
  kind: "word" | "text" | "operator" | "(" | ")" | "," | "end";
  value: string;
  at: number;
  /** No blank before it: `log_id(` is a call, `severity (` isn't. */
  joined: boolean;
}

const functions = ["log_id", "source", "sample", "ip_in_net", "search", "cast", "regexp_extract"];
// A path may quote parts of itself: labels."compute.googleapis.com/resource_id".
const word = /(?:[^\s()"'=<>:!~,]|(?<=\d):(?=\d)|(?<=\.)"(?:\\.|[^"\\])*")+/y;
const quoted = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/y;
const operator = /=~|!~|!=|>=|<=|=|>|<|:/y;
const blank = /(?:\s|--[^\n]*)*/y;

/** What is wrong with the query, as Cloud Logging says it, or nothing. An empty query matches everything. */
export function queryProblem(query: string): string | undefined {
  try {
    new QueryReader(query).read();
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    if (error instanceof RangeError) return "Unparseable filter: it is nested too deeply";
    throw error;
  }
}

function problemAt(query: string, at: number, token: string): SyntaxError {
  const lines = query.slice(0, at).split("\n");
  const column = lines.at(-1)!.length + 1;
  return new SyntaxError(
    `Unparseable filter: syntax error at line ${lines.length}, column ${column}, token '${token}'`,
  );
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    const start = at;
    at += take(blank)?.length ?? 0;
    const char = query[at];
    if (char === undefined) return [...tokens, { kind: "end", value: "<end of filter>", at, joined: false }];
    const found = read(char);
    tokens.push({ ...found, at, joined: at === start });
    at += found.value.length;
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(query)?.[0];
  }

  function read(char: string): Pick<Token, "kind" | "value"> {
    if (char === "(" || char === ")" || char === ",") return { kind: char, value: char };
    const text = take(quoted);
    if (text !== undefined) return { kind: "text", value: text };
    const name = take(word);
    if (name !== undefined) return { kind: "word", value: name };
    const sign = take(operator);
    if (sign === undefined) throw problemAt(query, at, char);
    return { kind: "operator", value: sign };
  }
}

class QueryReader {
  readonly #query: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenize(query);
  }

  read(): void {
    if (this.#peek().kind !== "end") this.#terms(() => this.#comparison());
    this.#take("end");
  }

  /** Terms joined by AND, OR or nothing. Only upper-case words are operators. */
  #terms(term: () => void): void {
    for (;;) {
      this.#negatable(term);
      if (this.#isWord("AND", "OR")) this.#next += 1;
      else if (this.#peek().kind === "end" || this.#peek().kind === ")") return;
    }
  }

  #negatable(term: () => void): void {
    while (this.#isWord("NOT", "-")) this.#next += 1;
    if (this.#peek().kind === "(") this.#group(term);
    else term();
  }

  #group(term: () => void): void {
    this.#take("(");
    this.#terms(term);
    this.#take(")");
  }

  #comparison(): void {
    this.#subject();
    if (this.#peek().kind !== "operator") return;
    this.#next += 1;
    if (this.#peek().kind === "(") this.#group(() => void this.#operand());
    else this.#operand();
  }

  /** A field, a text that any field may contain, or the call of a function. */
  #subject(): void {
    const name = this.#operand();
    if (name.kind !== "word" || this.#peek().kind !== "(" || !this.#peek().joined) return;
    if (!functions.includes(name.value.replace(/^-/, "").toLowerCase()))
      throw problemAt(this.#query, name.at, name.value);
    do {
      this.#next += 1;
      this.#subject();
    } while (this.#peek().kind === ",");
    this.#take(")");
  }

  #operand(): Token {
    const token = this.#peek();
    if (!["word", "text"].includes(token.kind) || this.#isWord("AND", "OR", "NOT")) this.#fail();
    this.#next += 1;
    return token;
  }

  #take(kind: Token["kind"]): void {
    if (this.#peek().kind !== kind) this.#fail();
    this.#next += 1;
  }

  #isWord(...values: string[]): boolean {
    return this.#peek().kind === "word" && values.includes(this.#peek().value);
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #fail(): never {
    throw problemAt(this.#query, this.#peek().at, this.#peek().value);
  }
}
