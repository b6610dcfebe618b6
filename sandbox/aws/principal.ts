import type { Statement } from "./policy.ts";
import { principalsOf } from "./policy.ts";

const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role|federated-user)\/[\w+=,.@/-]+)$/;
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{13,}$/;
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function invalidPrincipal(statements: readonly Statement[]): string | undefined {
  for (const { kind, id } of statements.flatMap(principalsOf)) {
    if (!isValid(kind, id)) return `"${kind}" : "${id}"`;
  }
  return undefined;
}

function isValid(kind: string, id: string): boolean {
  switch (kind) {
    case "AWS":
      return id === "*" || ACCOUNT.test(id) || ARN.test(id) || UNIQUE_ID.test(id);
    case "Service":
      return SERVICE.test(id);
    case "Federated":
      return /^arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/./.test(id) || /^[a-z0-9.-]+\.[a-z]+$/.test(id);
    case "CanonicalUser":
      return /^[0-9a-f]{64}$/.test(id);
    default:
      return false;
  }
}
