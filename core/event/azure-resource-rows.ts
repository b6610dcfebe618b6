// Columns: https://learn.microsoft.com/azure/azure-monitor/reference/tables/azkvauditlogs
// and https://learn.microsoft.com/azure/azure-monitor/reference/tables/storagebloblogs
import { addressOf, claimedMfa, derivedId, keyVaultRead, storageResult } from "./azure-fields.ts";
import { columnOf } from "./azure-row.ts";
import type { ActorType, CommonEvent, Outcome, Rejected } from "./event.ts";
import { eventOf, type Fields, fieldsOf, firstText, type JsonObject, namesOf, textOf } from "./record.ts";

const vaultResult = (row: JsonObject): { outcome: Outcome; error: string | undefined } => {
  const code = Number(textOf(row.HttpStatusCode) ?? 0);
  const signature = textOf(row.ResultSignature) ?? "";
  const isRefused = code === 401 || code === 403 || /forbidden|unauthorized/i.test(signature);
  const isFailed =
    isRefused ||
    code >= 400 ||
    /^fail/i.test(textOf(row.ResultType) ?? "") ||
    /not found|bad request|conflict/i.test(signature);
  if (!isFailed) return { outcome: "success", error: undefined };
  const said = /^(?:ok|none|success)?$/i.test(signature) ? row.HttpStatusCode : signature;
  return { outcome: isRefused ? "denied" : "failure", error: textOf(said) };
};

/** https://learn.microsoft.com/azure/key-vault/general/logging#interpret-your-key-vault-logs */
const vaultActor = (claims: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const id = firstText(
    claims("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"),
    claims("http://schemas.microsoft.com/identity/claims/objectidentifier"),
    claims("appid"),
  );
  if (textOf(claims("idtyp"))?.toLowerCase() === "app") return { id, type: "service" };
  return { id, type: id?.includes("@") ? "user" : id === undefined ? undefined : "service" };
};

/** A row of the AZKVAuditLogs table as a common event. */
export const fromVaultRow = (native: JsonObject): CommonEvent | Rejected => {
  const column = columnOf(native);
  const operation = column("OperationName");
  if (operation === undefined) return { rejected: "a row of AZKVAuditLogs without an operation's name" };
  const claims = fieldsOf(fieldsOf(native.Identity)("claim"));
  return eventOf({
    cloud: "azure",
    account: column("_SubscriptionId")?.toLowerCase(),
    region: undefined,
    category: "data",
    service: "Microsoft.KeyVault",
    operation,
    access: keyVaultRead.test(operation) ? "read" : "write",
    actor: vaultActor(claims),
    sourceIp: column("CallerIpAddress"),
    userAgent: column("ClientInfo"),
    resources: namesOf(native.Id, native._ResourceId),
    ...vaultResult(native),
    mfa: claimedMfa(claims),
    severity: undefined,
    time: column("TimeGenerated"),
    id: derivedId(fieldsOf(native), operation, native.TimeGenerated),
    native,
  });
};

const storageActor = (row: JsonObject): { id: string | undefined; type: ActorType | undefined } => {
  const column = columnOf(row);
  const id = firstText(row.RequesterUpn, row.RequesterObjectId, row.RequesterAppId);
  if (id !== undefined) return { id, type: column("RequesterUpn") === undefined ? "service" : "user" };
  return { id, type: column("AuthenticationType")?.toLowerCase() === "anonymous" ? "anonymous" : undefined };
};

/** A row of the StorageBlobLogs table as a common event. */
export const fromStorageRow = (native: JsonObject): CommonEvent | Rejected => {
  const column = columnOf(native);
  const operation = column("OperationName");
  if (operation === undefined) return { rejected: "a row of StorageBlobLogs without an operation's name" };
  return eventOf({
    cloud: "azure",
    account: column("_SubscriptionId")?.toLowerCase(),
    region: column("Location"),
    category: "data",
    service: "Microsoft.Storage",
    operation,
    access: column("Category")?.toLowerCase() === "storageread" ? "read" : "write",
    actor: storageActor(native),
    sourceIp: addressOf(native.CallerIpAddress),
    userAgent: column("UserAgentHeader"),
    resources: namesOf(native.ObjectKey, native._ResourceId),
    ...storageResult(native.StatusCode, native.StatusText),
    mfa: undefined,
    severity: undefined,
    time: column("TimeGenerated"),
    id: derivedId(fieldsOf(native), operation, native.TimeGenerated),
    native,
  });
};
