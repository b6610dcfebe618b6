import { deniedCodes } from "../event/azure-fields.ts";
import { cases, firstOf, isOneOf } from "./dialect.ts";
import { duckDb, pointer } from "./duckdb.ts";

/** What core/event/azure-fields.ts reads of records of every form, as SQL. */

export const claimPrefix = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
export const entraPrefix = "http://schemas.microsoft.com/identity/claims/";
const methodsClaim = "http://schemas.microsoft.com/claims/authnmethodsreferences";

export const inObject = (object: string, ...path: readonly string[]): string =>
  `json_extract(${object}, ${duckDb.quoted(pointer(path))})`;

export const textIn = (object: string, ...path: readonly string[]): string =>
  `audit_text(${inObject(object, ...path)})`;

/** Whose a token is. */
export const principalType = (columns: Readonly<Record<"token" | "hint" | "id" | "spn", string>>): string => {
  const { token, hint, id, spn } = columns;
  return cases(
    [`lower(coalesce(${token}, ${hint})) IN ('app', 'serviceprincipal', 'managedidentity')`, "'service'"],
    [`lower(coalesce(${token}, ${hint})) = 'user' OR strpos(${id}, '@') > 0`, "'user'"],
    [`${spn} IS NOT NULL`, "'service'"],
    [`regexp_matches(${id}, '(?i)^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')`, "'service'"],
  );
};

/** How a token was got, as text. */
export const methodsIn = (claims: string): string => {
  const methods = firstOf(inObject(claims, methodsClaim), inObject(claims, "amr"));
  return `CASE json_type(${methods}) WHEN 'ARRAY' THEN CAST(${methods} AS VARCHAR) ELSE audit_text(${methods}) END`;
};

export const claimedMfa = (methods: string): string =>
  `CASE WHEN ${methods} IS NOT NULL THEN regexp_matches(${methods}, '(?i)(?:^|[^\\pL\\pN])mfa(?:$|[^\\pL\\pN])') END`;

export const addressOf = (text: string): string =>
  `regexp_replace(regexp_replace(${text}, '^([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+):[0-9]+$', '\\1'), '(?i)^\\[([0-9a-f:.]+)\\](?::[0-9]+)?$', '\\1')`;

/** Of a level in lower case. */
export const severityOf = (level: string): string =>
  cases(
    [`regexp_matches(${level}, '^[0-9]+$')`, "NULL"],
    [`${level} = 'information'`, "'informational'"],
    ["TRUE", level],
  );

/** Whether one of some codes says that the caller was refused. */
export const isDenied = (...codes: readonly string[]): string =>
  codes.map((one) => `coalesce(${isOneOf(`lower(${one})`, deniedCodes, duckDb)}, FALSE)`).join(" OR ");

/** The categories of the activity log that tell of Azure itself, in lower case. */
export const systemCategories = ["security", "servicehealth", "resourcehealth", "alert", "autoscale", "recommendation"];

/** Of an event of the activity log, by its status in lower case. */
export const hasFailed = (status: string): string => `${status} IN ('failure', 'failed', 'canceled', 'cancelled')`;

/** Whether a policy's effect refused an operation. */
export const isDeniedByPolicy = (operation: string): string =>
  `regexp_matches(${operation}, '(?i)/policies/deny/action$')`;

/** Of an event of the activity log, by its status in lower case, and whether it says that the caller was refused. */
export const activityOutcome = (status: string, isRefused: string): string =>
  cases(
    [`${status} IN ('success', 'succeeded')`, "'success'"],
    [`${hasFailed(status)} AND (${isRefused})`, "'denied'"],
    [hasFailed(status), "'failure'"],
  );

/** Of a directory audit, by its result in lower case. */
export const directoryOutcome = (result: string, reason: string): string =>
  cases(
    [`${result} = 'success'`, "'success'"],
    [`coalesce(${result}, '') NOT IN ('failure', 'timeout')`, "NULL"],
    [`regexp_matches(${reason}, '(?i)forbidden|unauthori[sz]ed|accessdenied|insufficient privileges')`, "'denied'"],
    ["TRUE", "'failure'"],
  );

export const signInOutcome = (code: string): string =>
  cases(
    [`${code} IS NULL`, "NULL"],
    [`${code} = '0'`, "'success'"],
    [`${code} IN ('53000', '53001', '53002', '53003', '53004', '50105')`, "'denied'"],
    ["TRUE", "'failure'"],
  );

/** Whether the second factor that a sign-in asked for was given, by its requirement. */
export const signInMfa = (requirement: string, code: string): string =>
  cases(
    [`lower(${requirement}) = 'singlefactorauthentication'`, "FALSE"],
    [`lower(${requirement}) = 'multifactorauthentication' AND ${code} = '0'`, "TRUE"],
  );

/** A name, and the last part of one that is a path. */
export const namesOf = (...paths: readonly string[]): string =>
  `list_filter([${paths
    .flatMap((path) => [path, `audit_said(trim(regexp_replace(${path}, '(?s)^.*/', '')))`])
    .join(", ")}], lambda one: one IS NOT NULL)`;

/** The names of what a directory audit is about. */
export const targetsIn = (list: string): string => {
  const names = ["userPrincipalName", "displayName", "id"].map((name) => `json_extract(one, '$.${name}')`).join(", ");
  return `audit_texts(flatten(list_transform(audit_list(${list}), lambda one: [${names}])))`;
};

/** The user agent among the details of a directory audit. */
export const agentIn = (list: string): string =>
  `list_extract(list_transform(list_filter(audit_list(${list}), lambda one: lower(audit_text(json_extract(one, '$.key'))) = 'user-agent'), lambda one: audit_text(json_extract(one, '$.value'))), 1)`;
