import type { Comparison } from "../filter/ast.ts";
import { passes } from "../filter/evaluate.ts";
import type { SqlValue } from "./condition.ts";
import { isOneOf, type SqlDialect } from "./dialect.ts";

const escaped = (letter: string): string => `\\U${letter.codePointAt(0)!.toString(16).padStart(8, "0")}`;

/**
 * A text in quotes, with the escapes that JSON has too, and what a terminal would obey or hide by its number.
 * https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#string_and_bytes_literals
 */
const quoted = (text: string): string => JSON.stringify(text).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/string_functions, and net_functions beside it */
export const bigQuery: SqlDialect = {
  name: "BigQuery",
  quoted,
  finds: (operand, pattern) => `REGEXP_CONTAINS(${operand}, ${quoted(pattern)})`,
  found: (operand, pattern) => `REGEXP_EXTRACT(${operand}, ${quoted(pattern)})`,
  ipv6: (operand) => `TO_HEX(NET.SAFE_IP_FROM_STRING(${operand}))`,
  some: (list, test) => `EXISTS(SELECT 1 FROM UNNEST(${list}) AS one WHERE ${test("one")})`,
  isFilled: (list) => `ARRAY_LENGTH(${list}) > 0`,
};

/** Where a field of an entry is in the view `_AllLogs` of a log bucket's linked dataset, whose columns have `native_` before their names here. */
type Place =
  | { readonly is: "text" | "number" | "flag" | "texts"; readonly column: string }
  /** A field of the elements of a list. */
  | { readonly is: "element"; readonly column: string; readonly field: string; readonly type: "text" | "flag" }
  /** In a column of JSON. */
  | { readonly is: "json"; readonly column: string; readonly steps: readonly string[] };

const payload = "native_proto_payload.audit_log";

const text = (column: string): Place => ({ is: "text", column });
const authorization = (field: string, type: "text" | "flag" = "text"): Place => ({
  is: "element",
  column: `${payload}.authorization_info`,
  field,
  type,
});

/** https://cloud.google.com/logging/docs/analyze/query-and-view, and the fields of LogEntry and AuditLog in snake case. */
const columns: Readonly<Record<string, Place>> = {
  logName: text("native_log_name"),
  insertId: text("native_insert_id"),
  severity: text("native_severity"),
  "resource.type": text("native_resource.type"),
  "operation.id": text("native_operation.id"),
  "operation.producer": text("native_operation.producer"),
  "operation.first": { is: "flag", column: "native_operation.first" },
  "operation.last": { is: "flag", column: "native_operation.last" },
  "protoPayload.serviceName": text(`${payload}.service_name`),
  "protoPayload.methodName": text(`${payload}.method_name`),
  "protoPayload.resourceName": text(`${payload}.resource_name`),
  "protoPayload.authenticationInfo.principalEmail": text(`${payload}.authentication_info.principal_email`),
  "protoPayload.authenticationInfo.principalSubject": text(`${payload}.authentication_info.principal_subject`),
  "protoPayload.authenticationInfo.serviceAccountKeyName": text(
    `${payload}.authentication_info.service_account_key_name`,
  ),
  "protoPayload.authorizationInfo.resource": authorization("resource"),
  "protoPayload.authorizationInfo.permission": authorization("permission"),
  "protoPayload.authorizationInfo.permissionType": authorization("permission_type"),
  "protoPayload.authorizationInfo.granted": authorization("granted", "flag"),
  "protoPayload.requestMetadata.callerIp": text(`${payload}.request_metadata.caller_ip`),
  "protoPayload.requestMetadata.callerSuppliedUserAgent": text(
    `${payload}.request_metadata.caller_supplied_user_agent`,
  ),
  "protoPayload.requestMetadata.callerNetwork": text(`${payload}.request_metadata.caller_network`),
  "protoPayload.resourceLocation.currentLocations": {
    is: "texts",
    column: `${payload}.resource_location.current_locations`,
  },
  "protoPayload.status.code": { is: "number", column: `${payload}.status.code` },
  "protoPayload.status.message": text(`${payload}.status.message`),
};

/** Columns of JSON, by the paths that lead to them. */
const jsonColumns: Readonly<Record<string, string>> = {
  labels: "native_labels",
  "resource.labels": "native_resource.labels",
  "protoPayload.request": `${payload}.request`,
  "protoPayload.response": `${payload}.response`,
  "protoPayload.metadata": `${payload}.metadata`,
  "protoPayload.serviceData": `${payload}.service_data`,
};

