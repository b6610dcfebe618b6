import { KqlSyntaxError, type Token, unexpected } from "./kql-lexer.ts";

/** Beyond what anyone writes; Kusto documents no limit. */
const maxDepth = 100;

export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Whether a symbol, or a word that has a meaning here, is next. */
  isNext(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === "symbol" || token.kind === "name") && token.value === value;
  }

  takes(value: string): boolean {
    const found = this.isNext(value);
    if (found) this.#next += 1;
    return found;
  }

  expect(value: string, wanted = `${value} must follow`): Token {
    if (!this.isNext(value)) throw unexpected(this.peek(), wanted);
    return this.take();
  }

  /** What is within parentheses. */
  nested<Result>(read: () => Result): Result {
    const { at } = this.expect("(");
    const result = this.deeper(at, read);
    this.expect(")");
    return result;
  }

  deeper<Result>(at: number, read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new KqlSyntaxError(at, `nested more than ${maxDepth} deep`);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** At least one, with commas between them. */
  list<Item>(read: () => Item): Item[] {
    const items = [read()];
    while (this.takes(",")) items.push(read());
    return items;
  }
}
