/**
 * What stands below a dynamic column. `text`, `number`: as documented; `object`: one that has only what is below it;
 * `open`: any JSON.
 */
export type PathKind = "text" | "number" | "object" | "open";

const texts: readonly string[] = [
  ...["statusCode", "statusMessage", "entity", "message", "hierarchy", "eventCategory", "resourceLocation"].map(
    (name) => `Properties_d.${name}`,
  ),
  "Properties_d.ResourceProviderName",
  "Authorization_d.scope",
  "Authorization_d.action",
  ...["role", "roleAssignmentScope", "roleAssignmentId", "roleDefinitionId", "principalId", "principalType"].map(
    (name) => `Authorization_d.evidence.${name}`,
  ),
  ...["id", "displayName", "userPrincipalName", "ipAddress"].map((name) => `InitiatedBy.user.${name}`),
  ...["appId", "displayName", "servicePrincipalId", "servicePrincipalName"].map((name) => `InitiatedBy.app.${name}`),
  "Status.failureReason",
  "Status.additionalDetails",
  ...["city", "state", "countryOrRegion"].map((name) => `LocationDetails.${name}`),
  ...["deviceId", "displayName", "operatingSystem", "browser", "trustType"].map((name) => `DeviceDetail.${name}`),
  "MfaDetail.authMethod",
  "MfaDetail.authDetail",
];

const numbers: readonly string[] = ["Status.errorCode"];

const objects: readonly string[] = [
  "Authorization_d",
  "Authorization_d.evidence",
  "Claims_d",
  "Properties_d",
  "InitiatedBy",
  "InitiatedBy.user",
  "InitiatedBy.app",
  "Status",
  "LocationDetails",
  "DeviceDetail",
  "MfaDetail",
  "Identity",
  "Identity.claim",
];

/** The claims of a token, each a text. */
const claims: readonly string[] = ["Claims_d", "Identity.claim"];

/**
 * https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema,
 * https://learn.microsoft.com/graph/api/resources/auditactivityinitiator, https://learn.microsoft.com/graph/api/resources/signin
 */
export const pathKind = (path: readonly string[]): PathKind => {
  const name = path.join(".");
  if (texts.includes(name) || claims.includes(path.slice(0, -1).join("."))) return "text";
  if (numbers.includes(name)) return "number";
  return objects.includes(name) ? "object" : "open";
};
