import { deniedCodes } from "../event/azure-fields.ts";
import { cases, firstOf, isOneOf } from "./dialect.ts";
import { type DuckDbRecord, duckDb, pointer } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

const claimPrefix = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
const entraPrefix = "http://schemas.microsoft.com/identity/claims/";
const methodsClaim = "http://schemas.microsoft.com/claims/authnmethodsreferences";

const isFailed = "status IN ('failure', 'failed', 'canceled', 'cancelled')";
const isSucceeded = "status IN ('success', 'succeeded')";

const isOfActivity = "kind = 'activity'";
const isAudit = "kind = 'audit'";
const isSignIn = "kind = 'sign-in'";

const kind = cases(
  ["table_name IS NOT NULL OR aws_name OR gcp_payload OR log_name", "NULL"],
  ["coalesce(ends_with(category, 'signinlogs'), FALSE) OR (has_created AND has_error_code)", "'sign-in'"],
  // Logs of resources, which hold data events: no stack keeps them.
  ["category IN ('auditevent', 'storageread', 'storagewrite', 'storagedelete')", "NULL"],
  [
    "coalesce(activity_name, operation_text) IS NOT NULL AND (category = 'auditlogs' OR has_initiator OR logged_by IS NOT NULL)",
    "'audit'",
  ],
  ["operation_name IS NOT NULL AND (said_category IS NOT NULL OR NOT says_category)", "'activity'"],
);

const managementNames = ["administrative", "write", "delete", "action"];
const systemNames = ["security", "servicehealth", "resourcehealth", "alert", "autoscale", "recommendation"];
const categoryNames = [...managementNames, ...systemNames, "policy"];

/** A category without blanks in lower case, where it is one of the activity log. */
const knownCategory = (text: string): string =>
  `CASE WHEN ${isOneOf(`replace(lower(${text}), ' ', '')`, categoryNames, duckDb)} THEN replace(lower(${text}), ' ', '') END`;

const category = cases(
  [`${isAudit} OR ${isSignIn}`, "'identity'"],
  [isOneOf("said_category", systemNames, duckDb), "'system'"],
  [
    "said_category = 'policy' OR (said_category IS NULL AND regexp_matches(operation_name, '(?i)^microsoft\\.authorization/policies/'))",
    "'policy'",
  ],
  ["TRUE", "'management'"],
);

const result = cases(
  [isOfActivity, `CASE WHEN ${isFailed} THEN activity_error END`],
  [isAudit, "CASE WHEN lower(audit_result) = 'success' THEN NULL ELSE audit_reason END"],
  [isSignIn, "nullif(sign_in_code, '0')"],
);

const isDenied = [
  ...["activity_error", "substatus_1", "substatus_2", "substatus_3", "status_code"].map(
    (one) => `coalesce(${isOneOf(`lower(${one})`, deniedCodes, duckDb)}, FALSE)`,
  ),
  "regexp_matches(operation_name, '(?i)/policies/deny/action$')",
].join(" OR ");

const outcome = cases(
  [
    isOfActivity,
    cases([isSucceeded, "'success'"], [`${isFailed} AND (${isDenied})`, "'denied'"], [isFailed, "'failure'"]),
  ],
  [
    isAudit,
    cases(
      ["lower(audit_result) = 'success'", "'success'"],
      ["coalesce(lower(audit_result), '') NOT IN ('failure', 'timeout')", "NULL"],
      [
        "regexp_matches(audit_reason, '(?i)forbidden|unauthori[sz]ed|accessdenied|insufficient privileges')",
        "'denied'",
      ],
      ["TRUE", "'failure'"],
    ),
  ],
  [
    isSignIn,
    cases(
      ["sign_in_code IS NULL", "NULL"],
      ["sign_in_code = '0'", "'success'"],
      ["sign_in_code IN ('53000', '53001', '53002', '53003', '53004', '50105')", "'denied'"],
      ["TRUE", "'failure'"],
    ),
  ],
);

