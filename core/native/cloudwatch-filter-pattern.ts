import { type PatternSymbol, readTokens, type Token } from "./cloudwatch-filter-pattern-lexer.ts";
import { type Regex, readRegex, regexMatches } from "./cloudwatch-filter-pattern-regex.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

export type Selector = readonly (string | number)[];
type Order = "<" | ">" | "<=" | ">=";

/** What a value is compared with. A text's wildcards stand at its ends only. */
export type Operand =
  | { kind: "text"; text: string; openStart: boolean; openEnd: boolean }
  | { kind: "number"; value: number; text: string }
  | { kind: "regex"; regex: Regex };

export type Expression = { kind: "and" | "or"; all: readonly Expression[] } | Condition;

export type Condition =
  | { kind: "equal"; selector: Selector; negated: boolean; operand: Operand }
  | { kind: "order"; selector: Selector; order: Order; value: number }
  | { kind: "is"; selector: Selector; value: null | boolean }
  | { kind: "exists"; selector: Selector; exists: boolean };

export interface FilterPattern {
  expression: Expression;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const filterPatternCharacters = 1_024;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const filterPatternRegexes = 2;

class PatternSyntaxError {
  readonly problem: SyntaxProblem;
  constructor(at: number, message: string) {
    this.problem = { at, message };
  }
}

const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

const textOperand = (value: string): Operand => {
  const openStart = value.startsWith("*");
  const openEnd = value.endsWith("*");
  return { kind: "text", text: value.slice(openStart ? 1 : 0, openEnd ? -1 : undefined), openStart, openEnd };
};

class PatternReader {
  readonly tokens: readonly Token[];
  at = 0;
  regexes = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get here(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]!;
  }

  fail(message: string, { at }: Token = this.here): never {
    throw new PatternSyntaxError(at, message);
  }

  takes(symbol: PatternSymbol): boolean {
    const found = this.here.kind === "symbol" && this.here.value === symbol;
    if (found) this.at++;
    return found;
  }

  takesWord(word: string): boolean {
    const found = this.here.kind === "text" && !this.here.quoted && this.here.value === word;
    if (found) this.at++;
    return found;
  }

  readPattern(): FilterPattern {
    if (!this.takes("{")) this.fail("a JSON filter pattern begins with {");
    const expression = this.readOr();
    if (!this.takes("}")) this.fail("&&, || or } must follow");
    if (this.here.kind !== "end") this.fail("nothing may follow the }");
    return { expression };
  }

  readOr(): Expression {
    const all = [this.readAnd()];
    while (this.takes("||")) all.push(this.readAnd());
    return all.length > 1 ? { kind: "or", all } : all[0]!;
  }

  readAnd(): Expression {
    const all = [this.readTerm()];
    while (this.takes("&&")) all.push(this.readTerm());
    return all.length > 1 ? { kind: "and", all } : all[0]!;
  }

  readTerm(): Expression {
    if (this.takes("(")) {
      const inner = this.readOr();
      if (!this.takes(")")) this.fail("&&, || or ) must follow");
      return inner;
    }
    const token = this.here;
    if (token.kind !== "selector") this.fail("a selector such as $.eventName, or (, must follow");
    this.at++;
    return this.readCondition(token.steps);
  }

  readCondition(selector: Selector): Expression {
    if (this.takesWord("EXISTS")) return { kind: "exists", selector, exists: true };
    if (this.takesWord("NOT")) {
      return this.takesWord("EXISTS")
        ? { kind: "exists", selector, exists: false }
        : this.fail("EXISTS must follow NOT");
    }
    if (this.takesWord("IS")) return { kind: "is", selector, value: this.readConstant() };
    for (const symbol of ["=", "!="] as const) {
      if (this.takes(symbol)) return { kind: "equal", selector, negated: symbol === "!=", operand: this.readOperand() };
    }
    for (const order of ["<", ">", "<=", ">="] as const) {
      if (this.takes(order)) return { kind: "order", selector, order, value: this.readNumber() };
    }
    return this.fail("one of = != < > <= >= IS, EXISTS and NOT EXISTS must follow a selector");
  }

