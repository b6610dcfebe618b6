import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  matches,
  never,
  not,
  present,
  recordField,
} from "./ast.ts";
import { type Choice, chosen } from "./choices.ts";
import { passes } from "./evaluate.ts";
import { onField, patternOf } from "./on-field.ts";

/**
 * The fields of an event in a LogEntry with an AuditLog: what core/event/gcp-audit-log.ts reads, as filters over the entry.
 * https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */

const payload = (...path: readonly string[]): Field => recordField("protoPayload", ...path);

const service = payload("serviceName");
const method = payload("methodName");
const email = payload("authenticationInfo", "principalEmail");
const subject = payload("authenticationInfo", "principalSubject");
const permission = payload("authorizationInfo", "permissionType");
const code = payload("status", "code");
const resourceName = payload("resourceName");

/** The audit log that an entry is of: `log_id()`, by the name's last part. No path of a user leads here. */
export const auditLog: Field = recordField("", "auditLog");
const inLog = (...names: readonly string[]): Filter => equal(auditLog, names, false);

const inDirectory = equal(
  service,
  ["login.googleapis.com", "admin.googleapis.com", "cloudidentity.googleapis.com"],
  true,
);
const administers = equal(permission, ["ADMIN_READ", "ADMIN_WRITE"], false);
const handlesData = equal(permission, ["DATA_READ", "DATA_WRITE"], false);
const writes = equal(permission, ["ADMIN_WRITE", "DATA_WRITE"], false);

const categories: Readonly<Record<string, Filter>> = {
  system: inLog("system_event"),
  policy: inLog("policy"),
  identity: both(inLog("activity", "data_access"), inDirectory),
  management: either(
    both(inLog("activity"), not(inDirectory)),
    both(inLog("data_access"), not(inDirectory), administers, not(handlesData)),
  ),
  data: both(inLog("data_access"), not(inDirectory), not(both(administers, not(handlesData)))),
};

const readVerb = matches(
  method,
  "(?i)(?:^|\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$",
);
const reads = both(
  not(writes),
  either(administers, handlesData, both(not(inLog("activity", "system_event")), readVerb)),
);

const hasError = both(present(code), not(equal(code, [0], false)));
const isRefused = equal(code, [7, 16], false);
const isPolicy = inLog("policy");
const isUnderWay = both(
  equal(recordField("operation", "first"), [true], false),
  not(equal(recordField("operation", "last"), [true], false)),
);
const isLoginFailure: Filter = { kind: "like", field: method, parts: ["", ".loginFailure"], fold: true };

const outcomes: Readonly<Record<string, Filter>> = {
  denied: either(
    both(isPolicy, not(equal(payload("metadata", "dryRun"), [true], false))),
    both(not(isPolicy), isRefused),
  ),
  failure: both(
    not(isPolicy),
    either(both(hasError, not(isRefused)), both(not(hasError), not(isUnderWay), isLoginFailure)),
  ),
  success: both(not(isPolicy), not(hasError), not(isUnderWay), not(isLoginFailure)),
};

/** The first of the places that an actor's name can be in. */
const whereFirst = (test: (field: Field) => Filter): Filter =>
  either(test(email), both(not(present(email)), test(subject)));

const isAnonymous = whereFirst((field) => equal(field, ["system:anonymous"], false));
/** The name or, where that is something else, the subject. */
const inNameOrSubject = (pattern: string): Filter => either(matches(email, pattern), matches(subject, pattern));
const isService = inNameOrSubject("(?i)\\.gserviceaccount\\.com$|^system:|^system@google\\.com$|^serviceAccount:");
const isFederated = inNameOrSubject("^principal(?:Set)?://");
const isUser = either(
  whereFirst((field) => ({ kind: "like", field, parts: ["", "@", ""], fold: false })),
  matches(subject, "^user:"),
);

const actorTypes: Readonly<Record<string, Filter>> = {
  anonymous: isAnonymous,
  service: both(not(isAnonymous), isService),
  federated: both(not(isAnonymous), not(isService), isFederated),
  user: both(not(isAnonymous), not(isService), not(isFederated), isUser),
};

/** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const statusNames =
  "CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED".split(
    " ",
  );

/** Which of a field's few possible texts pass a comparison. */
const passing = (comparison: Comparison, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => passes(comparison, text));

const error = (comparison: Comparison): Filter => {
  if (comparison.kind === "present") return hasError;
  const codes = passing(comparison, statusNames).map((name) => statusNames.indexOf(name) + 1);
  return codes.length === 0 ? never : equal(code, codes, false);
};

const severities = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];
const severityField = recordField("severity");

/** An entry without a severity has the severity DEFAULT: the two can't be told apart. */
const severity = (comparison: Comparison): Lowered => {
  const names = comparison.kind === "present" ? severities : passing(comparison, severities);
  const known = equal(
    severityField,
    names.map((name) => name.toUpperCase()),
    true,
  );
  const takesDefault = comparison.kind === "present" || passing(comparison, ["default"]).length > 0;
  if (!takesDefault) return { exact: names.length === 0 ? never : known };
  return {
    over: either(known, equal(severityField, ["DEFAULT"], true)),
    under: known,
    lacks: "no difference between the severity DEFAULT and none",
  };
};

