import { firstOf } from "./dialect.ts";
import { type DuckDbRecord, duckDb } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";
import { gcpColumns } from "./gcp-events.ts";

const logName = "regexp_replace(log_name, '(?i)%2f', '/')";

/** Entries of Cloud Logging as sinks write them into files, with an audit log in them. */
export const gcpEvents = (record: DuckDbRecord): EventsSql => {
  const payload = (...path: readonly string[]): string => record.text("protoPayload", ...path);
  const label = (name: string): string => record.text("resource", "labels", name);
  const permissions = `audit_list(${record.at("protoPayload", "authorizationInfo")})`;
  return {
    reads: {
      method: payload("methodName"),
      payload_type: payload("@type"),
      is_audit: `json_type(${record.at("protoPayload")}) = 'OBJECT'`,
      service_name: payload("serviceName"),
      email: payload("authenticationInfo", "principalEmail"),
      subject: payload("authenticationInfo", "principalSubject"),
      permissions: `audit_texts(list_transform(${permissions}, lambda one: json_extract(one, '$.permissionType')))`,
      status_code: payload("status", "code"),
      resource_name: payload("resourceName"),
      place: `audit_text(audit_list(${record.at("protoPayload", "resourceLocation", "currentLocations")})[1])`,
      caller_ip: payload("requestMetadata", "callerIp"),
      user_agent: payload("requestMetadata", "callerSuppliedUserAgent"),
      is_dry_run: `coalesce(audit_yes(${record.at("protoPayload", "metadata", "dryRun")}), FALSE)`,
      is_first: `audit_yes(${record.at("operation", "first")})`,
      is_last: `audit_yes(${record.at("operation", "last")})`,
      label_project: label("project_id"),
      label_location: label("location"),
      label_region: label("region"),
      label_zone: label("zone"),
      log_name: record.text("logName"),
      severity: record.text("severity"),
      time: firstOf(record.text("timestamp"), record.text("receiveTimestamp")),
      log: `CASE WHEN strpos(${logName}, 'cloudaudit.googleapis.com/') > 0 THEN regexp_extract(${logName}, '[^/]*$') END`,
    },
    isEvent:
      "is_audit AND method IS NOT NULL AND coalesce(NOT ends_with(log_name, 'access_transparency'), TRUE) AND coalesce(ends_with(payload_type, '/google.cloud.audit.AuditLog'), TRUE)",
    columns: {
      ...gcpColumns(duckDb, {
        somePermission: (test) => duckDb.some("permissions", test),
        hasPermissions: "len(permissions) > 0",
      }),
      resource:
        "list_filter([resource_name, audit_said(trim(regexp_replace(resource_name, '(?s)^.*/', '')))], lambda one: one IS NOT NULL)",
    },
    time: "time",
  };
};
