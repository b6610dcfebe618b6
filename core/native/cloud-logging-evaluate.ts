import { isObject } from "../object.ts";
import type { CloudLoggingQuery, Expression, Field, LogEntry, Subject, ValueType } from "./cloud-logging-ast.ts";
import { elements, leaves, valuesAt } from "./cloud-logging-fields.ts";
import { decodeLogId } from "./cloud-logging-functions.ts";
import { isWithin, readNetwork } from "./cloud-logging-network.ts";
import { hasTerms } from "./cloud-logging-search.ts";
import { inTimeZone, readDuration, readTimestamp } from "./cloud-logging-time.ts";
import { compareValue, defaults, foldText, readBool, readInteger, readNumber } from "./cloud-logging-values.ts";

/** Whether a query means a log entry: what a sink with this filter routes, or an exclusion drops. */
export function matchesCloudLoggingQuery(query: CloudLoggingQuery, entry: LogEntry): boolean {
  return matches(query.expression, entry);
}

function matches(expression: Expression, entry: LogEntry): boolean {
  switch (expression.kind) {
    case "and":
      return expression.terms.every((term) => matches(term, entry));
    case "or":
      return expression.terms.some((term) => matches(term, entry));
    case "not":
      return !matches(expression.term, entry);
    case "compare":
      return matchesComparison(expression, entry);
    case "match":
      return textsOf(expression.subject, entry).some((text) => expression.pattern.test(text) !== expression.negated);
    case "present":
      return isPresent(expression.subject, entry);
    case "anywhere":
      return leaves(entry).some((leaf) => compareValue(leaf, "json", ":", expression.literal));
    case "log-id":
      return foldText(logOf(entry).id) === expression.folded;
    case "source":
      return foldText(logOf(entry).source) === expression.folded;
    case "sample":
      return isSampled(expression, entry);
    case "in-network":
      return isInNetwork(expression, entry);
    case "search":
      return hasTerms(searchedTexts(expression.field, entry), expression.terms);
    default:
      return expression satisfies never;
  }
}

interface Values {
  list: unknown[];
  type: Field["type"];
}

/** What a subject is in an entry: nothing where it is missing, several values where it is an array. */
function valuesOf(subject: Subject, entry: LogEntry): Values {
  switch (subject.kind) {
    case "field": {
      const list = valuesAt(entry, subject.path).flatMap(elements);
      const isDefault = subject.defaulted && list.every((value) => value === null);
      return { list: isDefault ? [defaults[subject.type as ValueType]] : list, type: subject.type };
    }
    case "cast": {
      const list = valuesOf(subject.of, entry).list.map((value) => castTo(value, subject.to, subject.timeZone));
      return { list: list.filter((value) => value !== undefined), type: subject.to };
    }
    case "extract": {
      const list = textsOf(subject.of, entry).map((text) => extracted(text, subject));
      return { list: list.filter((text) => text !== undefined), type: "string" };
    }
    default:
      return subject satisfies never;
  }
}

/** Only strings are matched with regular expressions, as they are. */
function textsOf(subject: Subject, entry: LogEntry): string[] {
  const { list, type } = valuesOf(subject, entry);
  if (type !== "string" && type !== "json" && type !== "proto") return [];
  return list.filter((value) => typeof value === "string");
}

function extracted(text: string, { pattern }: Extract<Subject, { kind: "extract" }>): string | undefined {
  const matcher = pattern.matcher(text);
  return matcher.find() ? (matcher.group(1) ?? undefined) : undefined;
}

function castTo(value: unknown, type: ValueType, timeZone: string | undefined): unknown {
  if (value === null || isObject(value)) return undefined;
  switch (type) {
    case "int":
      return castToInteger(value)?.toString();
    case "double":
      return typeof value === "boolean" ? undefined : readNumber(value);
    case "bool": {
      const bool = typeof value === "number" ? Number(value !== 0) : readBool(value);
      return bool === undefined ? undefined : bool === 1;
    }
    case "timestamp":
      return readTimestamp(value) === undefined ? undefined : value;
    case "duration":
      return readDuration(value) === undefined ? undefined : value;
    default:
      return timeZone === undefined ? String(value) : inTimeZone(String(value), timeZone);
  }
}

function castToInteger(value: unknown): bigint | undefined {
  if (typeof value === "boolean") return BigInt(value);
  return readInteger(typeof value === "number" ? Math.round(value) : value);
}

function matchesComparison(
  { subject, comparator, literal }: Extract<Expression, { kind: "compare" }>,
  entry: LogEntry,
): boolean {
  const { list, type } = valuesOf(subject, entry);
  return list.some((value) => {
    if (!isObject(value)) return compareValue(value, type, comparator, literal);
    // An object has what one of its fields has; no other comparison is of objects.
    return comparator === ":" && leaves(value).some((leaf) => compareValue(leaf, "json", ":", literal));
  });
}

/** Set explicitly, be it to a JSON null; an array without elements is as good as none. */
function isPresent(subject: Subject, entry: LogEntry): boolean {
  if (subject.kind !== "field") return valuesOf(subject, entry).list.length > 0;
  const isStruct = subject.type === "json";
  return valuesAt(entry, subject.path)
    .flatMap(elements)
    .some((value) => isStruct || value !== null);
}

/** The resource that an entry's log is of, and the log's ID, decoded. */
function logOf(entry: LogEntry): { source: string; id: string } {
  const name = typeof entry.logName === "string" ? entry.logName : "";
  const parts = /^([^/]+\/[^/]+)\/logs\/(.*)$/s.exec(name);
  return { source: parts?.[1] ?? "", id: decodeLogId(parts?.[2] ?? "") };
}

/**
 * Cloud Logging's hash isn't published: the share of entries in the sample is as in the cloud, but not which they are.
 * https://cloud.google.com/logging/docs/view/logging-query-language#sample
 */
function isSampled({ field, fraction }: Extract<Expression, { kind: "sample" }>, entry: LogEntry): boolean {
  return valuesOf(field, entry).list.some((value) => {
    if (typeof value !== "string" && typeof value !== "number") return false;
    return hash(String(value)) / 0xffffffff <= fraction;
  });
}

/** FNV-1a, then MurmurHash3's finish, so that texts that differ in their ends alone are far apart. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}

function isInNetwork({ field, network }: Extract<Expression, { kind: "in-network" }>, entry: LogEntry): boolean {
  return textsOf(field, entry).some((text) => {
    const address = readNetwork(text);
    return address !== undefined && isWithin(address, network);
  });
}

function searchedTexts(field: Field | undefined, entry: LogEntry): string[] {
  const searched = field === undefined ? [entry] : valuesAt(entry, field.path);
  return searched.flatMap(leaves).filter((leaf) => typeof leaf === "string");
}
