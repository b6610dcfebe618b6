// Fields: https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
// and https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
import { isObject } from "../object.ts";
import type { ActorType, Category, CommonEvent, Outcome, Rejected } from "./event.ts";
import {
  eventOf,
  type Fields,
  fieldsOf,
  firstText,
  flagOf,
  type JsonObject,
  listOf,
  namesOf,
  textOf,
} from "./record.ts";

const payloadOf = (entry: Fields): unknown => {
  const payload = entry("protoPayload") ?? entry("protopayload_auditlog");
  return fieldsOf(payload)("auditLog") ?? payload;
};

/** Any entry of Cloud Logging, also one that is no audit log. */
export const isLogEntry = (entry: Fields): boolean =>
  isObject(payloadOf(entry)) || typeof entry("logName") === "string";

// https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
const statusNames: readonly string[] =
  "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED".split(
    " ",
  );

const logOf = (entry: Fields): string | undefined => {
  const name = textOf(entry("logName"))?.replace(/%2f/i, "/");
  return name?.includes("cloudaudit.googleapis.com/") ? name.slice(name.lastIndexOf("/") + 1) : undefined;
};

const permissionTypes = (payload: Fields): readonly string[] =>
  listOf(payload("authorizationInfo")).flatMap((one) => textOf(fieldsOf(one)("permissionType")) ?? []);

// Google Workspace's sign-ins and directory changes: https://cloud.google.com/logging/docs/audit/gsuite-audit-logging
const directoryServices: readonly string[] = [
  "login.googleapis.com",
  "admin.googleapis.com",
  "cloudidentity.googleapis.com",
];

/** Reads of configuration share their log with reads of data: on the other clouds they are management events. */
const categoryOf = (log: string | undefined, payload: Fields): Category => {
  if (log === "system_event") return "system";
  if (log === "policy") return "policy";
  if (directoryServices.includes(textOf(payload("serviceName"))?.toLowerCase() ?? "")) return "identity";
  const types = permissionTypes(payload);
  if (log === undefined && types.some((type) => type.startsWith("DATA_"))) return "data";
  if (log !== "data_access") return "management";
  return types.length > 0 && types.every((type) => type.startsWith("ADMIN_")) ? "management" : "data";
};

const readVerb = /(?:^|\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$/i;

const accessOf = (log: string | undefined, payload: Fields, operation: string): "read" | "write" => {
  const types = permissionTypes(payload);
  if (types.some((type) => type.endsWith("_WRITE"))) return "write";
  if (types.length > 0) return "read";
  return log !== "activity" && log !== "system_event" && readVerb.test(operation) ? "read" : "write";
};

const actorOf = (authentication: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const email = textOf(authentication("principalEmail"));
  const subject = textOf(authentication("principalSubject"));
  const id = firstText(email, subject);
  return { id, type: typeOf(id, subject) };
};

const typeOf = (id: string | undefined, subject: string | undefined): ActorType | undefined => {
  if (id === undefined) return undefined;
  if (id === "system:anonymous") return "anonymous";
  const isService = /\.gserviceaccount\.com$|^system:|^system@google\.com$|^serviceAccount:/i;
  if ([id, subject ?? ""].some((one) => isService.test(one))) return "service";
  // https://cloud.google.com/iam/docs/principal-identifiers
  if ([id, subject ?? ""].some((one) => /^principal(?:Set)?:\/\//.test(one))) return "federated";
  return id.includes("@") || /^user:/.test(subject ?? "") ? "user" : undefined;
};

const regionOf = (payload: Fields, labels: Fields): string | undefined => {
  const current = listOf(payload("resourceLocation", "currentLocations"));
  const place = firstText(current[0], labels("location"), labels("region"), labels("zone"));
  return place?.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1");
};

const accountOf = (entry: Fields, labels: Fields): string | undefined =>
  firstText(
    labels("project_id"),
    /^(?:projects|folders|organizations|billingAccounts)\/([^/]+)/.exec(textOf(entry("logName")) ?? "")?.[1],
  );

const errorOf = (code: string | undefined): string | undefined => {
  if (code === undefined || code === "0") return undefined;
  return (/^\d+$/.test(code) ? statusNames[Number(code)] : undefined) ?? code;
};

/** Of a long-running operation's two entries only the last says how it ended, unless the first already failed. */
const outcomeOf = (
  entry: Fields,
  log: string | undefined,
  payload: Fields,
  error: string | undefined,
): Outcome | undefined => {
  if (log === "policy") return flagOf(payload("metadata", "dryRun")) === true ? undefined : "denied";
  if (error !== undefined) return error === "PERMISSION_DENIED" || error === "UNAUTHENTICATED" ? "denied" : "failure";
  const isUnderWay = flagOf(entry("operation", "first")) === true && flagOf(entry("operation", "last")) !== true;
  if (isUnderWay) return undefined;
  return /\.loginFailure$/i.test(textOf(payload("methodName")) ?? "") ? "failure" : "success";
};

const noAuditLog = (entry: Fields, payload: Fields): string | undefined => {
  const type = textOf(payload("@type"));
  if (/access_transparency$/.test(textOf(entry("logName")) ?? "")) {
    return "an Access Transparency entry: what Google's staff did, in a form of its own";
  }
  if (type !== undefined && !type.endsWith("/google.cloud.audit.AuditLog")) return `a log entry of ${type}`;
  if (!isObject(payloadOf(entry))) return "a log entry without an audit log's payload";
  return textOf(payload("methodName")) === undefined ? "an audit log entry without a method's name" : undefined;
};

/** An entry of Cloud Audit Logs as a common event. */
export const fromAuditLog = (native: JsonObject): CommonEvent | Rejected => {
  const entry = fieldsOf(native);
  const payload = fieldsOf(payloadOf(entry));
  const rejected = noAuditLog(entry, payload);
  if (rejected !== undefined) return { rejected };
  const labels = fieldsOf(entry("resource", "labels"));
  const operation = textOf(payload("methodName")) ?? "";
  const log = logOf(entry);
  const error = errorOf(textOf(payload("status", "code")));
  return eventOf({
    cloud: "gcp",
    account: accountOf(entry, labels),
    region: regionOf(payload, labels),
    category: categoryOf(log, payload),
    service: textOf(payload("serviceName")),
    operation,
    access: accessOf(log, payload, operation),
    actor: actorOf(fieldsOf(payload("authenticationInfo"))),
    sourceIp: textOf(payload("requestMetadata", "callerIp")),
    userAgent: textOf(payload("requestMetadata", "callerSuppliedUserAgent")),
    resources: namesOf(payload("resourceName")),
    outcome: outcomeOf(entry, log, payload, error),
    error,
    mfa: undefined,
    severity: textOf(entry("severity"))?.toLowerCase(),
    time: firstText(entry("timestamp"), entry("receiveTimestamp")),
    id: textOf(entry("insertId")),
    native,
  });
};
