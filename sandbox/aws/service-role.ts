import type { Store } from "../resource.ts";
import { permissionsOf } from "./iam.ts";
import { TOKEN } from "./place.ts";
import type { PolicyRequest } from "./policy.ts";
import { allows, readPolicy } from "./policy.ts";

/** Whether a role's trust policy lets a service assume it; false if there is no such role. */
export function trustsService(store: Store, arn: string, service: string, context: PolicyRequest["context"]): boolean {
  const trust = readPolicy(store.where(TOKEN.role, "arn", arn)[0]?.inputs.assumeRolePolicy);
  return !("fault" in trust) && allows(trust.statements, { service, action: "sts:AssumeRole", resource: arn, context });
}

/** Whether a role's own policies allow it; true where they can't be read, or there is no such role. */
export function roleMay(
  store: Store,
  arn: string,
  action: string,
  resource: string,
  more: PolicyRequest["context"] = {},
): boolean {
  const role = store.where(TOKEN.role, "arn", arn)[0];
  const permissions = role && permissionsOf(store, String(role.outputs.name));
  if (permissions === undefined) return true;
  return allows(permissions, {
    action,
    resource,
    context: { ...more, "aws:securetransport": "true", "aws:principalarn": arn },
  });
}
