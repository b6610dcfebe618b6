import type { CloudLoggingQuery, Comparator, Expression, Literal, Subject } from "./cloud-logging-ast.ts";
import {
  type Argument,
  type Call,
  isFilterCall,
  isFunction,
  type Report,
  readFilterCall,
  readPattern,
  readSubject,
} from "./cloud-logging-functions.ts";
import { QuerySyntaxError, type Token, tokenize, unexpected, unquote } from "./cloud-logging-lexer.ts";
import { literalOf, readNumber } from "./cloud-logging-values.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

export type { CloudLoggingQuery, LogEntry } from "./cloud-logging-ast.ts";

/** https://cloud.google.com/logging/docs/view/logging-query-language#syntax-notation */
const maxLength = 20_000;

/** Beyond what anyone writes; no limit of Cloud Logging is documented. */
const maxDepth = 200;

/**
 * Reads a query of the Logging query language: https://cloud.google.com/logging/docs/view/logging-query-language
 * An empty query matches every entry.
 */
export function parseCloudLoggingQuery(text: string): Parsed<CloudLoggingQuery> {
  if (text.length > maxLength) {
    const message = `the query has ${text.length} characters; it can have ${maxLength}`;
    return { problems: [{ at: maxLength, message }] };
  }
  try {
    const reader = new QueryReader(tokenize(text));
    const expression = reader.read();
    if (reader.problems.length > 0) return { problems: reader.problems.sort((a, b) => a.at - b.at) };
    return { filter: { kind: "cloud-logging-query", expression } };
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { problems: [{ at: error.at, message: error.message }] };
    throw error;
  }
}

class QueryReader {
  /** What is wrong with parts whose ends are known, so that the rest can be read. */
  readonly problems: SyntaxProblem[] = [];
  readonly #tokens: Token[];
  #next = 0;
  #depth = 0;
  #inList = false;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  read(): Expression {
    if (this.#peek().kind === "end") return { kind: "and", terms: [] };
    const expression = this.#conjunction(() => this.#restriction());
    this.#take("end");
    return expression;
  }

  /** Joined by AND, or by nothing. OR binds tighter than both, and only upper-case words are operators. */
  #conjunction(term: () => Expression): Expression {
    const terms = [this.#disjunction(term)];
    while (this.#peek().kind !== "end" && this.#peek().kind !== ")") {
      if (this.#isWord("AND")) this.#next += 1;
      terms.push(this.#disjunction(term));
    }
    return terms.length === 1 ? terms[0]! : { kind: "and", terms };
  }

  #disjunction(term: () => Expression): Expression {
    const terms = [this.#negatable(term)];
    while (this.#isWord("OR")) {
      this.#next += 1;
      terms.push(this.#negatable(term));
    }
    return terms.length === 1 ? terms[0]! : { kind: "or", terms };
  }

  #negatable(term: () => Expression): Expression {
    let negated = false;
    while (this.#isWord("NOT", "-") || this.#splitMinus()) {
      this.#next += 1;
      negated = !negated;
    }
    const inner = this.#peek().kind === "(" ? this.#group(term) : term();
    return negated ? { kind: "not", term: inner } : inner;
  }

  /** `-severity=INFO` is one word and a minus, which stands for NOT. */
  #splitMinus(): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || !token.value.startsWith("-")) return false;
    // Among values, -5 is a number.
    if (this.#inList && readNumber(token.value) !== undefined) return false;
    const word = { ...token, value: token.value.slice(1), at: token.at + 1, joined: true };
    this.#tokens.splice(this.#next, 1, { ...token, value: "-" }, word);
    return true;
  }

  #group(term: () => Expression): Expression {
    const { at } = this.#peek();
    this.#take("(");
    const expression = this.#deeper(at, () => this.#conjunction(term));
    this.#take(")");
    return expression;
  }

  #deeper<Result>(at: number, read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new QuerySyntaxError(at, `nested more than ${maxDepth} deep`);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** A comparison, the call of a function, or a text that any field may contain. */
  #restriction(): Expression {
    const argument = this.#argument();
    const operator = this.#peek();
    if (operator.kind === "operator" && !isFilterCall(argument)) {
      this.#next += 1;
      return this.#comparisons(readSubject(argument, this.#report), operator.value);
    }
    if (argument.kind === "call") return readFilterCall(argument, this.#report) ?? nothing;
    return { kind: "anywhere", literal: this.#literal(argument) };
  }

  /** A comparison with a value, or with each value of a list in parentheses. */
  #comparisons(subject: Subject | undefined, operator: string): Expression {
    const comparison = () => this.#comparison(subject, operator);
    if (this.#peek().kind !== "(") return comparison();
    this.#inList = true;
    const expression = this.#group(comparison);
    this.#inList = false;
    return expression;
  }

  #comparison(subject: Subject | undefined, operator: string): Expression {
    const token = this.#operand();
    if (this.#peek().kind === "(" && this.#peek().joined && token.kind === "word") throw unexpected(this.#peek());
    if (operator === ":" && token.kind === "word" && token.value === "*") {
      return subject === undefined ? nothing : { kind: "present", subject };
    }
    if (operator === "=~" || operator === "!~") return this.#match(subject, token, operator === "!~");
    const literal = this.#literal(token);
    return subject === undefined ? nothing : { kind: "compare", subject, comparator: operator as Comparator, literal };
  }

  #match(subject: Subject | undefined, token: Token, negated: boolean): Expression {
    const pattern = readPattern(asArgument(token), this.#report);
    return subject === undefined || pattern === undefined ? nothing : { kind: "match", subject, pattern, negated };
  }

  #literal(token: { kind: string; value: string; at: number }): Literal {
    if (token.kind === "word" && token.value.includes("*")) {
      this.#report(token.at, `${token.value} must be in double quotes, since it has a *`);
    }
    return literalOf(token.kind === "text" ? unquote(token.value) : token.value);
  }

  #argument(): Argument {
    const token = this.#operand();
    if (token.kind === "text" || this.#peek().kind !== "(" || !this.#peek().joined) return asArgument(token);
    if (!isFunction(token.value)) throw unexpected(token);
    return this.#deeper(this.#peek().at, () => this.#call(token));
  }

  #call(token: Token): Call {
    const list: Argument[] = [];
    do {
      this.#next += 1;
      list.push(this.#argument());
    } while (this.#peek().kind === ",");
    this.#take(")");
    return { kind: "call", name: token.value.toLowerCase(), value: token.value, at: token.at, list };
  }

  #operand(): Token {
    const token = this.#peek();
    if ((token.kind !== "word" && token.kind !== "text") || this.#isWord("AND", "OR", "NOT")) throw unexpected(token);
    this.#next += 1;
    return token;
  }

  #take(kind: Token["kind"]): void {
    if (this.#peek().kind !== kind) throw unexpected(this.#peek());
    this.#next += 1;
  }

  #isWord(...values: string[]): boolean {
    return this.#peek().kind === "word" && values.includes(this.#peek().value);
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  readonly #report: Report = (at, message) => void this.problems.push({ at, message });
}

/** In the place of what is wrong; never part of a result. */
const nothing: Expression = { kind: "or", terms: [] };

const asArgument = ({ kind, value, at }: Token): Argument => ({ kind: kind === "text" ? "text" : "word", value, at });
