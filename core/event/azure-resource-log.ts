// Fields: https://learn.microsoft.com/azure/key-vault/general/logging
// and https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference
import {
  addressOf,
  claimedId,
  claimedMfa,
  claimedName,
  derivedId,
  isRefusal,
  keyVaultRead,
  principalType,
  severityOf,
  storageResult,
  subscriptionOf,
} from "./azure-fields.ts";
import { fromStorageRow, fromVaultRow } from "./azure-resource-rows.ts";
import { rowTableOf } from "./azure-row.ts";
import type { ActorType, CommonEvent, Outcome, Rejected } from "./event.ts";
import { eventOf, type Fields, fieldsOf, firstText, type JsonObject, namesOf, textOf } from "./record.ts";

const categoryName = (record: Fields): string => textOf(record("category"))?.toLowerCase() ?? "";

const resourceName = (record: Fields): string => textOf(record("resourceId"))?.toLowerCase() ?? "";

/** Other services call a category of theirs AuditEvent as well. */
const isVaultLog = (record: Fields): boolean =>
  categoryName(record) === "auditevent" && /\/microsoft\.keyvault\/|^$/.test(resourceName(record));

export const isKeyVault = (record: Fields): boolean => {
  const table = rowTableOf(record);
  return table === undefined ? isVaultLog(record) : table === "AZKVAuditLogs";
};

export const isStorage = (record: Fields): boolean => {
  const table = rowTableOf(record);
  return table === undefined
    ? /^storage(?:read|write|delete)$/.test(categoryName(record))
    : table === "StorageBlobLogs";
};

/** Any row of a resource's diagnostic log, also of a category that isn't read. */
export const isResourceLog = (record: Fields): boolean =>
  textOf(record("operationName")) !== undefined && categoryName(record) !== "";

/** Key Vault says Success where the HTTP status or the signature says no: any of the three makes a failure. */
const keyVaultOutcome = (record: Fields): { outcome: Outcome; error: string | undefined } => {
  const code =
    firstText(record("properties", "httpStatusCode"), record("httpStatusCode"), record("httpStatusCode_d")) ?? "";
  const signature = textOf(record("resultSignature")) ?? "";
  const isRefused = isRefusal(code) || /forbidden|unauthori[sz]ed/i.test(signature);
  const isFailed =
    isRefused ||
    /^[45]\d\d$/.test(code) ||
    /^fail/i.test(textOf(record("resultType")) ?? "") ||
    /not found|bad request|conflict/i.test(signature);
  if (!isFailed) return { outcome: "success", error: undefined };
  const said = /^(?:ok|none|success)?$/i.test(signature) ? code : signature;
  return { outcome: isRefused ? "denied" : "failure", error: textOf(said) };
};

const keyVaultActor = (record: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const claims = fieldsOf(record("identity", "claim") ?? record("identity", "claims"));
  const id = firstText(
    claimedName(claims),
    record("identity_claim_upn_s"),
    claimedId(claims),
    record("identity_claim_appid_g"),
  );
  return { id, type: principalType(claims, id) };
};

/** A row of Key Vault's AuditEvent log as a common event. */
export const fromKeyVault = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  if (rowTableOf(record) !== undefined) return fromVaultRow(native);
  const properties = fieldsOf(record("properties"));
  const operation = textOf(record("operationName"));
  if (operation === undefined) return { rejected: "a Key Vault log without an operation's name" };
  const resource = textOf(record("resourceId"));
  const time = firstText(record("time"), record("timeGenerated"));
  const claims = fieldsOf(record("identity", "claim") ?? record("identity", "claims"));
  return eventOf({
    cloud: "azure",
    account: subscriptionOf(resource),
    region: textOf(record("location")),
    category: "data",
    service: "Microsoft.KeyVault",
    operation,
    access: keyVaultRead.test(operation) ? "read" : "write",
    actor: keyVaultActor(record),
    sourceIp: addressOf(record("callerIpAddress")),
    userAgent: firstText(properties("clientInfo"), record("clientInfo_s")),
    resources: namesOf(properties("id"), record("id_s"), resource),
    ...keyVaultOutcome(record),
    mfa: claimedMfa(claims),
    severity: severityOf(record("level")),
    time,
    id: derivedId(record, operation, time),
    native,
  });
};

const storageActor = (record: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const requester = fieldsOf(record("identity", "requester"));
  const upn = firstText(requester("upn"), record("requesterUpn"));
  const id = firstText(
    upn,
    requester("objectId"),
    record("requesterObjectId"),
    requester("appId"),
    record("requesterAppId"),
  );
  if (id !== undefined) return { id, type: upn === undefined ? "service" : "user" };
  const how = firstText(record("identity", "type"), record("authenticationType"));
  return { id, type: how?.toLowerCase() === "anonymous" ? "anonymous" : undefined };
};

/** A row of a storage account's StorageRead, StorageWrite or StorageDelete log as a common event. */
export const fromStorage = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  if (rowTableOf(record) !== undefined) return fromStorageRow(native);
  const operation = textOf(record("operationName"));
  if (operation === undefined) return { rejected: "a storage log without an operation's name" };
  const resource = textOf(record("resourceId"));
  const time = firstText(record("time"), record("timeGenerated"));
  return eventOf({
    cloud: "azure",
    account: subscriptionOf(resource),
    region: textOf(record("location")),
    category: "data",
    service: "Microsoft.Storage",
    operation,
    access: categoryName(record) === "storageread" ? "read" : "write",
    actor: storageActor(record),
    sourceIp: addressOf(record("callerIpAddress")),
    userAgent: firstText(record("properties", "userAgentHeader"), record("userAgentHeader")),
    resources: namesOf(record("properties", "objectKey"), record("objectKey"), resource),
    ...storageResult(record("statusCode"), record("statusText")),
    mfa: undefined,
    severity: severityOf(record("level")),
    time,
    id: derivedId(record, operation, time),
    native,
  });
};