const actorType = cases(
  [isAudit, cases(["audit_user IS NOT NULL", "'user'"], ["audit_app IS NOT NULL", "'service'"])],
  [isSignIn, cases(["sign_in_user IS NOT NULL", "'user'"], ["sign_in_app IS NOT NULL", "'service'"])],
  ["lower(coalesce(token_type, principal_hint)) IN ('app', 'serviceprincipal', 'managedidentity')", "'service'"],
  ["lower(coalesce(token_type, principal_hint)) = 'user' OR strpos(activity_actor, '@') > 0", "'user'"],
  ["spn IS NOT NULL", "'service'"],
  ["regexp_matches(activity_actor, '(?i)^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')", "'service'"],
);

const address = (text: string): string =>
  `regexp_replace(regexp_replace(${text}, '^([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+):[0-9]+$', '\\1'), '(?i)^\\[([0-9a-f:.]+)\\](?::[0-9]+)?$', '\\1')`;

const subscription = duckDb.found("resource_name", "(?i)^/subscriptions/([^/]+)");
const tenant = firstOf("tenant", "aad_tenant", duckDb.found("resource_id", "(?i)^/tenants/([^/]+)"));

const service = cases(
  [isAudit, "logged_by"],
  [isSignIn, "sign_in_service"],
  ["strpos(operation_name, '/') > 0", "split_part(operation_name, '/', 1)"],
  ["TRUE", firstOf("provider", duckDb.found("resource_name", "(?is).*/providers/([^/]+)"))],
);

const isSecondFactor = "regexp_matches(methods, '(?i)(?:^|[^\\pL\\pN])mfa(?:$|[^\\pL\\pN])')";

const mfa = cases(
  [isOfActivity, `CASE WHEN methods IS NOT NULL THEN ${isSecondFactor} END`],
  [
    isSignIn,
    cases(
      ["lower(requirement) = 'singlefactorauthentication'", "FALSE"],
      ["lower(requirement) = 'multifactorauthentication' AND sign_in_code = '0'", "TRUE"],
    ),
  ],
);

const severity = cases(
  ["regexp_matches(level, '^[0-9]+$')", "NULL"],
  ["level = 'information'", "'informational'"],
  ["TRUE", "level"],
);

const text = (json: string): string => `audit_text(${json})`;
const inObject = (object: string, ...path: readonly string[]): string =>
  `json_extract(${object}, ${duckDb.quoted(pointer(path))})`;
const property = (...path: readonly string[]): string => inObject("properties", ...path);
const claim = (name: string): string => text(inObject("claims", name));
const evidence = (name: string): string => text(inObject("authz", "evidence", name));
const caller = (name: string): string =>
  `list_extract(list_transform(list_filter(caller_info, lambda one: audit_text(json_extract(one, '$.CallerIdentityType')) = '${name}'), lambda one: audit_text(json_extract(one, '$.CallerIdentityValue'))), -1)`;
const initiator = (...path: readonly string[]): string => text(inObject("initiator", ...path));

/** The objects that fields are in: any of them may be written as text. */
const openedOf = (at: DuckDbRecord["at"], detail: (name: string) => string): EventsSql["opens"] => [
  { identity: `audit_object(${at("identity")})`, properties: `audit_object(${at("properties")})` },
  {
    claims: `audit_object(coalesce(${inObject("identity", "claims")}, ${at("claims")}))`,
    authz: `audit_object(coalesce(${inObject("identity", "authorization")}, ${at("authorization")}))`,
    message: `audit_object(${property("statusMessage")})`,
    initiator: `audit_object(${detail("initiatedBy")})`,
    sign_in_status: `audit_object(${detail("status")})`,
    caller_info: `audit_list(${property("CallerInfo")})`,
  },
];

