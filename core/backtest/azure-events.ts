import {
  activityOutcome,
  addressOf,
  agentIn,
  claimedMfa,
  claimPrefix,
  directoryOutcome,
  entraPrefix,
  hasFailed,
  inObject,
  isDenied,
  isDeniedByPolicy,
  methodsIn,
  namesOf,
  principalType,
  severityOf,
  signInMfa,
  signInOutcome,
  systemCategories,
  targetsIn,
} from "./azure-fields.ts";
import { cases, firstOf, isOneOf } from "./dialect.ts";
import { type DuckDbRecord, duckDb } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

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
const categoryNames = [...managementNames, ...systemCategories, "policy"];

/** A category without blanks in lower case, where it is one of the activity log. */
const knownCategory = (text: string): string =>
  `CASE WHEN ${isOneOf(`replace(lower(${text}), ' ', '')`, categoryNames, duckDb)} THEN replace(lower(${text}), ' ', '') END`;

const category = cases(
  [`${isAudit} OR ${isSignIn}`, "'identity'"],
  [isOneOf("said_category", systemCategories, duckDb), "'system'"],
  [
    "said_category = 'policy' OR (said_category IS NULL AND regexp_matches(operation_name, '(?i)^microsoft\\.authorization/policies/'))",
    "'policy'",
  ],
  ["TRUE", "'management'"],
);

const result = cases(
  [isOfActivity, `CASE WHEN ${hasFailed("status")} THEN activity_error END`],
  [isAudit, "CASE WHEN lower(audit_result) = 'success' THEN NULL ELSE audit_reason END"],
  [isSignIn, "nullif(sign_in_code, '0')"],
);

const refused = isDenied("activity_error", "substatus_1", "substatus_2", "substatus_3", "status_code");
const isRefused = `${refused} OR ${isDeniedByPolicy("operation_name")}`;

const outcome = cases(
  [isOfActivity, activityOutcome("status", isRefused)],
  [isAudit, directoryOutcome("lower(audit_result)", "audit_reason")],
  [isSignIn, signInOutcome("sign_in_code")],
);

const actorType = cases(
  [isAudit, cases(["audit_user IS NOT NULL", "'user'"], ["audit_app IS NOT NULL", "'service'"])],
  [isSignIn, cases(["sign_in_user IS NOT NULL", "'user'"], ["sign_in_app IS NOT NULL", "'service'"])],
  ["TRUE", principalType({ token: "token_type", hint: "principal_hint", id: "activity_actor", spn: "spn" })],
);

const subscription = duckDb.found("resource_name", "(?i)^/subscriptions/([^/]+)");
const tenant = firstOf("tenant", "aad_tenant", duckDb.found("resource_id", "(?i)^/tenants/([^/]+)"));

const service = cases(
  [isAudit, "logged_by"],
  [isSignIn, "sign_in_service"],
  ["strpos(operation_name, '/') > 0", "split_part(operation_name, '/', 1)"],
  ["TRUE", firstOf("provider", duckDb.found("resource_name", "(?is).*/providers/([^/]+)"))],
);

const mfa = cases([isOfActivity, claimedMfa("methods")], [isSignIn, signInMfa("requirement", "sign_in_code")]);

const text = (json: string): string => `audit_text(${json})`;
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
      listed_agent: agentIn(detail("additionalDetails")),
      targets: targetsIn(detail("targetResources")),
      sign_in_resources: `audit_texts([${detail("resourceId")}, ${detail("resourceDisplayName")}])`,
      methods: methodsIn("claims"),
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
        [isOfActivity, addressOf("coalesce(caller_ip, activity_ip)")],
        [isAudit, addressOf("coalesce(caller_ip, audit_ip)")],
        [isSignIn, addressOf("coalesce(caller_ip, sign_in_ip)")],
      ),
      userAgent: cases([isAudit, "coalesce(user_agent, listed_agent)"], [isSignIn, "user_agent"]),
      resource: cases([isAudit, "targets"], [isSignIn, "sign_in_resources"], ["TRUE", namesOf("resource_name")]),
      outcome,
      error: result,
      mfa,
      severity: severityOf("level"),
    },
    time: cases([isOfActivity, "activity_time"], [isAudit, "audit_time"], ["TRUE", "sign_in_time"]),
  };
};
