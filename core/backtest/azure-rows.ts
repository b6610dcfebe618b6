import { type RowTable, rowTables } from "../event/azure-row.ts";
import {
  activityOutcome,
  addressOf,
  agentIn,
  claimedMfa,
  claimPrefix,
  directoryOutcome,
  entraPrefix,
  hasFailed,
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
  textIn,
} from "./azure-fields.ts";
import { cases, firstOf, isOneOf } from "./dialect.ts";
import { type DuckDbRecord, duckDb } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

const isIn = (...tables: readonly RowTable[]): string => isOneOf("row_table", tables, duckDb);

const isActivity = isIn("AzureActivity");
const isAudit = isIn("AuditLogs");
const isOfPerson = isIn("SigninLogs", "AADNonInteractiveUserSignInLogs");
const isOfApp = isIn("AADServicePrincipalSignInLogs", "AADManagedIdentitySignInLogs");
const isSignIn = `(${isOfPerson} OR ${isOfApp})`;
const isVault = isIn("AZKVAuditLogs");
const isStorage = isIn("StorageBlobLogs");

const category = cases(
  [`${isAudit} OR ${isSignIn}`, "'identity'"],
  [`${isVault} OR ${isStorage}`, "'data'"],
  ["row_category = 'administrative'", "'management'"],
  ["row_category = 'policy'", "'policy'"],
  [isOneOf("row_category", systemCategories, duckDb), "'system'"],
);

const status = "lower(row_status)";
const isRefused = `${isDenied("row_error")} OR coalesce(lower(row_substatus) IN ('forbidden', 'unauthorized'), FALSE) OR ${isDeniedByPolicy("row_operation")}`;

const isVaultRefused =
  "(coalesce(row_code IN (401, 403), FALSE) OR regexp_matches(row_signature, '(?i)forbidden|unauthorized'))";
const isVaultFailed = `(${isVaultRefused} OR coalesce(row_code >= 400, FALSE) OR regexp_matches(coalesce(row_result, ''), '(?i)^fail') OR regexp_matches(row_signature, '(?i)not found|bad request|conflict'))`;
const isStorageDone = "regexp_matches(row_storage_code, '^[123][0-9][0-9]$')";

const outcome = cases(
  [isActivity, activityOutcome(status, isRefused)],
  [isAudit, directoryOutcome("lower(row_audit_result)", "row_reason")],
  [isSignIn, signInOutcome("row_result")],
  [isVault, cases([isVaultRefused, "'denied'"], [isVaultFailed, "'failure'"], ["TRUE", "'success'"])],
  [
    isStorage,
    cases(
      [isStorageDone, "'success'"],
      ["row_storage_code IN ('401', '403')", "'denied'"],
      ["row_storage_code IS NOT NULL", "'failure'"],
    ),
  ],
);

const error = cases(
  [isActivity, `CASE WHEN ${hasFailed(status)} THEN row_error END`],
  [isAudit, "CASE WHEN lower(row_audit_result) = 'success' THEN NULL ELSE row_reason END"],
  [isSignIn, "nullif(row_result, '0')"],
  [
    isVault,
    `CASE WHEN ${isVaultFailed} THEN CASE WHEN regexp_matches(row_signature, '(?i)^(?:ok|none|success)?$') THEN row_http_code ELSE row_signature END END`,
  ],
  [
    isStorage,
    `CASE WHEN row_storage_code IS NOT NULL AND NOT ${isStorageDone} THEN coalesce(row_storage_text, row_storage_code) END`,
  ],
);

const actorId = cases(
  [isActivity, "row_caller"],
  [isAudit, "coalesce(row_user, row_app, row_identity_text)"],
  [isOfPerson, "row_person"],
  [isOfApp, "row_principal"],
  [isVault, "row_vault_actor"],
  [isStorage, "coalesce(row_requester, row_requester_object)"],
);

