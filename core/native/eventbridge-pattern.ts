import { isObject } from "../object.ts";
import { agree, type Demand } from "./eventbridge-pattern-arrays.ts";
import { type FieldValue, readFields } from "./eventbridge-pattern-fields.ts";
import { passes, readValueTest, type ValueTest } from "./eventbridge-pattern-values.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

/** Paths, their steps joined by dots as event-ruler does, and the tests of which a value at the path must pass one. */
export type Alternative = ReadonlyMap<string, readonly ValueTest[]>;

/** An event pattern with every `$or` multiplied out: an event matches where one alternative does. */
export interface EventPattern {
  alternatives: readonly Alternative[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const eventPatternCharacters = 2_048;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const eventPatternCharactersAtMost = 4_096;

/** Ours: far above what a pattern within the limit of characters needs, and low enough that reading ends. */
const mostAlternatives = 1_000;
const mostLevels = 100;

/**
 * Names that no field inside `$or` may have.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/Constants.java
 */
const reservedInsideOr = new Set(
  `exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex not-wildcard
  not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ip-address-in-range
  ip-address-not-in-range`.split(/\s+/),
);

interface Place {
  /** The path of the field in an event. */
  field: string | undefined;
  /** The path in the pattern's JSON. */
  json: string;
  insideOr: boolean;
  /** How deep the JSON is nested. */
  level: number;
}

/** What reading reports to, and whether `$or` is a field like any other. */
interface Reading {
  report: (place: Place, message: string) => void;
  plainOr: boolean;
}

const within = (place: Place, key: string): Place => ({
  field: place.field === undefined ? key : `${place.field}.${key}`,
  json: place.json === "" ? key : `${place.json}.${key}`,
  insideOr: place.insideOr,
  level: place.level + 1,
});

const bothOf = (left: Alternative[], right: Alternative[], place: Place, { report }: Reading): Alternative[] => {
  if (left.length * right.length > mostAlternatives) {
    report(place, `more than ${mostAlternatives} combinations of $or`);
    return left;
  }
  const twice = new Set(
    right.flatMap((one) => [...one.keys()].filter((path) => left.some((other) => other.has(path)))),
  );
  for (const path of twice) report(place, `field ${path} is tested twice; give all its values in one array`);
  return left.flatMap((one) => right.map((other) => new Map([...one, ...other])));
};

const readArray = (values: unknown[], place: Place, { report }: Reading): Alternative[] => {
  if (values.length === 0) report(place, "an empty array is not allowed");
  const tests: ValueTest[] = [];
  for (const [index, value] of values.entries()) {
    const test = readValueTest(value);
    if (typeof test === "string") report({ ...place, json: `${place.json}[${index}]` }, test);
    else tests.push(test);
  }
  return [new Map([[place.field ?? "", tests]])];
};

const readOr = (value: unknown, place: Place, reading: Reading): Alternative[] => {
  const json = place.json === "" ? "$or" : `${place.json}.$or`;
  if (!Array.isArray(value) || value.length < 2) {
    reading.report({ ...place, json }, "$or takes an array of at least two objects");
    return [new Map()];
  }
  return value.flatMap((branch, index) => {
    const inside = { ...place, json: `${json}[${index}]`, insideOr: true, level: place.level + 1 };
    return readObject(branch, inside, reading);
  });
};

const readField = (key: string, value: unknown, place: Place, reading: Reading): Alternative[] => {
  if (key === "$or" && !reading.plainOr) return readOr(value, place, reading);
  const inner = within(place, key);
  if (place.insideOr && reservedInsideOr.has(key)) {
    reading.report(inner, "this name is reserved, so no field inside $or may have it");
  }
  if (Array.isArray(value)) return readArray(value, inner, reading);
  if (isObject(value)) return readObject(value, inner, reading);
  reading.report(inner, "a field takes an array of values, or an object of fields");
  return [new Map()];
};

const readObject = (value: unknown, place: Place, reading: Reading): Alternative[] => {
  const entries = isObject(value) ? Object.entries(value) : [];
  if (!isObject(value)) reading.report(place, "only an object of fields is allowed here");
  else if (entries.length === 0) reading.report(place, "an empty object is not allowed");
  if (place.level > mostLevels) {
    reading.report(place, `more than ${mostLevels} levels`);
    return [new Map()];
  }
  return entries.reduce<Alternative[]>(
    (read, [key, inner]) => bothOf(read, readField(key, inner, place, reading), place, reading),
    [new Map()],
  );
};

const readPattern = (pattern: unknown, plainOr: boolean): Parsed<EventPattern> => {
  const problems: SyntaxProblem[] = [];
  const report: Reading["report"] = ({ json }, message) => {
    problems.push({ at: 0, message: `${json === "" ? "pattern" : json}: ${message}` });
  };
  const top: Place = { field: undefined, json: "", insideOr: false, level: 0 };
  const alternatives = readObject(pattern, top, { report, plainOr });
  return problems.length > 0 ? { problems } : { filter: { alternatives } };
};

/**
 * Reads an EventBridge event pattern. The problems' position is always 0: their message names the path in the JSON.
 * A pattern in which `$or` can't be the operator, and can be a field's name, is read with it as one.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * https://github.com/aws/event-ruler#the-backward-compatibility-of-using-or-as-field-name-in-the-rule
 * @param mostCharacters what the account's quota allows of the pattern's compact JSON
 */
export const parseEventPattern = (pattern: unknown, mostCharacters = eventPatternCharacters): Parsed<EventPattern> => {
  const read = readPattern(pattern, false);
  const again = read.problems === undefined ? read : readPattern(pattern, true);
  if (again.problems !== undefined) return read;
  const characters = JSON.stringify(pattern).length;
  if (characters <= mostCharacters) return again;
  return {
    problems: [{ at: 0, message: `pattern: ${characters} characters are more than the ${mostCharacters} allowed` }],
  };
};

const demandOf = (tests: readonly ValueTest[], values: readonly FieldValue[]): Demand => ({
  passed: values.filter(({ value }) => tests.some((test) => passes(test, value))).map(({ place }) => place),
  absent: tests.some((test) => test.kind === "exists" && !test.exists) ? values.map(({ place }) => place) : undefined,
});

/** Does the event, the whole of what EventBridge delivers, match the pattern? */
export const matchesEventPattern = ({ alternatives }: EventPattern, event: unknown): boolean => {
  const fields = readFields(event, new Set(alternatives.flatMap((one) => [...one.keys()])));
  if (fields === undefined) return false;
  return alternatives.some((alternative) => {
    const paths = [...alternative.keys()].sort();
    return agree(paths.map((path) => demandOf(alternative.get(path) ?? [], fields.get(path) ?? [])));
  });
};