/** A filter over the entry; or the nearest on both sides, and what is lacking. */
export type Lowered =
  | { readonly exact: Filter }
  | { readonly exact?: undefined; readonly over?: Filter; readonly under?: Filter; readonly lacks: string };

const actorId = (comparison: Comparison): Filter => {
  // Nothing else that names an actor is a bare e-mail address.
  const isEmail =
    comparison.kind === "equal" && comparison.values.every((value) => /^[^:/@]+@[^:/@]+$/.test(String(value)));
  return isEmail ? onField(comparison, email) : whereFirst((field) => onField(comparison, field));
};

const projectLabel = recordField("resource", "labels", "project_id");

/** Where no label has the project, the log's name begins with whose it is. */
const account = (comparison: Comparison): Lowered => {
  const pattern = patternOf(comparison, "[^/]*");
  const parents = "^(?:projects|folders|organizations|billingAccounts)/";
  const byLabel = onField(comparison, projectLabel);
  if (pattern === undefined) return { over: always, under: byLabel, lacks: "no such test of a part of a name" };
  const byName = matches(recordField("logName"), `${pattern.flags}${parents}${pattern.text}/`);
  return { exact: either(byLabel, both(not(present(projectLabel)), byName)) };
};

const places: readonly Field[] = [
  payload("resourceLocation", "currentLocations"),
  ...["location", "region", "zone"].map((name) => recordField("resource", "labels", name)),
];

/** Some resources have an empty label of their place. */
const isSaid = (place: Field): Filter => both(present(place), not(equal(place, [""], false)));

/** A zone counts as its region; an entry may name several places, of which the event has the first. */
const region = (comparison: Comparison): Lowered => {
  const lacks = "no first of several locations";
  const pattern = comparison.kind === "present" ? undefined : patternOf(comparison, ".*");
  if (comparison.kind === "present") return { exact: either(...places.map(isSaid)) };
  if (pattern === undefined) return { over: either(...places.map(present)), lacks };
  const anywhere = either(...places.map((place) => matches(place, `${pattern.flags}^${pattern.text}(?:-[a-z])?$`)));
  return { over: anywhere, lacks };
};

/** A name and its last part. */
const resource = (comparison: Comparison): Lowered => {
  if (comparison.kind === "present") return { exact: present(resourceName) };
  const whole = onField(comparison, resourceName);
  const pattern = patternOf(comparison, "[^/]*");
  if (pattern === undefined) {
    return { over: present(resourceName), under: whole, lacks: "no such test of a name's last part" };
  }
  const parts = comparison.kind === "like" ? comparison.parts : [];
  const endsAlike = parts.length > 0 && parts[0] === "" && parts.every((part) => !part.includes("/"));
  // What the last part ends in or contains, the whole name does too.
  if (endsAlike && parts.length === 2) return { exact: whole };
  if (endsAlike && parts.length === 3 && parts[2] === "") return { exact: whole };
  return { exact: either(whole, matches(resourceName, `${pattern.flags}/(?:${pattern.text})$`)) };
};

const oneOf = (values: Choice["values"]): Choice => ({ values, given: either(...Object.values(values)) });

/** The fields that have one of a few values. */
export const choices: Readonly<Record<string, Choice>> = {
  category: oneOf(categories),
  access: { values: { read: reads, write: not(reads) }, given: always },
  "actor.type": oneOf(actorTypes),
  outcome: oneOf(outcomes),
};

const lowered: { readonly [name: string]: (comparison: Comparison) => Lowered } = {
  account,
  region,
  service: (comparison) => ({ exact: onField(comparison, service) }),
  operation: (comparison) => ({ exact: onField(comparison, method) }),
  "actor.id": (comparison) => ({ exact: actorId(comparison) }),
  sourceIp: (comparison) => ({ exact: onField(comparison, payload("requestMetadata", "callerIp")) }),
  userAgent: (comparison) => ({
    exact: onField(comparison, payload("requestMetadata", "callerSuppliedUserAgent")),
  }),
  resource,
  error: (comparison) => ({ exact: error(comparison) }),
  severity,
  // Audit logs of Google Cloud don't say.
  mfa: () => ({ exact: never }),
};

/** A comparison with a field of an event over the LogEntry that the event comes from. */
export const inLogEntry = (comparison: Comparison): Lowered => {
  if (comparison.field.of === "record") return { exact: comparison };
  const choice = choices[comparison.field.name];
  if (choice !== undefined) return { exact: chosen(comparison, choice) };
  const lower = lowered[comparison.field.name];
  if (lower === undefined) throw new Error(`no form on Google Cloud for the field ${comparison.field.name}`);
  return lower(comparison);
};
