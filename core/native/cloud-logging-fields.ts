import { isObject } from "../object.ts";
import type { Field, LogEntry, Step, ValueType } from "./cloud-logging-ast.ts";

/** A map's values are texts. A struct's are any JSON. A payload is a message that only the entry knows. */
type Shape = ValueType | "map" | "struct" | "payload" | { readonly [name: string]: Shape };

const appHubPart = { id: "string", environmentType: "string", criticalityType: "string" } as const;
const appHub = {
  application: { container: "string", location: "string", id: "string" },
  service: appHubPart,
  workload: appHubPart,
} as const;

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry */
const logEntry = {
  logName: "string",
  resource: { type: "string", labels: "map" },
  protoPayload: "payload",
  textPayload: "string",
  jsonPayload: "struct",
  timestamp: "timestamp",
  receiveTimestamp: "timestamp",
  severity: "severity",
  insertId: "string",
  httpRequest: {
    requestMethod: "string",
    requestUrl: "string",
    requestSize: "int",
    status: "int",
    responseSize: "int",
    userAgent: "string",
    remoteIp: "string",
    serverIp: "string",
    referer: "string",
    latency: "duration",
    cacheLookup: "bool",
    cacheHit: "bool",
    cacheValidatedWithOriginServer: "bool",
    cacheFillBytes: "int",
    protocol: "string",
  },
  labels: "map",
  metadata: { systemLabels: "struct", userLabels: "map" },
  operation: { id: "string", producer: "string", first: "bool", last: "bool" },
  trace: "string",
  spanId: "string",
  traceSampled: "bool",
  sourceLocation: { file: "string", line: "int", function: "string" },
  split: { uid: "string", index: "int", totalSplits: "int" },
  errorGroups: "struct",
  apphub: appHub,
  apphubSource: appHub,
  apphubDestination: appHub,
} as const satisfies Shape;

/**
 * The structs and maps of an AuditLog, whose keys keep their case: its own, and those at any depth.
 * https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
const auditLogStructs = ["request", "response", "metadata", "resourceOriginalState"];
const nestedStructs = ["thirdPartyPrincipal", "thirdPartyClaims", "claims", "labels"];

/** Names of protocol buffer fields are the same in any case: end_time is endTime. */
const foldName = (name: string): string => name.replaceAll("_", "").toLowerCase();

const sameName = (a: string, b: string): boolean => a === b || foldName(a) === foldName(b);

/** The field of a LogEntry at a path, or nothing where no LogEntry can have it. */
export function resolveField(names: string[]): Field | undefined {
  const path: Step[] = [];
  let shape: Shape = logEntry;
  for (const [index, name] of names.entries()) {
    if (shape === "struct") return rest(path, names.slice(index), true);
    if (shape === "payload") return rest(path, names.slice(index), false);
    if (shape === "map") {
      if (index < names.length - 1) return undefined;
      return { kind: "field", path: [...path, { name, exact: true }], type: "string", defaulted: false };
    }
    if (typeof shape === "string") return undefined;
    const fields: Readonly<Record<string, Shape>> = shape;
    const known = Object.keys(fields).find((key) => sameName(key, name));
    if (known === undefined) return undefined;
    path.push({ name: known, exact: true });
    shape = fields[known]!;
  }
  if (shape === "struct") return { kind: "field", path, type: "json", defaulted: false };
  const isMessage = typeof shape === "object" || shape === "map" || shape === "payload";
  return { kind: "field", path, type: isMessage ? "message" : (shape as ValueType), defaulted: !isMessage };
}

function rest(path: Step[], names: string[], within: boolean): Field {
  let exact = within;
  const steps = names.map((name, index): Step => {
    const step = { name, exact };
    const structs = index === 0 ? [...auditLogStructs, ...nestedStructs] : nestedStructs;
    exact ||= structs.some((struct) => sameName(struct, name));
    return step;
  });
  const type = steps.at(-1)!.exact ? "json" : "proto";
  return { kind: "field", path: [...path, ...steps], type, defaulted: false };
}

/** Every value of the entry at a field's path; arrays on the way are searched, an array at its end is one value. */
export function valuesAt(entry: LogEntry, path: Step[]): unknown[] {
  return path.reduce<unknown[]>((values, step) => values.flatMap((value) => children(value, step)), [entry]);
}

function children(value: unknown, step: Step): unknown[] {
  return elements(value).flatMap((element) => {
    if (!isObject(element)) return [];
    const key = keyOf(element, step);
    if (key !== undefined) return [element[key]];
    // An Any of a well-known type: the query doesn't name its `value`.
    const inner = Object.hasOwn(element, "@type") && Object.hasOwn(element, "value") ? element.value : undefined;
    const innerKey = isObject(inner) ? keyOf(inner, step) : undefined;
    return innerKey === undefined ? [] : [(inner as Record<string, unknown>)[innerKey]];
  });
}

function keyOf(value: Record<string, unknown>, { name, exact }: Step): string | undefined {
  if (Object.hasOwn(value, name)) return name;
  return exact ? undefined : Object.keys(value).find((key) => sameName(key, name));
}

/** The elements of an array and of the arrays in it, or the value itself. */
export function elements(value: unknown): unknown[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [value];
  return walk(value, (inner) => (Array.isArray(inner) ? inner : undefined));
}

/** Every text, number, boolean and null in a value. */
export function leaves(value: unknown): unknown[] {
  return walk([value], (inner) => {
    if (Array.isArray(inner)) return inner;
    return isObject(inner) ? Object.values(inner) : undefined;
  });
}

/** Without recursion, since an entry may be nested deeper than the stack is. */
function walk(values: unknown[], inside: (value: unknown) => unknown[] | undefined): unknown[] {
  const found: unknown[] = [];
  const waiting = values.toReversed();
  while (waiting.length > 0) {
    const value = waiting.pop();
    const inner = inside(value);
    if (inner === undefined) found.push(value);
    else for (const one of inner.toReversed()) waiting.push(one);
  }
  return found;
}