/** Rows of the activity log and of Microsoft Entra as diagnostic settings write them, and as the REST API gives them. */
export const azureEvents = (record: DuckDbRecord): EventsSql => {
  const at = record.at.bind(record);
  const detail = (name: string): string => `coalesce(nullif(${property(name)}, 'null'), ${at(name)})`;
  const named = (json: string): string => `coalesce(${text(inObject(json, "value"))}, ${text(json)})`;
  const targets = ["userPrincipalName", "displayName", "id"].map((name) => `json_extract(one, '$.${name}')`).join(", ");
  return {
    opens: openedOf(at, detail),
    reads: {
      table_name: text(at("Type")),
      aws_name: `json_type(${at("eventName")}) = 'VARCHAR' AND json_type(${at("eventSource")}) = 'VARCHAR'`,
      gcp_payload: `audit_object(${at("protoPayload")}) IS NOT NULL`,
      log_name: `coalesce(json_type(${at("logName")}) = 'VARCHAR', FALSE)`,
      category: `lower(${text(at("category"))})`,
      has_created: `coalesce(json_type(${at("createdDateTime")}) <> 'NULL', FALSE)`,
      has_error_code: `coalesce(json_type(${inObject(at("status"), "errorCode")}) <> 'NULL', FALSE)`,
      activity_name: text(detail("activityDisplayName")),
      operation_text: text(at("operationName")),
      operation_name: named(at("operationName")),
      has_initiator: `coalesce(json_type(${detail("initiatedBy")}) <> 'NULL', FALSE)`,
      logged_by: text(detail("loggedByService")),
      said_category: firstOf(knownCategory(named(at("category"))), knownCategory(named(property("eventCategory")))),
      says_category: `coalesce(${named(at("category"))}, ${named(property("eventCategory"))}) IS NOT NULL`,
      resource_id: text(at("resourceId")),
      resource_name: firstOf(text(at("resourceId")), text(property("entity")), text(inObject("authz", "scope"))),
      provider: firstOf(named(at("resourceProviderName")), text(property("ResourceProviderName"))),
      subscription: `lower(${text(at("subscriptionId"))})`,
      tenant: text(at("tenantId")),
      aad_tenant: text(at("AADTenantId")),
      region: text(property("resourceLocation")),
      status: `regexp_replace(lower(coalesce(${named(at("status"))}, ${named(at("resultType"))}, ${named(property("status"))})), '\\.$', '')`,
      substatus_1: named(at("activitySubstatusValue")),
      substatus_2: named(at("subStatus")),
      substatus_3: `regexp_replace(${text(at("resultSignature"))}, '(?s)^[^.]*\\.', '')`,
      status_code: text(property("statusCode")),
      activity_error: `coalesce(${text(inObject("message", "error", "code"))}, ${named(at("activitySubstatusValue"))}, ${named(at("subStatus"))}, audit_said(regexp_replace(${text(at("resultSignature"))}, '(?s)^[^.]*\\.', '')), ${text(property("statusCode"))})`,
      audit_result: firstOf(text(detail("result")), text(at("resultType"))),
      audit_reason: firstOf(text(detail("resultReason")), text(at("resultDescription"))),
      sign_in_code: firstOf(text(inObject("sign_in_status", "errorCode")), text(at("resultType"))),
      token_type: claim("idtyp"),
      principal_hint: firstOf(evidence("principalType"), caller("ObjectClass")),
      spn: claim(`${claimPrefix}spn`),
      activity_actor: firstOf(
        text(at("caller")),
        ...["upn", "name", "emailaddress", "spn"].map((name) => claim(`${claimPrefix}${name}`)),
        claim("upn"),
        claim(`${entraPrefix}objectidentifier`),
        claim("oid"),
        claim("appid"),
        evidence("principalId"),
        ...["UPN", "Username", "ObjectID"].map(caller),
      ),
      audit_user: firstOf(initiator("user", "userPrincipalName"), initiator("user", "id")),
      audit_app: firstOf(...["servicePrincipalId", "appId", "displayName"].map((name) => initiator("app", name))),
      identity_text: text(at("identity")),
      sign_in_user: firstOf(text(detail("userPrincipalName")), text(detail("userId"))),
      sign_in_app: firstOf(text(detail("servicePrincipalId")), text(detail("appId"))),
      sign_in_service: firstOf(text(detail("appDisplayName")), text(detail("resourceDisplayName"))),
      caller_ip: text(at("callerIpAddress")),
      activity_ip: firstOf(text(inObject(at("httpRequest"), "clientIpAddress")), claim("ipaddr")),
      audit_ip: initiator("user", "ipAddress"),
      sign_in_ip: text(detail("ipAddress")),
      user_agent: text(detail("userAgent")),
      listed_agent: `list_extract(list_transform(list_filter(audit_list(${detail("additionalDetails")}), lambda one: lower(audit_text(json_extract(one, '$.key'))) = 'user-agent'), lambda one: audit_text(json_extract(one, '$.value'))), 1)`,
      targets: `audit_texts(flatten(list_transform(audit_list(${detail("targetResources")}), lambda one: [${targets}])))`,
      sign_in_resources: `audit_texts([${detail("resourceId")}, ${detail("resourceDisplayName")}])`,
      methods: `CASE json_type(coalesce(${inObject("claims", methodsClaim)}, ${inObject("claims", "amr")})) WHEN 'ARRAY' THEN CAST(coalesce(${inObject("claims", methodsClaim)}, ${inObject("claims", "amr")}) AS VARCHAR) ELSE audit_text(coalesce(${inObject("claims", methodsClaim)}, ${inObject("claims", "amr")})) END`,
      requirement: text(detail("authenticationRequirement")),
      level: `lower(${text(at("level"))})`,
      activity_time: firstOf(text(at("eventTimestamp")), text(at("time"))),
      audit_time: firstOf(text(detail("activityDateTime")), text(at("time"))),
      sign_in_time: firstOf(text(detail("createdDateTime")), text(at("time"))),
    },
    made: { kind },
    isEvent: "kind IS NOT NULL",
    columns: {
      account: cases([isOfActivity, firstOf("subscription", `lower(${subscription})`)], ["TRUE", `lower(${tenant})`]),
      region: `CASE WHEN ${isOfActivity} THEN region END`,
      category,
      service,
      operation: cases(
        [isOfActivity, "operation_name"],
        [isAudit, "coalesce(activity_name, operation_text)"],
        [isSignIn, "coalesce(operation_text, 'Sign-in activity')"],
      ),
      access: `CASE WHEN ${isOfActivity} AND regexp_matches(operation_name, '(?i)/read$') THEN 'read' ELSE 'write' END`,
      "actor.id": cases(
        [isOfActivity, "activity_actor"],
        [isAudit, "coalesce(audit_user, audit_app, identity_text)"],
        [isSignIn, "coalesce(sign_in_user, sign_in_app)"],
      ),
      "actor.type": actorType,
      sourceIp: cases(
        [isOfActivity, address("coalesce(caller_ip, activity_ip)")],
        [isAudit, address("coalesce(caller_ip, audit_ip)")],
        [isSignIn, address("coalesce(caller_ip, sign_in_ip)")],
      ),
      userAgent: cases([isAudit, "coalesce(user_agent, listed_agent)"], [isSignIn, "user_agent"]),
      resource: cases(
        [isAudit, "targets"],
        [isSignIn, "sign_in_resources"],
        [
          "TRUE",
          "list_filter([resource_name, audit_said(trim(regexp_replace(resource_name, '(?s)^.*/', '')))], lambda one: one IS NOT NULL)",
        ],
      ),
      outcome,
      error: result,
      mfa,
      severity,
    },
    time: cases([isOfActivity, "activity_time"], [isAudit, "audit_time"], ["TRUE", "sign_in_time"]),
  };
};
