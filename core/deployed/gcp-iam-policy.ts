import { parsedJson } from "../event/record.ts";
import { isObject } from "../object.ts";
import { areOfSame, calledTarget } from "./gcp-policy-target.ts";
import { refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

export const iamPolicyTypes: readonly string[] = [
  "gcp:projects/iAMPolicy:IAMPolicy",
  "gcp:folder/iAMPolicy:IAMPolicy",
  "gcp:organizations/iAMPolicy:IAMPolicy",
];

/** A service, or `allServices`, and a type of Data Access log that is turned on for it. */
export interface AuditConfig {
  readonly service: string;
  readonly logType: string;
}

/** An IAM policy, which has all audit configurations of what it is the policy of. */
export interface IamPolicy {
  readonly resource: NativeResource;
  readonly configs: readonly AuditConfig[];
}

/** The policies of a stack, and those of them that could be read. */
export interface IamPolicies {
  readonly resources: readonly NativeResource[];
  readonly read: readonly IamPolicy[];
}

/** The provider reads names in whatever case: https://pkg.go.dev/encoding/json#Unmarshal */
const field = (object: Readonly<Record<string, unknown>>, name: string): unknown => {
  if (Object.hasOwn(object, name)) return object[name];
  const found = Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : object[found];
};

/** https://cloud.google.com/iam/docs/reference/rest/v1/AuditConfig; what only writes configuration is always logged. */
const logTypes: readonly unknown[] = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

export const auditConfigOf = (service: string, given: unknown, path: string): AuditConfig => {
  const logType = isObject(given) ? field(given, "logType") : undefined;
  if (logType === undefined || logType === null) return refuse(`${path} names no type of log`);
  return logTypes.includes(logType)
    ? { service, logType: logType as string }
    : refuse(`${path} names no known type of log`);
};

const listAt = (object: Readonly<Record<string, unknown>>, name: string, path: string): readonly unknown[] => {
  const value = field(object, name) ?? [];
  return Array.isArray(value) ? value : refuse(`${path}.${name} is no list`);
};

const configsIn = (policy: Readonly<Record<string, unknown>>): readonly AuditConfig[] =>
  listAt(policy, "auditConfigs", "policyData").flatMap((one, index) => {
    const path = `policyData.auditConfigs[${index}]`;
    const service = isObject(one) ? field(one, "service") : undefined;
    if (!isObject(one) || typeof service !== "string" || service === "") return refuse(`${path} names no service`);
    return listAt(one, "auditLogConfigs", path).map((log, at) =>
      auditConfigOf(service, log, `${path}.auditLogConfigs[${at}]`),
    );
  });

/**
 * Reads the audit configurations in a policy. It is written as a whole, so that of two of the same project nobody can say
 * which stands. https://www.pulumi.com/registry/packages/gcp/api-docs/projects/iampolicy/
 */
export const readIamPolicy =
  (policies: readonly NativeResource[]) =>
  (resource: NativeResource): readonly IamPolicy[] => {
    const rival = policies.find((one) => one !== resource && areOfSame(resource, one));
    if (rival !== undefined) {
      return refuse(`it and the IAM policy ${rival.name} of the same ${calledTarget(resource)} overwrite each other`);
    }
    const policy = parsedJson(textIn(resource, "policyData") ?? "");
    return isObject(policy) ? [{ resource, configs: configsIn(policy) }] : refuse("policyData is no JSON object");
  };
