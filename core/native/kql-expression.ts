import type { Columns, Expression, TextRelation } from "./kql-ast.ts";
import { readCall, readPattern } from "./kql-call.ts";
import { KqlSyntaxError, type Token, unexpected, unquote } from "./kql-lexer.ts";
import { type Literal, readDynamic, readNumber, readTyped } from "./kql-literals.ts";
import { readBareName } from "./kql-names.ts";
import { isKnownArray, isOpen } from "./kql-shapes.ts";
import type { TokenReader } from "./kql-tokens.ts";
import { canEqual, canOrder, differenceType, isNumber, isTaken, isText } from "./kql-types.ts";

/** Reads expressions and checks their types. */
export class ExpressionReader {
  readonly tokens: TokenReader;
  readonly columns: Columns;
  readonly isSorted: boolean;

  constructor(tokens: TokenReader, columns: Columns, isSorted: boolean) {
    this.tokens = tokens;
    this.columns = columns;
    this.isSorted = isSorted;
  }

  /** `and` binds tighter than `or`: https://learn.microsoft.com/en-us/kusto/query/logical-operators */
  read(): Expression {
    return this.#logic("or", () => this.#logic("and", () => this.#comparison()));
  }

  readCondition(): Expression {
    return wantBool(this.read());
  }

  #logic(kind: "and" | "or", readTerm: () => Expression): Expression {
    const terms = [readTerm()];
    while (this.tokens.takes(kind)) terms.push(readTerm());
    const [first] = terms;
    return terms.length === 1 ? first! : { kind, at: first!.at, type: "bool", terms: terms.map(wantBool) };
  }

  #comparison(): Expression {
    const left = this.#difference();
    const token = this.tokens.peek();
    const { at } = left;
    if (token.kind !== "symbol" && token.kind !== "name") return left;
    switch (token.value) {
      case "==":
      case "!=": {
        this.tokens.take();
        const right = this.#difference();
        if (!canEqual(left.type, right.type)) throw mismatch(token, left, right);
        return { kind: "equality", at, type: "bool", operator: token.value, left, right };
      }
      case "<":
      case "<=":
      case ">":
      case ">=": {
        this.tokens.take();
        const right = this.#difference();
        if (!canOrder(left.type, right.type)) throw mismatch(token, left, right);
        return { kind: "order", at, type: "bool", operator: token.value, left, right };
      }
      case "in":
      case "!in":
        return this.#membership(left);
      case "between":
      case "!between":
        return this.#between(left);
      case "matches":
        return this.#matches(left);
      default:
        return this.#relation(left) ?? left;
    }
  }

  #difference(): Expression {
    let left = this.operand();
    while (this.tokens.isNext("-")) {
      const token = this.tokens.take();
      const right = this.operand();
      const type = differenceType(left.type, right.type);
      if (type === undefined) {
        throw new KqlSyntaxError(token.at, `- doesn't take a ${right.type} from a ${left.type} here`);
      }
      left = { kind: "minus", at: left.at, type, left, right };
    }
    return left;
  }

  #membership(left: Expression): Expression {
    const token = this.tokens.take();
    const right = this.tokens.nested(() => this.tokens.list(() => this.read()));
    const wrong = right.find(({ type }) => !canEqual(left.type, type));
    if (wrong !== undefined) throw mismatch(token, left, wrong);
    return { kind: "in", at: left.at, type: "bool", negated: token.value === "!in", left, right };
  }

  #between(of: Expression): Expression {
    const token = this.tokens.take();
    const [low, high] = this.tokens.nested(() => {
      const start = this.operand();
      this.tokens.expect("..");
      return [start, this.operand()] as const;
    });
    for (const end of [low, high]) {
      if (!canOrder(of.type, end.type) || end.type === "dynamic") throw mismatch(token, of, end);
    }
    return { kind: "between", at: of.at, type: "bool", negated: token.value === "!between", of, low, high };
  }

  #matches(left: Expression): Expression {
    const token = this.tokens.take();
    this.tokens.expect("regex");
    const right = this.operand();
    if (!isText(left.type)) throw mismatch(token, left, right);
    return { kind: "matches", at: left.at, type: "bool", left, pattern: readPattern(right) };
  }

  #relation(left: Expression): Expression | undefined {
    const token = this.tokens.peek();
    const operator = textOperator(token.value);
    if (operator === undefined) {
      if (token.kind !== "name" || /^(?:and|or|by|asc|desc)$/.test(token.value)) return undefined;
      throw new KqlSyntaxError(token.at, `${token.value} is no operator that is supported`);
    }
    this.tokens.take();
    const right = operator.isList ? this.tokens.nested(() => this.tokens.list(() => this.read())) : [this.operand()];
    const isWrong = (one: Expression): boolean => !isTaken(operator.isList ? "text" : "string", one);
    const wrong = isText(left.type) ? right.find(isWrong) : left;
    if (wrong !== undefined) throw mismatch(token, left, wrong);
    return { kind: "text", at: left.at, type: "bool", ...operator, left, right };
  }

  /** A value with what is taken from within it: a.b["c d"][0]. */
  operand(): Expression {
    const of = this.#primary();
    const path: (string | number)[] = [];
    while (this.tokens.isNext(".") || this.tokens.isNext("[")) {
      const { at } = this.tokens.peek();
      if (of.type !== "dynamic") throw new KqlSyntaxError(at, `a ${of.type} has nothing within it`);
      path.push(this.#key());
    }
    // Kusto refuses paths into what it knows to have no such thing; of a known array an element is enough.
    const [first] = path;
    const isElement = isKnownArray(of) && of.kind === "call" && path.length === 1 && typeof first === "number";
    if (first !== undefined && !isOpen(of) && !isElement) throw new KqlSyntaxError(of.at, "no path leads into this");
    return path.length === 0 ? of : { kind: "property", at: of.at, type: "dynamic", of, path };
  }

  #key(): string | number {
    if (this.tokens.takes(".")) return this.tokens.isNext("[") ? this.#bracketed() : readBareName(this.tokens.take());
    if (this.tokens.peek(1).kind === "string") return this.#bracketed();
    this.tokens.expect("[");
    const negative = this.tokens.takes("-");
    const token = this.tokens.take();
    const index = token.kind === "number" ? readNumber(token) : undefined;
    if (index?.type !== "long") throw unexpected(token, "a key in quotes or a whole number is supported");
    this.tokens.expect("]");
    return negative ? -(index.value as number) : (index.value as number);
  }

  #bracketed(): string {
    this.tokens.expect("[");
    const token = this.tokens.take();
    if (token.kind !== "string") throw unexpected(token, "a name in quotes must follow");
    this.tokens.expect("]");
    return unquote(token);
  }

  #primary(): Expression {
    const token = this.tokens.peek();
    const { at } = token;
    const literal = ({ type, value }: Literal): Expression => ({ kind: "literal", at, type, value });
    if (token.kind === "symbol") return this.#symbol(token);
    if (token.kind === "end") throw unexpected(token, "a value must follow");
    if (token.kind === "name") return this.#named(token);
    this.tokens.take();
    if (token.kind === "string") return literal({ type: "string", value: unquote(token) });
    return literal(token.kind === "typed" ? readTyped(token) : readNumber(token));
  }

  #symbol(token: Token): Expression {
    if (token.value === "(") return this.tokens.nested(() => this.read());
    if (token.value === "[") return this.#column({ ...token, value: this.#bracketed() });
    if (token.value !== "-") throw unexpected(token, "a value must follow");
    this.tokens.take();
    if (this.tokens.isNext("-")) throw unexpected(this.tokens.peek(), "a value must follow");
    const of = this.#primary();
    if (isNumber(of.type) || of.type === "timespan") return { kind: "negate", at: token.at, type: of.type, of };
    throw new KqlSyntaxError(token.at, `a ${of.type} has no negative`);
  }

  #named(token: Token): Expression {
    this.tokens.take();
    const { at, value } = token;
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(value)) {
      return { kind: "literal", at, type: "bool", value: value.toLowerCase() === "true" };
    }
    if (!this.tokens.isNext("(")) return this.#column(token);
    if (value === "dynamic") {
      return { kind: "literal", at, type: "dynamic", value: this.tokens.nested(() => readDynamic(this.tokens)) };
    }
    return readCall(token, this);
  }

  #column({ at, value: name }: Token): Expression {
    const type = this.columns.get(name);
    if (type === undefined) throw new KqlSyntaxError(at, `there is no column ${name} here`);
    return { kind: "column", at, type, name };
  }
}

/** https://learn.microsoft.com/en-us/kusto/query/datatypes-string-operators#operators-on-strings */
function textOperator(text: string) {
  if (text === "=~" || text === "!~") {
    return { relation: "equals", negated: text === "!~", exactCase: false, isList: false } as const;
  }
  const parts = /^(!?)(?:(has|contains|startswith|endswith)(_cs)?|(has_any)|(in~))$/.exec(text);
  if (parts === null || (parts[4] !== undefined && parts[1] === "!")) return undefined;
  const relation = parts[4] === undefined ? ((parts[2] ?? "equals") as TextRelation) : "has";
  const isList = parts[4] !== undefined || parts[5] !== undefined;
  return { relation, negated: parts[1] === "!", exactCase: parts[3] !== undefined, isList } as const;
}

function wantBool(condition: Expression): Expression {
  if (condition.type === "bool") return condition;
  throw new KqlSyntaxError(condition.at, `a bool is wanted, not a ${condition.type}`);
}

function mismatch({ at, value }: Token, left: Expression, right: Expression): KqlSyntaxError {
  return new KqlSyntaxError(at, `${value} can't compare a ${left.type} with a ${right.type}`);
}