const actorType = cases(
  [isActivity, principalType({ token: "row_token", hint: "row_hint", id: "row_caller", spn: "row_spn" })],
  [isAudit, cases(["row_user IS NOT NULL", "'user'"], ["row_app IS NOT NULL", "'service'"])],
  [isOfPerson, "'user'"],
  [isOfApp, "'service'"],
  [
    isVault,
    cases(
      ["lower(row_vault_token) = 'app'", "'service'"],
      ["strpos(row_vault_actor, '@') > 0", "'user'"],
      ["row_vault_actor IS NOT NULL", "'service'"],
    ),
  ],
  [
    isStorage,
    cases(
      ["row_requester IS NOT NULL", "'user'"],
      ["row_requester_object IS NOT NULL", "'service'"],
      ["lower(row_authentication) = 'anonymous'", "'anonymous'"],
    ),
  ],
);

const access = cases(
  [isActivity, "CASE WHEN regexp_matches(row_operation, '(?i)/read$') THEN 'read' ELSE 'write' END"],
  [
    isVault,
    "CASE WHEN regexp_matches(row_operation, '(?i)(?:get|list|listversions|encrypt|decrypt|wrap|unwrap|sign|verify|backup|listdeleted|getdeleted)$') THEN 'read' ELSE 'write' END",
  ],
  [isStorage, "CASE WHEN lower(row_log) = 'storageread' THEN 'read' ELSE 'write' END"],
  ["TRUE", "'write'"],
);

/** The fields of the events, from what is read. */
const columns: EventsSql["columns"] = {
  account: cases(
    [isActivity, "lower(row_subscription)"],
    [`${isAudit} OR ${isSignIn}`, "lower(row_tenant)"],
    ["TRUE", "lower(row_resource_subscription)"],
  ),
  region: cases([isActivity, "row_place"], [isStorage, "row_location"]),
  category,
  service: cases(
    [isActivity, firstOf(duckDb.found("row_operation", "^([^/]+)/"), "row_provider")],
    [isAudit, "row_logged_by"],
    [isOfPerson, "coalesce(row_app_name, row_resource_name)"],
    [isOfApp, "row_resource_name"],
    [isVault, "'Microsoft.KeyVault'"],
    [isStorage, "'Microsoft.Storage'"],
  ),
  operation: `CASE WHEN ${isSignIn} THEN 'Sign-in activity' ELSE row_operation END`,
  access,
  "actor.id": actorId,
  "actor.type": actorType,
  sourceIp: cases(
    [isAudit, "row_user_ip"],
    [isSignIn, "row_ip"],
    [isStorage, addressOf("row_caller_ip")],
    ["TRUE", "row_caller_ip"],
  ),
  userAgent: cases(
    [isAudit, "row_listed_agent"],
    [isSignIn, "row_agent"],
    [isVault, "row_client"],
    [isStorage, "row_agent_header"],
  ),
  resource: cases(
    [isActivity, namesOf("row_resource")],
    [isAudit, "row_targets"],
    [isSignIn, "row_sign_in_resources"],
    [isVault, namesOf("row_id", "row_resource")],
    [isStorage, namesOf("row_object", "row_resource")],
  ),
  outcome,
  error,
  mfa: cases(
    [isActivity, claimedMfa("row_methods")],
    [isOfPerson, signInMfa("row_requirement", "row_result")],
    [isVault, claimedMfa("row_vault_methods")],
  ),
  severity: cases([`${isVault} OR ${isStorage}`, "NULL"], ["TRUE", severityOf("row_level")]),
};

/** The objects that fields are in: any of them may be written as text. */
const openedOf = (at: DuckDbRecord["at"]): NonNullable<EventsSql["opens"]> => {
  const either = (name: string): string => `audit_object(coalesce(nullif(${at(`${name}_d`)}, 'null'), ${at(name)}))`;
  return [
    {
      row_properties: either("Properties"),
      row_claims: either("Claims"),
      row_authorization: either("Authorization"),
      row_initiator: `audit_object(${at("InitiatedBy")})`,
      row_identity: `audit_object(${at("Identity")})`,
    },
    {
      row_message: `audit_object(json_extract(row_properties, '/statusMessage'))`,
      row_claim: `audit_object(json_extract(row_identity, '/claim'))`,
    },
  ];
};

