import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, listOf, textOf } from "../event/record.ts";
import { type AuditConfig, auditConfigOf, type IamPolicies } from "./gcp-iam-policy.ts";
import { areOfSame, calledTarget } from "./gcp-policy-target.ts";
import { entryOf } from "./gcp-sinks.ts";
import { listIn, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

export const auditConfigTypes: readonly string[] = [
  "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  "gcp:folder/iamAuditConfig:IamAuditConfig",
  "gcp:organizations/iamAuditConfig:IamAuditConfig",
];

const typesIn = (configs: readonly AuditConfig[]): string =>
  [...new Set(configs.map(({ logType }) => logType))].sort().join();

/** Which of two stands that write the same nobody can say, unless they say the same. */
const refuseRival = (
  resource: NativeResource,
  service: string,
  own: readonly AuditConfig[],
  iam: IamPolicies,
): void => {
  const rival = iam.resources.find((one) => areOfSame(resource, one));
  if (rival === undefined) return;
  const policy = iam.read.find((one) => one.resource === rival);
  if (policy !== undefined && typesIn(policy.configs.filter((one) => one.service === service)) === typesIn(own)) return;
  refuse(`it and the IAM policy ${rival.name} of the same ${calledTarget(resource)} overwrite each other`);
};

/** Reads the configuration of one service. */
export const readAuditConfig =
  (iam: IamPolicies) =>
  (resource: NativeResource): readonly AuditConfig[] => {
    const service = textIn(resource, "service") ?? refuse("it names no service");
    const configs = listIn(resource, "auditLogConfigs").map((one, at) =>
      auditConfigOf(service, one, `auditLogConfigs[${at}]`),
    );
    refuseRival(resource, service, configs, iam);
    return configs;
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
