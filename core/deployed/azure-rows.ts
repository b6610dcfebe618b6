import { rowTableOf } from "../event/azure-row.ts";
import type { CommonEvent } from "../event/event.ts";
import { type Fields, fieldsOf, firstText, type JsonObject, textOf } from "../event/record.ts";
import type { KqlRow } from "../native/kql.ts";
import { kqlTables } from "../native/kql-tables.ts";
import { activityOf } from "./azure-activity.ts";
import { perEvent } from "./per-event.ts";

/** The categories of Microsoft Entra's logs, and the tables that they are kept in. https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options */
const entraTables: Readonly<Record<string, string>> = {
  auditlogs: "AuditLogs",
  signinlogs: "SigninLogs",
  noninteractiveusersigninlogs: "AADNonInteractiveUserSignInLogs",
  serviceprincipalsigninlogs: "AADServicePrincipalSignInLogs",
  managedidentitysigninlogs: "AADManagedIdentitySignInLogs",
};

const categoryOf = (record: Fields): string => textOf(record("category"))?.toLowerCase() ?? "";

/** The table that an event is kept in: of a row its own; Microsoft Graph does not say which sign-ins its records are of. */
export const tableOf = (event: CommonEvent): string => {
  const record = fieldsOf(event.native);
  const own = rowTableOf(record);
  if (own !== undefined) return own;
  if (event.category === "identity") {
    const named = entraTables[categoryOf(record)];
    return named ?? (event.operation === "Sign-in activity" ? "SigninLogs" : "AuditLogs");
  }
  if (event.category !== "data") return "AzureActivity";
  return event.service === "Microsoft.KeyVault" ? "AZKVAuditLogs" : "StorageBlobLogs";
};

/** What a record has under the names of the table's columns, in its properties or beside them. */
const sameNamed = (table: string, record: Fields): JsonObject => {
  const properties = fieldsOf(record("properties"));
  const names = Object.keys(kqlTables.get(table)?.columns ?? {});
  const given = names.map((name) => [name, properties(name) ?? record(name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
};

const known = (columns: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined && value !== null));

const tableStatus: Readonly<Record<string, string>> = {
  succeeded: "Success",
  failed: "Failure",
  started: "Start",
  accepted: "Accept",
};

const activityColumns = (event: CommonEvent): JsonObject => {
  const { category, operation, status, substatus, level, resourceId, ...activity } = activityOf(event);
  return {
    OperationNameValue: operation,
    CategoryValue: category,
    ActivityStatusValue: tableStatus[status?.toLowerCase() ?? ""] ?? status,
    ActivitySubstatusValue: substatus,
    Level: level,
    Caller: event.actor.id,
    CallerIpAddress: event.sourceIp,
    SubscriptionId: event.account,
    _ResourceId: resourceId,
    ResourceGroup: activity.resourceGroup,
    ResourceProviderValue: activity.provider,
    Properties_d: activity.properties,
    Claims_d: activity.claims,
    Authorization_d: activity.authorization,
  };
};

const directoryColumns = (event: CommonEvent): JsonObject => ({
  OperationName: event.operation,
  AADTenantId: event.account,
});

const signInColumns = (event: CommonEvent, record: Fields): JsonObject => {
  const properties = fieldsOf(record("properties"));
  return {
    OperationName: event.operation,
    AADTenantId: event.account,
    IPAddress: event.sourceIp,
    ResultType: firstText(properties("status", "errorCode"), record("status", "errorCode"), record("resultType")),
    ResourceIdentity: firstText(properties("resourceId"), record("resourceId")),
  };
};

const vaultColumns = (event: CommonEvent, record: Fields): JsonObject => ({
  OperationName: event.operation,
  CallerIpAddress: event.sourceIp,
  Identity: record("identity"),
  _ResourceId: textOf(record("resourceId")),
  _SubscriptionId: event.account,
});

const storageColumns = (event: CommonEvent, record: Fields): JsonObject => ({
  OperationName: event.operation,
  CallerIpAddress: firstText(record("callerIpAddress")),
  AuthenticationType: textOf(record("identity", "type")),
  RequesterUpn: textOf(record("identity", "requester", "upn")),
  RequesterObjectId: textOf(record("identity", "requester", "objectId")),
  RequesterAppId: textOf(record("identity", "requester", "appId")),
  _ResourceId: textOf(record("resourceId")),
  _SubscriptionId: event.account,
});

const made: Readonly<Record<string, (event: CommonEvent, record: Fields) => JsonObject>> = {
  AzureActivity: activityColumns,
  AuditLogs: directoryColumns,
  AZKVAuditLogs: vaultColumns,
  StorageBlobLogs: storageColumns,
};

/** The row that Log Analytics makes of an event; a row is what it is. */
export const rowOf = perEvent((event): KqlRow => {
  const table = tableOf(event);
  const record = fieldsOf(event.native);
  if (rowTableOf(record) !== undefined) return { table, columns: event.native };
  const columns = (made[table] ?? signInColumns)(event, record);
  return { table, columns: { ...sameNamed(table, record), ...known(columns), TimeGenerated: event.time } };
});
