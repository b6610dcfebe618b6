import { allHold, type Context } from "./conditions.ts";
import { accountOf, type Caller, isAbout, type Naming, namingOf, type Policy, type Statement } from "./statement.ts";

export interface Request {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** What the caller can't choose, such as its own ARN, need not be given. */
  readonly context?: Context;
}

export interface Policies {
  /** Of the caller: none for a service, and for a root user, which may do everything that nobody denies. */
  readonly identity?: readonly Policy[];
  readonly resource?: Policy;
  /** The account that owns the resource. */
  readonly owner: string;
}

/** What AWS decides without a policy of an organization, a boundary and a session, which are none of ours. */
export type Verdict = "allowed" | "denied explicitly" | "not allowed";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties */
const ownContext = (caller: Caller): Context => {
  const account = accountOf(caller);
  if (caller.kind === "anonymous") return {};
  if (caller.kind === "service") {
    return { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": caller.name };
  }
  const arn = caller.kind === "root" ? `arn:aws:iam::${account}:root` : caller.arn;
  return { "aws:PrincipalArn": arn, "aws:PrincipalAccount": account!, "aws:PrincipalIsAWSService": "false" };
};

/** The statements of an effect that are about the request, and how each names its caller. */
const namings = (policy: Policy | undefined, effect: Statement["Effect"], request: Request): Naming[] => {
  const context = { "aws:SecureTransport": "true", ...ownContext(request.caller), ...request.context };
  return (policy?.Statement ?? [])
    .filter((one) => one.Effect === effect && isAbout(one, request.action, request.resource))
    .filter(({ Condition = {} }) => allHold(Condition, context))
    .map((one) => namingOf(one, request.caller))
    .filter((naming) => naming !== undefined);
};

const servicesAskedAlone = ["kms", "sts"];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
const ownersRight = ["s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"];

const isDenied = (request: Request, { identity = [], resource, owner }: Policies): boolean => {
  if (identity.some((policy) => namings(policy, "Deny", request).length > 0)) return true;
  const isOwner = request.caller.kind === "root" && request.caller.account === owner;
  if (isOwner && ownersRight.includes(request.action.toLowerCase())) return false;
  return namings(resource, "Deny", request).length > 0;
};

/**
 * Within an account what either kind of policy allows; between accounts, what both do. A key's policy, and a role's of trust, must
 * allow itself, or leave it to the account. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluate = (request: Request, policies: Policies): Verdict => {
  if (isDenied(request, policies)) return "denied explicitly";
  const { caller, action } = request;
  const byResource = namings(policies.resource, "Allow", request);
  const isRoot = caller.kind === "root";
  const byIdentity = isRoot || (policies.identity ?? []).some((policy) => namings(policy, "Allow", request).length > 0);
  if (caller.kind === "service" || caller.kind === "anonymous")
    return byResource.length > 0 ? "allowed" : "not allowed";
  if (accountOf(caller) !== policies.owner) {
    return byResource.length > 0 && byIdentity ? "allowed" : "not allowed";
  }
  if (byResource.includes("itself")) return "allowed";
  const isLeftToIdentity =
    byResource.includes("account") || !servicesAskedAlone.includes(action.split(":")[0]!.toLowerCase());
  return isLeftToIdentity && byIdentity ? "allowed" : "not allowed";
};
