import { fits, fitsArn, listed } from "./statement.ts";

export type Conditions = { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };

/** The keys of a request with their values: in whichever case, and several where a key has several. */
export type Context = { readonly [key: string]: string | readonly string[] };

type Test = (wanted: string, given: string) => boolean;

const number = (text: string): number => {
  const found = Number(text);
  if (text.trim() === "" || Number.isNaN(found)) throw new Error(`${JSON.stringify(text)} is no number`);
  return found;
};

const time = (text: string): number => {
  const found = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text);
  if (Number.isNaN(found)) throw new Error(`${JSON.stringify(text)} is no date`);
  return found;
};

const bits = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + number(part), 0);

/** Of IPv4 alone. */
const inNetwork: Test = (network, address) => {
  const [base, length = "32"] = network.split("/");
  const size = 2 ** (32 - number(length));
  return Math.floor(bits(base!) / size) === Math.floor(bits(address) / size);
};

const same: Test = (wanted, given) => wanted === given;
const sameInAnyCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const tests: { readonly [operator: string]: Test } = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameInAnyCase,
  StringLike: fits,
  ArnEquals: fitsArn,
  ArnLike: fitsArn,
  Bool: sameInAnyCase,
  NumericEquals: (wanted, given) => number(given) === number(wanted),
  NumericLessThan: (wanted, given) => number(given) < number(wanted),
  NumericLessThanEquals: (wanted, given) => number(given) <= number(wanted),
  NumericGreaterThan: (wanted, given) => number(given) > number(wanted),
  NumericGreaterThanEquals: (wanted, given) => number(given) >= number(wanted),
  DateEquals: (wanted, given) => time(given) === time(wanted),
  DateLessThan: (wanted, given) => time(given) < time(wanted),
  DateLessThanEquals: (wanted, given) => time(given) <= time(wanted),
  DateGreaterThan: (wanted, given) => time(given) > time(wanted),
  DateGreaterThanEquals: (wanted, given) => time(given) >= time(wanted),
  IpAddress: inNetwork,
};

const negations: { readonly [operator: string]: string } = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
};

const form = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** One operator on one key. */
const holds = (operator: string, wanted: readonly string[], given: readonly string[] | undefined): boolean => {
  const [, quantifier, name, ifExists] = form.exec(operator) ?? [];
  if (name === "Null") return wanted.includes(String(given === undefined || given.length === 0));
  const positive = negations[name ?? ""] ?? name ?? "";
  const test = tests[positive];
  if (test === undefined) throw new Error(`the operator ${operator} is not known`);
  const isNegated = positive !== name;
  if (given === undefined || given.length === 0) {
    if (quantifier === "ForAllValues" || ifExists !== undefined) return true;
    return quantifier === undefined && isNegated;
  }
  // Of a negated operator, a value must be none of those that are listed.
  const passes = (value: string) => isNegated !== wanted.some((one) => test(one, value));
  if (quantifier === "ForAnyValue") return given.some(passes);
  if (quantifier === undefined && given.length > 1)
    throw new Error(`${operator} compares one value, not ${given.length}`);
  return given.every(passes);
};

/** Whether all conditions of a statement hold: operators and keys are joined by AND, a key's values by OR. */
export const allHold = (conditions: Conditions, context: Context): boolean => {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), listed(value)]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, listed(wanted), values.get(key.toLowerCase()))),
  );
};
