/**
 * What stands at a path of a LogEntry with an AuditLog. `open` is what each service fills in as it likes: any JSON.
 * https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
 * https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
export type PathKind = "text" | "label" | "number" | "flag" | "severity" | "log" | "open" | "none" | "other";

const documented: Readonly<Record<string, PathKind>> = {
  ".auditLog": "log",
  severity: "severity",
  logName: "text",
  insertId: "text",
  "resource.type": "text",
  "operation.id": "text",
  "operation.producer": "text",
  "operation.first": "flag",
  "operation.last": "flag",
  "protoPayload.serviceName": "text",
  "protoPayload.methodName": "text",
  "protoPayload.resourceName": "text",
  "protoPayload.authenticationInfo.principalEmail": "text",
  "protoPayload.authenticationInfo.principalSubject": "text",
  "protoPayload.authenticationInfo.authoritySelector": "text",
  "protoPayload.authenticationInfo.serviceAccountKeyName": "text",
  "protoPayload.authorizationInfo.permission": "text",
  "protoPayload.authorizationInfo.permissionType": "text",
  "protoPayload.authorizationInfo.resource": "text",
  "protoPayload.authorizationInfo.granted": "flag",
  "protoPayload.requestMetadata.callerIp": "text",
  "protoPayload.requestMetadata.callerSuppliedUserAgent": "text",
  "protoPayload.requestMetadata.callerNetwork": "text",
  "protoPayload.resourceLocation.currentLocations": "text",
  "protoPayload.metadata.dryRun": "flag",
  "protoPayload.status.code": "number",
  "protoPayload.status.message": "text",
};

const entryFields: readonly string[] =
  "logName resource protoPayload textPayload jsonPayload timestamp receiveTimestamp severity insertId httpRequest labels metadata operation trace spanId traceSampled sourceLocation split errorGroups apphub apphubSource apphubDestination".split(
    " ",
  );

const kindOf = (path: readonly string[]): PathKind => {
  const known = documented[path.join(".")];
  if (known !== undefined) return known;
  const [first = "", second] = path;
  if (!entryFields.includes(first)) return "none";
  if (first === "labels" && path.length === 2) return "label";
  if (first === "resource" && second === "labels" && path.length === 3) return "label";
  return (first === "protoPayload" || first === "jsonPayload") && path.length > 1 ? "open" : "other";
};

const kinds = new WeakMap<readonly string[], PathKind>();

/** What stands at a path: `none` where no entry has it, `other` where it is of a type that is not compared here. */
export const pathKind = (path: readonly string[]): PathKind => {
  const known = kinds.get(path);
  if (known !== undefined) return known;
  const kind = kindOf(path);
  kinds.set(path, kind);
  return kind;
};
