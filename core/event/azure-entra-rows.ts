// Columns: https://learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs
// and https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs
import { directoryOutcome, severityOf, signInOperation, signInOutcome } from "./azure-fields.ts";
import { columnOf, rowTableOf } from "./azure-row.ts";
import type { ActorType, CommonEvent, Rejected } from "./event.ts";
import { eventOf, fieldsOf, firstText, type JsonObject, listOf, textOf, textsOf } from "./record.ts";

const directoryActor = (row: JsonObject): { id: string | undefined; type: ActorType | undefined } => {
  const initiator = fieldsOf(row.InitiatedBy);
  const user = firstText(initiator("user", "userPrincipalName"), initiator("user", "id"));
  if (user !== undefined) return { id: user, type: "user" };
  const app = ["servicePrincipalId", "appId", "displayName"].map((name) => initiator("app", name));
  const id = firstText(...app);
  return id === undefined ? { id: textOf(row.Identity), type: undefined } : { id, type: "service" };
};

const userAgentOf = (row: JsonObject): string | undefined => {
  const details = listOf(row.AdditionalDetails).map(fieldsOf);
  return textOf(details.find((one) => textOf(one("key"))?.toLowerCase() === "user-agent")?.("value"));
};

/** A row of the AuditLogs table as a common event. */
export const fromDirectoryRow = (native: JsonObject): CommonEvent | Rejected => {
  const column = columnOf(native);
  const operation = column("OperationName");
  if (operation === undefined) return { rejected: "a row of AuditLogs without an operation's name" };
  const result = column("Result")?.toLowerCase();
  const error = result === "success" ? undefined : firstText(native.ResultReason, native.ResultDescription);
  const targets = listOf(native.TargetResources).map(fieldsOf);
  return eventOf({
    cloud: "azure",
    // `TenantId` is the workspace's.
    account: column("AADTenantId")?.toLowerCase(),
    region: undefined,
    category: "identity",
    service: column("LoggedByService"),
    operation,
    access: "write",
    actor: directoryActor(native),
    sourceIp: textOf(fieldsOf(native.InitiatedBy)("user", "ipAddress")),
    userAgent: userAgentOf(native),
    resources: textsOf(...targets.flatMap((one) => [one("userPrincipalName"), one("displayName"), one("id")])),
    outcome: directoryOutcome(result, error),
    error,
    mfa: undefined,
    severity: severityOf(native.Level),
    time: column("TimeGenerated"),
    id: column("Id"),
    native,
  });
};

const signInMfa = (requirement: string | undefined, isSuccess: boolean): boolean | undefined => {
  if (requirement === "singlefactorauthentication") return false;
  return requirement === "multifactorauthentication" && isSuccess ? true : undefined;
};

const ofPeople: readonly (string | undefined)[] = ["SigninLogs", "AADNonInteractiveUserSignInLogs"];

/** A row of one of the four tables of sign-ins as a common event. */
export const fromSignInRow = (native: JsonObject): CommonEvent => {
  const column = columnOf(native);
  const isPerson = ofPeople.includes(rowTableOf(fieldsOf(native)));
  const code = column("ResultType");
  const outcome = signInOutcome(code);
  return eventOf({
    cloud: "azure",
    account: column("AADTenantId")?.toLowerCase(),
    region: undefined,
    category: "identity",
    service: isPerson ? firstText(native.AppDisplayName, native.ResourceDisplayName) : column("ResourceDisplayName"),
    operation: signInOperation,
    access: "write",
    actor: isPerson
      ? { id: firstText(native.UserPrincipalName, native.UserId), type: "user" }
      : { id: firstText(native.ServicePrincipalId, native.AppId), type: "service" },
    sourceIp: column("IPAddress"),
    userAgent: column("UserAgent"),
    resources: textsOf(native.ResourceIdentity, native.ResourceDisplayName),
    outcome,
    error: code === "0" ? undefined : code,
    mfa: isPerson ? signInMfa(column("AuthenticationRequirement")?.toLowerCase(), outcome === "success") : undefined,
    severity: severityOf(native.Level),
    time: firstText(native.CreatedDateTime, native.TimeGenerated),
    id: column("Id"),
    native,
  });
};
