import type { CloudError, Json, Properties, ProviderConfig } from "../resource.ts";
import { accountOf, partitionOf, record, regionOf, text } from "./place.ts";
import { denies, type PolicyRequest, type Statement } from "./policy.ts";

function parsed(value: string | undefined): Json[] {
  try {
    const found: Json = JSON.parse(value ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Who deploys: the last of the roles that the provider is configured to assume, or an administrator of the account. */
export function callerArn(inputs: Properties, config: ProviderConfig): string {
  const role = text(record(parsed(config.assumeRoles).at(-1)).roleArn);
  return role ?? `arn:${partitionOf(regionOf(inputs, config))}:iam::${accountOf(config)}:user/sandbox`;
}

/** As STS tells it: of a role its session. */
export function callerIdentity(config: ProviderConfig): string {
  const arn = callerArn({}, config);
  const role = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn);
  return role === null ? arn : `arn:${role[1]}:sts::${role[2]}:assumed-role/${role[3]}/sandbox`;
}

/** The call of who deploys, as policies see it. */
export function callerRequest(
  inputs: Properties,
  config: ProviderConfig,
  action: string,
  resource: string,
): PolicyRequest {
  const [arn, account] = [callerArn(inputs, config), accountOf(config)];
  const context = {
    "aws:securetransport": "true",
    "aws:principalisawsservice": "false",
    "aws:principalarn": arn,
    "aws:principalaccount": account,
  };
  return { arn, account, action, resource, context };
}

/** What the service answers to a caller whom a resource's policy denies the call; an administrator is allowed all else. */
export function deniedCall(statements: readonly Statement[], request: PolicyRequest): CloudError | undefined {
  if (!denies(statements, request)) return undefined;
  return {
    name: "AccessDenied",
    message: `User: ${request.arn} is not authorized to perform: ${request.action} on resource: "${request.resource}" with an explicit deny in a resource-based policy`,
  };
}
