import { cases, firstOf, type SqlDialect } from "./dialect.ts";
import type { EventsSql } from "./events.ts";

const directoryServices = "('login.googleapis.com', 'admin.googleapis.com', 'cloudidentity.googleapis.com')";

const statusNames =
  "CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED".split(
    " ",
  );

const isDirectory = `lower(service_name) IN ${directoryServices}`;

const readVerb =
  "(?i)(?:^|\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$";

const hasError = "status_code IS NOT NULL AND status_code <> '0'";

const error = cases([
  hasError,
  `CASE status_code ${statusNames.map((name, at) => `WHEN '${at + 1}' THEN '${name}'`).join(" ")} ELSE status_code END`,
]);

const actorId = firstOf("email", "subject");

/** What stands of an entry in the columns that `gcpColumns` uses, beside texts. */
export interface GcpLists {
  /** Whether a permission's type passes a test. */
  somePermission(test: (one: string) => string): string;
  readonly hasPermissions: string;
}

/** The fields of an event of Cloud Audit Logs, as core/event/gcp-audit-log.ts reads them. */
export const gcpColumns = (
  { finds, found }: SqlDialect,
  { somePermission, hasPermissions }: GcpLists,
): Omit<EventsSql["columns"], "resource"> => {
  const some = (test: (one: string) => string): string => `${hasPermissions} AND ${somePermission(test)}`;
  const category = cases(
    ["log = 'system_event'", "'system'"],
    ["log = 'policy'", "'policy'"],
    [isDirectory, "'identity'"],
    [`log IS NULL AND ${some((one) => `starts_with(${one}, 'DATA_')`)}`, "'data'"],
    ["log IS NULL OR log <> 'data_access'", "'management'"],
    [`${hasPermissions} AND NOT (${somePermission((one) => `NOT starts_with(${one}, 'ADMIN_')`)})`, "'management'"],
    ["TRUE", "'data'"],
  );
  const access = cases(
    [some((one) => `ends_with(${one}, '_WRITE')`), "'write'"],
    [hasPermissions, "'read'"],
    [`coalesce(log, '') NOT IN ('activity', 'system_event') AND ${finds("method", readVerb)}`, "'read'"],
    ["TRUE", "'write'"],
  );
  const eitherFinds = (pattern: string): string =>
    `${finds(actorId, pattern)} OR coalesce(${finds("subject", pattern)}, FALSE)`;
  const actorType = cases(
    [`${actorId} IS NULL`, "NULL"],
    [`${actorId} = 'system:anonymous'`, "'anonymous'"],
    [eitherFinds("(?i)\\.gserviceaccount\\.com$|^system:|^system@google\\.com$|^serviceAccount:"), "'service'"],
    [eitherFinds("^principal(?:Set)?://"), "'federated'"],
    [`strpos(${actorId}, '@') > 0 OR coalesce(starts_with(subject, 'user:'), FALSE)`, "'user'"],
  );
  const outcome = cases(
    ["log = 'policy'", "CASE WHEN is_dry_run THEN NULL ELSE 'denied' END"],
    [`${hasError} AND status_code IN ('7', '16', 'PERMISSION_DENIED', 'UNAUTHENTICATED')`, "'denied'"],
    [hasError, "'failure'"],
    ["coalesce(is_first, FALSE) AND NOT coalesce(is_last, FALSE)", "NULL"],
    [finds("method", "(?i)\\.loginFailure$"), "'failure'"],
    ["TRUE", "'success'"],
  );
  const place = firstOf("place", "label_location", "label_region", "label_zone");
  return {
    account: firstOf("label_project", found("log_name", "^(?:projects|folders|organizations|billingAccounts)/([^/]+)")),
    region: firstOf(found(place, "^([a-z]+-[a-z]+[0-9]+)-[a-z]$"), place),
    category,
    service: "service_name",
    operation: "method",
    access,
    "actor.id": actorId,
    "actor.type": actorType,
    sourceIp: "caller_ip",
    userAgent: "user_agent",
    outcome,
    error,
    mfa: "CAST(NULL AS BOOLEAN)",
    severity: "lower(severity)",
  };
};
