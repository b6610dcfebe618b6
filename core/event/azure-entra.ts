// Fields: https://learn.microsoft.com/graph/api/resources/directoryaudit, https://learn.microsoft.com/graph/api/resources/signin
// and https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs
import { isObject } from "../object.ts";
import { fromDirectoryRow, fromSignInRow } from "./azure-entra-rows.ts";
import { addressOf, derivedId, directoryOutcome, severityOf, signInOperation, signInOutcome } from "./azure-fields.ts";
import { rowTableOf } from "./azure-row.ts";
import type { ActorType, CommonEvent, Outcome, Rejected } from "./event.ts";
import { eventOf, type Fields, fieldsOf, firstText, type JsonObject, listOf, textOf, textsOf } from "./record.ts";

const categoryName = (record: Fields): string => textOf(record("category"))?.toLowerCase() ?? "";

const signInCategory = /signinlogs$/;

/** The part that the record of Microsoft Graph, the diagnostic export and the table share. */
const detailOf = (record: Fields): Fields => {
  const properties = fieldsOf(record("properties"));
  return (name, ...path) => properties(name, ...path) ?? record(name, ...path);
};

export const isSignIn = (record: Fields): boolean => {
  const table = rowTableOf(record);
  if (table !== undefined) return signInCategory.test(table.toLowerCase());
  return (
    signInCategory.test(categoryName(record)) ||
    (record("createdDateTime") !== undefined && record("status", "errorCode") !== undefined)
  );
};

export const isDirectoryAudit = (record: Fields): boolean => {
  const table = rowTableOf(record);
  if (table !== undefined) return table === "AuditLogs";
  const detail = detailOf(record);
  const isNamed = textOf(detail("activityDisplayName")) !== undefined || textOf(record("operationName")) !== undefined;
  const isAudit = detail("initiatedBy") !== undefined || textOf(detail("loggedByService")) !== undefined;
  return isNamed && (categoryName(record) === "auditlogs" || isAudit);
};

const auditActor = (detail: Fields, record: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const initiator = fieldsOf(detail("initiatedBy"));
  const user = fieldsOf(initiator("user"));
  const userId = firstText(user("userPrincipalName"), user("id"));
  if (userId !== undefined) return { id: userId, type: "user" };
  const app = fieldsOf(initiator("app"));
  const appId = firstText(app("servicePrincipalId"), app("appId"), app("displayName"));
  if (appId !== undefined) return { id: appId, type: "service" };
  const identity = record("identity");
  return { id: isObject(identity) ? undefined : textOf(identity), type: undefined };
};

const userAgentOf = (detail: Fields): string | undefined => {
  const details = listOf(detail("additionalDetails")).map(fieldsOf);
  const found = details.find((one) => textOf(one("key"))?.toLowerCase() === "user-agent");
  return firstText(detail("userAgent"), found?.("value"));
};

const tenantOf = (record: Fields): string | undefined =>
  firstText(
    record("tenantId"),
    record("AADTenantId"),
    /^\/tenants\/([^/]+)/i.exec(textOf(record("resourceId")) ?? "")?.[1],
  )?.toLowerCase();

const targetsOf = (detail: Fields): readonly string[] | undefined => {
  const targets = listOf(detail("targetResources")).map(fieldsOf);
  return textsOf(...targets.flatMap((target) => [target("userPrincipalName"), target("displayName"), target("id")]));
};

/** A directory audit of Microsoft Entra as a common event, from Microsoft Graph, an export or the AuditLogs table. */
export const fromDirectoryAudit = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  if (rowTableOf(record) !== undefined) return fromDirectoryRow(native);
  const detail = detailOf(record);
  const operation = firstText(detail("activityDisplayName"), record("operationName"));
  if (operation === undefined) return { rejected: "a Microsoft Entra audit log without an activity's name" };
  const result = firstText(detail("result"), record("resultType"));
  const reason =
    result?.toLowerCase() === "success" ? undefined : firstText(detail("resultReason"), record("resultDescription"));
  const time = firstText(detail("activityDateTime"), record("time"), record("timeGenerated"));
  return eventOf({
    cloud: "azure",
    account: tenantOf(record),
    region: undefined,
    category: "identity",
    service: textOf(detail("loggedByService")),
    operation,
    access: "write",
    actor: auditActor(detail, record),
    sourceIp: addressOf(firstText(record("callerIpAddress"), detail("initiatedBy", "user", "ipAddress"))),
    userAgent: userAgentOf(detail),
    resources: targetsOf(detail),
    outcome: directoryOutcome(result, reason),
    error: reason,
    mfa: undefined,
    severity: severityOf(record("level")),
    time,
    id: firstText(detail("id"), derivedId(record, operation, time)),
    native,
  });
};

/** A sign-in that asked for a second factor and failed has not shown one. */
const signInMfa = (detail: Fields, outcome: Outcome | undefined): boolean | undefined => {
  const requirement = textOf(detail("authenticationRequirement"))?.toLowerCase();
  if (requirement === "singlefactorauthentication") return false;
  return requirement === "multifactorauthentication" && outcome === "success" ? true : undefined;
};

const signInActor = (detail: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const user = firstText(detail("userPrincipalName"), detail("userId"));
  if (user !== undefined) return { id: user, type: "user" };
  const service = firstText(detail("servicePrincipalId"), detail("appId"));
  return { id: service, type: service === undefined ? undefined : "service" };
};

/** A sign-in of Microsoft Entra, of a person or of an application, as a common event. */
export const fromSignIn = (native: JsonObject): CommonEvent => {
  const record = fieldsOf(native);
  if (rowTableOf(record) !== undefined) return fromSignInRow(native);
  const detail = detailOf(record);
  const code = firstText(detail("status", "errorCode"), record("resultType"));
  const outcome = signInOutcome(code);
  return eventOf({
    cloud: "azure",
    account: tenantOf(record),
    region: undefined,
    category: "identity",
    service: firstText(detail("appDisplayName"), detail("resourceDisplayName")),
    // Records of Microsoft Graph have no operation's name: this is the one of the exports.
    operation: textOf(record("operationName")) ?? signInOperation,
    access: "write",
    actor: signInActor(detail),
    sourceIp: addressOf(firstText(record("callerIpAddress"), detail("ipAddress"))),
    userAgent: textOf(detail("userAgent")),
    resources: textsOf(detail("resourceId"), detail("resourceDisplayName")),
    outcome,
    error: code === "0" ? undefined : code,
    mfa: signInMfa(detail, outcome),
    severity: severityOf(record("level")),
    time: firstText(detail("createdDateTime"), record("time"), record("timeGenerated")),
    id: firstText(detail("id"), derivedId(record, record("time"))),
    native,
  });
};