const readsOf = (record: DuckDbRecord): EventsSql["reads"] => {
  const column = (name: string): string => record.text(name);
  const initiator = (...path: readonly string[]): string => textIn("row_initiator", ...path);
  return {
    row_table: column("Type"),
    row_operation: `CASE WHEN ${column("Type")} = 'AzureActivity' THEN ${column("OperationNameValue")} ELSE ${column("OperationName")} END`,
    row_category: `lower(${column("CategoryValue")})`,
    row_status: column("ActivityStatusValue"),
    row_substatus: column("ActivitySubstatusValue"),
    row_error: firstOf(
      textIn("row_message", "error", "code"),
      column("ActivitySubstatusValue"),
      textIn("row_properties", "statusCode"),
    ),
    row_caller: column("Caller"),
    row_subscription: column("SubscriptionId"),
    row_place: textIn("row_properties", "resourceLocation"),
    row_provider: firstOf(column("ResourceProviderValue"), textIn("row_properties", "ResourceProviderName")),
    row_token: textIn("row_claims", "idtyp"),
    row_hint: textIn("row_authorization", "evidence", "principalType"),
    row_spn: textIn("row_claims", `${claimPrefix}spn`),
    row_methods: methodsIn("row_claims"),
    row_resource: column("_ResourceId"),
    row_resource_subscription: column("_SubscriptionId"),
    row_level: `lower(${column("Level")})`,
    row_generated: column("TimeGenerated"),
    row_created: column("CreatedDateTime"),
    row_tenant: column("AADTenantId"),
    row_logged_by: column("LoggedByService"),
    row_audit_result: column("Result"),
    row_reason: firstOf(column("ResultReason"), column("ResultDescription")),
    row_user: firstOf(initiator("user", "userPrincipalName"), initiator("user", "id")),
    row_app: firstOf(...["servicePrincipalId", "appId", "displayName"].map((name) => initiator("app", name))),
    row_user_ip: initiator("user", "ipAddress"),
    row_identity_text: column("Identity"),
    row_listed_agent: agentIn(record.at("AdditionalDetails")),
    row_targets: targetsIn(record.at("TargetResources")),
    row_result: column("ResultType"),
    row_person: firstOf(column("UserPrincipalName"), column("UserId")),
    row_principal: firstOf(column("ServicePrincipalId"), column("AppId")),
    row_app_name: column("AppDisplayName"),
    row_resource_name: column("ResourceDisplayName"),
    row_sign_in_resources: `audit_texts([${record.at("ResourceIdentity")}, ${record.at("ResourceDisplayName")}])`,
    row_requirement: column("AuthenticationRequirement"),
    row_ip: column("IPAddress"),
    row_agent: column("UserAgent"),
    row_caller_ip: column("CallerIpAddress"),
    row_client: column("ClientInfo"),
    row_id: column("Id"),
    row_vault_token: textIn("row_claim", "idtyp"),
    row_vault_methods: methodsIn("row_claim"),
    row_vault_actor: firstOf(
      textIn("row_claim", `${claimPrefix}upn`),
      textIn("row_claim", `${entraPrefix}objectidentifier`),
      textIn("row_claim", "appid"),
    ),
    row_http_code: column("HttpStatusCode"),
    row_code: `TRY_CAST(${column("HttpStatusCode")} AS DOUBLE)`,
    row_signature: `coalesce(${column("ResultSignature")}, '')`,
    row_storage_code: column("StatusCode"),
    row_storage_text: column("StatusText"),
    row_requester: column("RequesterUpn"),
    row_requester_object: firstOf(column("RequesterObjectId"), column("RequesterAppId")),
    row_authentication: column("AuthenticationType"),
    row_agent_header: column("UserAgentHeader"),
    row_object: column("ObjectKey"),
    row_log: column("Category"),
    row_location: column("Location"),
  };
};

/** Rows of the tables of Log Analytics, as its data export writes them, by the names of their columns. */
export const azureRows = (record: DuckDbRecord): EventsSql => ({
  opens: openedOf(record.at.bind(record)),
  reads: readsOf(record),
  isEvent: `${isIn(...rowTables)} AND (${isSignIn} OR row_operation IS NOT NULL) AND (row_table <> 'AzureActivity' OR ${isOneOf("row_category", ["administrative", "policy", ...systemCategories], duckDb)})`,
  columns,
  time: `CASE WHEN ${isSignIn} THEN coalesce(row_created, row_generated) ELSE row_generated END`,
});