  readConstant(): null | boolean {
    if (this.takesWord("NULL")) return null;
    if (this.takesWord("TRUE")) return true;
    return this.takesWord("FALSE") ? false : this.fail("NULL, TRUE or FALSE must follow IS");
  }

  readNumber(): number {
    const token = this.here;
    if (token.kind !== "text" || token.quoted || !numeric.test(token.value)) return this.fail("a number must follow");
    this.at++;
    return Number(token.value);
  }

  readOperand(): Operand {
    const token = this.here;
    if (token.kind !== "text" && token.kind !== "regex")
      return this.fail("a string, a number or a %regex% must follow");
    this.at++;
    if (token.kind === "regex") return this.readRegex(token.value, token);
    if (token.quoted || !numeric.test(token.value)) return textOperand(token.value);
    return { kind: "number", value: Number(token.value), text: token.value };
  }

  readRegex(text: string, token: Token): Operand {
    this.regexes++;
    if (this.regexes > filterPatternRegexes) this.fail(`more than ${filterPatternRegexes} regular expressions`, token);
    const read = readRegex(text);
    if ("message" in read) throw new PatternSyntaxError(token.at + 1 + read.at, read.message);
    return { kind: "regex", regex: read.regex };
  }
}

/**
 * Reads a JSON filter pattern of CloudWatch Logs: `{ $.eventName = ConsoleLogin && $.errorCode NOT EXISTS }`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
export const parseFilterPattern = (text: string): Parsed<FilterPattern> => {
  if (text.length > filterPatternCharacters) {
    const message = `${text.length} characters are more than the ${filterPatternCharacters} allowed`;
    return { problems: [{ at: filterPatternCharacters, message }] };
  }
  const tokens = readTokens(text);
  if (!Array.isArray(tokens)) return { problems: [tokens] };
  try {
    return { filter: new PatternReader(tokens).readPattern() };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { problems: [error.problem] };
    throw error;
  }
};

const valueAt = (event: unknown, selector: Selector): unknown => {
  let value = event;
  for (const step of selector) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) !== (typeof step === "number") || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
};

const equals = (operand: Operand, value: string | number): boolean => {
  const text = String(value);
  switch (operand.kind) {
    case "regex":
      return regexMatches(operand.regex, text);
    case "number":
      return typeof value === "number" ? value === operand.value : value === operand.text;
    case "text": {
      if (operand.openStart && operand.openEnd) return text.includes(operand.text);
      if (operand.openStart) return text.endsWith(operand.text);
      return operand.openEnd ? text.startsWith(operand.text) : text === operand.text;
    }
    default:
      return operand satisfies never;
  }
};

const inOrder = {
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
} as const satisfies Record<Order, (left: number, right: number) => boolean>;

const holds = (condition: Condition, event: unknown): boolean => {
  const value = valueAt(event, condition.selector);
  switch (condition.kind) {
    case "exists":
      return (value !== undefined) === condition.exists;
    case "is":
      return value === condition.value;
    case "order":
      return typeof value === "number" && inOrder[condition.order](value, condition.value);
    case "equal":
      // Only a string or a number is compared: "{$.users != 1} will fail to match" where users is an array. What != does
      // where the property is missing, AWS nowhere says; it is taken to fail as well, so that whoever wants it to match asks
      // for NOT EXISTS, and no alert relies on the better of two readings.
      // https://github.com/awsdocs/amazon-cloudwatch-logs-user-guide/blob/main/doc_source/FilterAndPatternSyntax.md
      if (typeof value !== "string" && typeof value !== "number") return false;
      return equals(condition.operand, value) !== condition.negated;
    default:
      return condition satisfies never;
  }
};

const evaluate = (expression: Expression, event: unknown): boolean => {
  if (!("all" in expression)) return holds(expression, event);
  const matches = (one: Expression): boolean => evaluate(one, event);
  return expression.kind === "and" ? expression.all.every(matches) : expression.all.some(matches);
};

/** Does the log event, parsed as JSON, match the pattern? */
export const matchesFilterPattern = ({ expression }: FilterPattern, event: unknown): boolean =>
  evaluate(expression, event);