const placeOf = (path: readonly string[]): Place | undefined => {
  const known = columns[path.join(".")];
  if (known !== undefined) return known;
  for (let length = 1; length <= path.length; length += 1) {
    const column = jsonColumns[path.slice(0, length).join(".")];
    if (column !== undefined) return { is: "json", column, steps: path.slice(length) };
  }
  return undefined;
};

/** A text that is not empty: what is unset may be either. */
export const said = (column: string): string => `NULLIF(${column}, '')`;

const none = "CAST(NULL AS STRING)";
const noNumber = "CAST(NULL AS FLOAT64)";
const noFlag = "CAST(NULL AS BOOL)";

const columnValue = (type: "text" | "number" | "flag", column: string): SqlValue => ({
  text: type === "text" ? said(column) : none,
  number: type === "number" ? column : noNumber,
  flag: type === "flag" ? column : noFlag,
});

const jsonValue = (json: string): SqlValue => ({
  text: `IF(JSON_TYPE(${json}) = 'string', JSON_VALUE(${json}), NULL)`,
  number: `IF(JSON_TYPE(${json}) = 'number', LAX_FLOAT64(${json}), NULL)`,
  flag: `IF(JSON_TYPE(${json}) = 'boolean', LAX_BOOL(${json}), NULL)`,
});

const elements = (json: string, name: string): string =>
  `UNNEST(IF(JSON_TYPE(${json}) = 'array', JSON_QUERY_ARRAY(${json}), [${json}])) AS ${name}`;

/** Each of a list's elements for itself, and of the lists in it. */
const spread = (json: string, name: string): string =>
  `${elements(json, `in_${name}`)}, ${elements(`in_${name}`, name)}`;

const inJson = (column: string, steps: readonly string[], test: (json: string) => string): string => {
  const froms = [spread(column, "j0"), ...steps.map((step, at) => spread(`j${at}[${quoted(step)}]`, `j${at + 1}`))];
  return `EXISTS(SELECT 1 FROM ${froms.join(", ")} WHERE ${test(`j${steps.length}`)})`;
};

/** Whether a value at a path passes a test, or, without one, is there; undefined where no column has it. */
export const someInAllLogs = (path: readonly string[], test?: (value: SqlValue) => string): string | undefined => {
  const place = placeOf(path);
  if (place === undefined) return undefined;
  switch (place.is) {
    case "json":
      return inJson(place.column, place.steps, (json) =>
        test === undefined ? `JSON_TYPE(${json}) <> 'null'` : test(jsonValue(json)),
      );
    case "element": {
      const value = columnValue(place.type, `one.${place.field}`);
      return bigQuery.some(place.column, () => test?.(value) ?? `${value[place.type]} IS NOT NULL`);
    }
    case "texts":
      return bigQuery.some(place.column, (one) => test?.(columnValue("text", one)) ?? `${said(one)} IS NOT NULL`);
    case "text":
    case "number":
    case "flag": {
      const value = columnValue(place.is, place.column);
      return test?.(value) ?? `${value[place.is]} IS NOT NULL`;
    }
    default:
      return place satisfies never;
  }
};

const unsetOf = (place: Place | undefined): 0 | false | undefined => {
  if (place?.is === "number") return 0;
  return place?.is === "flag" || (place?.is === "element" && place.type === "flag") ? false : undefined;
};

const isSeverity = ({ field }: Comparison): boolean =>
  field.of === "event" ? field.name === "severity" : field.path.join(".") === "severity";

/** The view may have 0, FALSE or the severity DEFAULT where an entry has nothing. */
export const lacksInAllLogs = (comparison: Comparison): string | undefined => {
  const isTold = (unset: string | number | boolean): boolean =>
    comparison.kind !== "present" && !passes(comparison, unset);
  if (isSeverity(comparison)) {
    // An event has it in lower case, a record as it is.
    return isTold("default") && isTold("DEFAULT") ? undefined : "no difference between the severity DEFAULT and none";
  }
  if (comparison.field.of !== "record") return undefined;
  const unset = unsetOf(placeOf(comparison.field.path));
  return unset === undefined || isTold(unset) ? undefined : "no difference between nothing and 0 or false";
};

/** The audit logs. */
export const isAuditLog = isOneOf(
  "log_id",
  ["activity", "data_access", "system_event", "policy"].map((name) => `cloudaudit.googleapis.com/${name}`),
  bigQuery,
);
