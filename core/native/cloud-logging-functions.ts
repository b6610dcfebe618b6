import { RE2JS, RE2JSException } from "re2js";
import type { Expression, Field, Subject, ValueType } from "./cloud-logging-ast.ts";
import { resolveField } from "./cloud-logging-fields.ts";
import { pathNames, unquote } from "./cloud-logging-lexer.ts";
import { readNetwork } from "./cloud-logging-network.ts";
import { readSearch } from "./cloud-logging-search.ts";
import { isTimeZone } from "./cloud-logging-time.ts";
import { foldText, readNumber } from "./cloud-logging-values.ts";

export interface Call {
  kind: "call";
  /** In lower case. */
  name: string;
  value: string;
  at: number;
  list: Argument[];
}

/** What stands where a field, a value or a call may: a word or a text as written, or a call. */
export type Argument = Call | { kind: "word" | "text"; value: string; at: number };

/** Takes note of a problem. */
export type Report = (at: number, message: string) => undefined;

type Reader<Result> = (call: Call, report: Report) => Result | undefined;

/** Functions that say of an entry whether it is meant. */
const filters: Readonly<Record<string, Reader<Expression>>> = {
  log_id: readLogId,
  source: readSource,
  sample: readSample,
  ip_in_net: readInNetwork,
  search: readSearchCall,
};

/** Functions that make of a field something to compare. */
const subjects: Readonly<Record<string, Reader<Subject>>> = { cast: readCast, regexp_extract: readExtract };

/** Arguments of other functions. */
const options = ["timezone"];

export function isFunction(name: string): boolean {
  const folded = name.toLowerCase();
  return Object.hasOwn(filters, folded) || Object.hasOwn(subjects, folded) || options.includes(folded);
}

export function isFilterCall(argument: Argument): boolean {
  return argument.kind === "call" && Object.hasOwn(filters, argument.name);
}

export function readFilterCall(call: Call, report: Report): Expression | undefined {
  const read = Object.hasOwn(filters, call.name) ? filters[call.name] : undefined;
  if (read !== undefined) return read(call, report);
  return report(call.at, `${call.value} says nothing by itself; compare it with a value`);
}

export function readSubject(argument: Argument, report: Report): Subject | undefined {
  if (argument.kind !== "call") return readField(argument, report);
  const read = Object.hasOwn(subjects, argument.name) ? subjects[argument.name] : undefined;
  return read === undefined ? report(argument.at, `${argument.value} can't be compared`) : read(argument, report);
}

function readField(argument: Argument, report: Report): Field | undefined {
  if (argument.kind === "call") return report(argument.at, `${argument.value} isn't a field`);
  const names = argument.kind === "text" ? [unquote(argument.value)] : pathNames(argument.value);
  const field = names === undefined ? undefined : resolveField(names);
  return field ?? report(argument.at, `${argument.value} isn't a field of LogEntry`);
}

/** A pattern of RE2: https://github.com/google/re2/wiki/Syntax */
export function readPattern(argument: Argument, report: Report): RE2JS | undefined {
  if (argument.kind !== "text") return report(argument.at, "a regular expression must be in double quotes");
  try {
    return RE2JS.compile(unquote(argument.value));
  } catch (error) {
    if (!(error instanceof RE2JSException || error instanceof RangeError)) throw error;
    return report(argument.at, `not a regular expression of RE2: ${error.message}`);
  }
}

/** The text of a value, which may be a bare word. */
function readText(argument: Argument, report: Report): string | undefined {
  if (argument.kind === "call") return report(argument.at, `${argument.value} isn't a value`);
  return argument.kind === "text" ? unquote(argument.value) : argument.value;
}

function takes(call: Call, report: Report, least: number, most = least): boolean {
  if (call.list.length >= least && call.list.length <= most) return true;
  const expected = least === most ? `${least}` : `${least} or ${most}`;
  report(call.at, `${call.value} takes ${expected} argument${most === 1 ? "" : "s"}, not ${call.list.length}`);
  return false;
}

