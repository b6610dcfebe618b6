import type { Conditions } from "./conditions.ts";

type OneOrMore = string | readonly string[];
type Principals = "*" | { readonly [kind: string]: OneOrMore };

/** A statement as a policy writes it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** Who calls: a service by itself, an account's root user, a user or a role (by its own ARN, also in a session), or nobody known. */
export type Caller =
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "root"; readonly account: string }
  | { readonly kind: "principal"; readonly arn: string }
  | { readonly kind: "anonymous" };

export const listed = (value: OneOrMore): readonly string[] => (typeof value === "string" ? [value] : value);

/** `*` is any number of characters, `?` one. */
export const fits = (pattern: string, text: string): boolean => {
  if (pattern.includes("${")) throw new Error(`policy variables are not evaluated here: ${pattern}`);
  const source = [...pattern].map((sign) => (sign === "*" ? ".*" : sign === "?" ? "." : escaped(sign))).join("");
  return new RegExp(`^${source}$`, "su").test(text);
};

const escaped = (sign: string): string => (/[\w\s]/u.test(sign) ? sign : `\\u{${sign.codePointAt(0)!.toString(16)}}`);

/** Six parts; what follows the fifth colon is the resource, colons and all. */
const partsOf = (arn: string): readonly string[] => {
  const parts = arn.split(":");
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
};

/** Each part of an ARN by itself, so that no wildcard reaches over a colon. */
export const fitsArn = (pattern: string, arn: string): boolean => {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, index) => fits(part, given[index]!));
};

const coversAction = (patterns: OneOrMore, action: string): boolean =>
  listed(patterns).some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));

const coversResource = (patterns: OneOrMore, resource: string): boolean =>
  listed(patterns).some((pattern) => pattern === "*" || fitsArn(pattern, resource));

export const isAbout = (statement: Statement, action: string, resource: string): boolean => {
  const { Action, NotAction, Resource, NotResource } = statement;
  const act = Action !== undefined ? coversAction(Action, action) : !coversAction(NotAction!, action);
  if (NotResource !== undefined) return act && !coversResource(NotResource, resource);
  // A role's trust policy has none: it is about the role.
  return act && (Resource === undefined || coversResource(Resource, resource));
};

export const accountOf = (caller: Caller): string | undefined => {
  if (caller.kind === "root") return caller.account;
  return caller.kind === "principal" ? caller.arn.split(":")[4] : undefined;
};

/** How a policy names a caller: itself, by its whole account, or not. */
export type Naming = "itself" | "account" | undefined;

const accountNamed = (id: string): string | undefined =>
  /^\d{12}$/.test(id) ? id : /^arn:[a-z-]+:iam::(\d{12}):root$/.exec(id)?.[1];

const namingBy = (kind: string, id: string, caller: Caller): Naming => {
  if (id === "*") return kind === "AWS" ? "itself" : undefined;
  if (kind === "Service") return caller.kind === "service" && caller.name === id ? "itself" : undefined;
  if (kind !== "AWS" || caller.kind === "service" || caller.kind === "anonymous") return undefined;
  const account = accountNamed(id);
  if (account === undefined) return caller.kind === "principal" && caller.arn === id ? "itself" : undefined;
  if (account !== accountOf(caller)) return undefined;
  return caller.kind === "root" ? "itself" : "account";
};

const namings = (principals: Principals, caller: Caller): Naming[] =>
  principals === "*"
    ? ["itself"]
    : Object.entries(principals).flatMap(([kind, ids]) => listed(ids).map((id) => namingBy(kind, id, caller)));

/** A policy of an identity names nobody, since it is that identity's. */
export const namingOf = ({ Principal, NotPrincipal }: Statement, caller: Caller): Naming => {
  if (NotPrincipal !== undefined)
    return namings(NotPrincipal, caller).some((one) => one !== undefined) ? undefined : "itself";
  if (Principal === undefined) return "itself";
  const found = namings(Principal, caller);
  return found.includes("itself") ? "itself" : found.find((one) => one !== undefined);
};
