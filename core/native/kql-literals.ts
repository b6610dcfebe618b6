import type { ColumnType, Value } from "./kql-ast.ts";
import { KqlSyntaxError, type Token, unquote } from "./kql-lexer.ts";
import { readDatetime } from "./kql-time.ts";
import type { TokenReader } from "./kql-tokens.ts";

export interface Literal {
  readonly type: ColumnType;
  readonly value: Value;
}

/** Ticks of 100 ns. https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/timespan */
const units: Readonly<Record<string, number>> = {
  ...{ d: 864e9, day: 864e9, days: 864e9 },
  ...{ h: 36e9, hr: 36e9, hrs: 36e9, hour: 36e9, hours: 36e9 },
  ...{ m: 6e8, min: 6e8, minute: 6e8, minutes: 6e8 },
  ...{ s: 1e7, sec: 1e7, second: 1e7, seconds: 1e7 },
  ...{ ms: 1e4, milli: 1e4, millis: 1e4, millisecond: 1e4, milliseconds: 1e4 },
  ...{ micro: 10, micros: 10, microsecond: 10, microseconds: 10, tick: 1, ticks: 1 },
};

/** A number, or with a unit a timespan. */
export function readNumber({ value, at }: Token): Literal {
  const parts = /^(0[xX][0-9a-fA-F]+|[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(value)!;
  const size = Number(parts[1]);
  const unit = parts[2]!;
  if (unit === "") return { type: /^0[xX]|^\d+$/.test(value) ? "long" : "real", value: size };
  if (!Object.hasOwn(units, unit) || !/^[\d.]+$/.test(parts[1]!)) {
    throw new KqlSyntaxError(at, `${value} is no number; a timespan is such as 5d, 1h, 10m or 30s`);
  }
  return { type: "timespan", value: BigInt(Math.round(size * units[unit]!)) };
}

/** A literal such as datetime(2026-01-01) or bool(null). */
export function readTyped(token: Token): Literal {
  const type = token.type === "double" ? "real" : (token.type as ColumnType);
  const text = token.value.trim();
  if (text === "null") return { type, value: null };
  const value = readers[type]?.(text);
  if (value !== undefined) return { type, value };
  throw new KqlSyntaxError(token.at, `${token.type}(${token.value}) is no ${type} that is supported`);
}

const readers: Partial<Record<ColumnType, (text: string) => Value | undefined>> = {
  bool: (text) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined),
  int: (text) => (/^-?\d{1,10}$/.test(text) && (Number(text) | 0) === Number(text) ? Number(text) : undefined),
  long: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  real: (text) => (/^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : undefined),
  datetime: (text) => readDatetime(text.replace(/^"(.*)"$/, "$1")) ?? undefined,
  guid: (text) =>
    /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text) ? text.toLowerCase() : undefined,
};

/** A value within dynamic(…): JSON. https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/dynamic#dynamic-literals */
export function readDynamic(reader: TokenReader, depth = 0): Value {
  const { at } = reader.peek();
  if (depth > 50) throw new KqlSyntaxError(at, "nested more than 50 deep");
  if (reader.takes("[")) return readItems(reader, "]", () => readDynamic(reader, depth + 1));
  if (reader.takes("{")) {
    return Object.fromEntries(
      readItems(reader, "}", () => {
        const key = reader.take();
        if (key.kind !== "string") throw new KqlSyntaxError(key.at, "a property's name must be in quotes");
        reader.expect(":");
        return [unquote(key), readDynamic(reader, depth + 1)] as const;
      }),
    );
  }
  const negative = reader.takes("-");
  const token = reader.take();
  if (token.kind === "number") return readJsonNumber(token, negative);
  if (!negative && token.kind === "string") return unquote(token);
  const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
  if (!negative && token.kind === "name" && Object.hasOwn(constants, token.value)) return constants[token.value]!;
  throw new KqlSyntaxError(at, "dynamic(…) holds JSON");
}

function readJsonNumber(token: Token, negative: boolean): number {
  if (!/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token.value)) throw new KqlSyntaxError(token.at, "no number of JSON");
  return negative ? -Number(token.value) : Number(token.value);
}

function readItems<Item>(reader: TokenReader, close: string, readItem: () => Item): Item[] {
  const items: Item[] = [];
  if (reader.takes(close)) return items;
  do items.push(readItem());
  while (reader.takes(","));
  reader.expect(close);
  return items;
}