function readLogId(call: Call, report: Report): Expression | undefined {
  if (!takes(call, report, 1)) return undefined;
  const id = readText(call.list[0]!, report);
  return id === undefined ? undefined : { kind: "log-id", folded: foldText(decodeLogId(id)) };
}

/** The ID of a log is URL-encoded in its name. */
export function decodeLogId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function readSource(call: Call, report: Report): Expression | undefined {
  if (!takes(call, report, 1)) return undefined;
  const [argument] = call.list;
  const resource = readText(argument!, report);
  if (resource === undefined) return undefined;
  if (/^(?:projects|folders|organizations|billingAccounts)\/[^/]+$/.test(resource)) {
    return { kind: "source", folded: foldText(resource) };
  }
  return report(argument!.at, `${argument!.value} isn't projects/…, folders/…, organizations/… or billingAccounts/…`);
}

function readSample(call: Call, report: Report): Expression | undefined {
  if (!takes(call, report, 2)) return undefined;
  const [subject, share] = call.list;
  const field = readField(subject!, report);
  const fraction = readNumber(readText(share!, report));
  if (fraction === undefined || !(fraction > 0 && fraction <= 1)) {
    return report(share!.at, `${share!.value} isn't a fraction above 0 and up to 1`);
  }
  return field && { kind: "sample", field, fraction };
}

function readInNetwork(call: Call, report: Report): Expression | undefined {
  if (!takes(call, report, 2)) return undefined;
  const [subject, range] = call.list;
  const field = readField(subject!, report);
  const network = readNetwork(readText(range!, report) ?? "");
  if (network === undefined) return report(range!.at, `${range!.value} isn't an IP address or range`);
  return field && { kind: "in-network", field, network };
}

function readSearchCall(call: Call, report: Report): Expression | undefined {
  if (!takes(call, report, 1, 2)) return undefined;
  const query = call.list.at(-1)!;
  const field = call.list.length === 2 ? readField(call.list[0]!, report) : undefined;
  if (query.kind !== "text") return report(query.at, "what to search for must be in double quotes");
  const terms = readSearch(unquote(query.value));
  if (terms.length === 0) return report(query.at, `${query.value} has nothing to search for`);
  return field === undefined ? { kind: "search", terms } : { kind: "search", field, terms };
}

const types: Readonly<Record<string, ValueType>> = {
  STRING: "string",
  INT64: "int",
  FLOAT64: "double",
  BOOL: "bool",
  TIMESTAMP: "timestamp",
  DURATION: "duration",
};

function readCast(call: Call, report: Report): Subject | undefined {
  if (!takes(call, report, 2, 3)) return undefined;
  const [subject, type, option] = call.list;
  const of = readSubject(subject!, report);
  const name = type!.value.toUpperCase();
  if (!Object.hasOwn(types, name)) {
    return report(type!.at, `${type!.value} isn't one of ${Object.keys(types).join(", ")}`);
  }
  const timeZone = option === undefined ? undefined : readTimeZone(option, report);
  if (of === undefined || (option !== undefined && timeZone === undefined)) return undefined;
  return { kind: "cast", of, to: types[name]!, ...(timeZone !== undefined && { timeZone }) };
}

function readTimeZone(option: Argument, report: Report): string | undefined {
  const name = option.kind === "call" && option.name === "timezone" && option.list.length === 1 && option.list[0]!;
  if (!name) return report(option.at, `${option.value} isn't TIMEZONE("…")`);
  const zone = readText(name, report);
  return zone !== undefined && isTimeZone(zone) ? zone : report(name.at, `${name.value} isn't a time zone`);
}

function readExtract(call: Call, report: Report): Subject | undefined {
  if (!takes(call, report, 2)) return undefined;
  const of = readSubject(call.list[0]!, report);
  const pattern = readPattern(call.list[1]!, report);
  if (pattern === undefined) return undefined;
  const groups = pattern.groupCount();
  if (groups !== 1) return report(call.list[1]!.at, `the pattern must have one capture group; it has ${groups}`);
  return of && { kind: "extract", of, pattern };
}
