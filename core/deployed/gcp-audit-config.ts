import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, listOf, textOf } from "../event/record.ts";
import { isObject } from "../object.ts";
import { entryOf } from "./gcp-sinks.ts";
import { listIn, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

export const auditConfigTypes: readonly string[] = [
  "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  "gcp:folder/iamAuditConfig:IamAuditConfig",
  "gcp:organizations/iamAuditConfig:IamAuditConfig",
];

/** A service, or `allServices`, and a type of Data Access log that is turned on for it. */
export interface AuditConfig {
  readonly service: string;
  readonly logType: string;
}

export const readAuditConfig = (resource: NativeResource): readonly AuditConfig[] => {
  const service = textIn(resource, "service") ?? refuse("it names no service");
  return listIn(resource, "auditLogConfigs").map((one) => {
    const logType = isObject(one) ? one.logType : undefined;
    return typeof logType === "string" ? { service, logType } : refuse("it names no type of log");
  });
};

/**
 * The services whose Data Access logs nobody turns on: BigQuery's are always on, those of sign-ins and directory changes
 * Google Workspace shares. https://cloud.google.com/logging/docs/audit#data-access
 */
const always: readonly (string | undefined)[] = [
  "bigquery.googleapis.com",
  "login.googleapis.com",
  "admin.googleapis.com",
  "cloudidentity.googleapis.com",
];

const typesOf = (event: CommonEvent): readonly string[] =>
  listOf(fieldsOf(event.native)("protoPayload", "authorizationInfo")).flatMap(
    (one) => textOf(fieldsOf(one)("permissionType")) ?? [],
  );

/** Why there would be no such entry, were these configurations all that turn logs on. */
export const unrecordedBy =
  (configs: readonly AuditConfig[]) =>
  (event: CommonEvent): string | undefined => {
    if (event.cloud !== "gcp" || always.includes(event.service?.toLowerCase())) return undefined;
    if (!/cloudaudit\.googleapis\.com(?:%2F|\/)data_access$/i.test(String(entryOf(event).logName))) return undefined;
    const types = typesOf(event);
    const isOn = (type: string): boolean =>
      configs.some(
        ({ service, logType }) => logType === type && (service === "allServices" || service === event.service),
      );
    if (types.length === 0 || types.some(isOn)) return undefined;
    return `${types[0]} of ${event.service ?? "a service"}`;
  };
