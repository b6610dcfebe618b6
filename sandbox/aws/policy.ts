import type { Json, Properties } from "../resource.ts";
import { items, record } from "./place.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export interface Statement {
  sid: string | undefined;
  effect: "Allow" | "Deny";
  /** `"*"`, or ids by kind; absent in an identity policy. */
  principal: Json | undefined;
  notPrincipal: Json | undefined;
  actions: string[] | undefined;
  notActions: string[] | undefined;
  resources: string[] | undefined;
  notResources: string[] | undefined;
  condition: Properties;
}

export type PolicyReading = { statements: Statement[]; length: number } | { fault: "json" | "syntax"; message: string };

/** Who asks for what: a service principal, or an ARN of an account's principal. */
export interface PolicyRequest {
  service?: string;
  arn?: string;
  account?: string;
  action: string;
  resource: string;
  /** Condition keys in lower case. */
  context: { readonly [key: string]: string };
}

const ELEMENTS = new Set(
  "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" "),
);
const VERSIONS = new Set<Json>(["2012-10-17", "2008-10-17"]);

/** Reads a policy given as text or as an object, as providers accept both. */
export function readPolicy(value: Json | undefined): PolicyReading {
  const source = typeof value === "string" ? parseJson(value) : value;
  if (typeof source !== "object" || source === null || Array.isArray(source)) {
    return { fault: "json", message: "the text is not a JSON object" };
  }
  if (source.Version !== undefined && !VERSIONS.has(source.Version)) return syntax("Invalid policy version");
  if (items(source.Statement).length === 0) return syntax("Missing required field Statement");
  const statements: Statement[] = [];
  for (const item of items(source.Statement)) {
    const statement = readStatement(record(item));
    if (typeof statement === "string") return syntax(statement);
    statements.push(statement);
  }
  return { statements, length: JSON.stringify(source).length };
}

function syntax(message: string): PolicyReading {
  return { fault: "syntax", message };
}

function parseJson(value: string): Json | undefined {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

function readStatement(from: Properties): Statement | string {
  const unknown = Object.keys(from).find((name) => !ELEMENTS.has(name));
  if (unknown !== undefined) return `Unknown field ${unknown}`;
  const effect = from.Effect;
  if (effect === undefined) return "Missing required field Effect";
  if (effect !== "Allow" && effect !== "Deny") return `Invalid effect: ${String(effect)}`;
  if ((from.Action === undefined) === (from.NotAction === undefined)) return "Missing required field Action";
  if (from.Resource !== undefined && from.NotResource !== undefined) return "Both Resource and NotResource";
  if (from.Principal !== undefined && from.NotPrincipal !== undefined) return "Both Principal and NotPrincipal";
  return {
    sid: from.Sid === undefined ? undefined : String(from.Sid),
    effect,
    principal: from.Principal,
    notPrincipal: from.NotPrincipal,
    actions: texts(from.Action),
    notActions: texts(from.NotAction),
    resources: texts(from.Resource),
    notResources: texts(from.NotResource),
    condition: record(from.Condition),
  };
}

function texts(value: Json | undefined): string[] | undefined {
  return value === undefined ? undefined : items(value).map(String);
}

/** Every principal that a statement names, as `kind:id`. */
export function principalsOf(statement: Statement): { kind: string; id: string }[] {
  const value = statement.principal ?? statement.notPrincipal;
  if (typeof value === "string") return [{ kind: value === "*" ? "AWS" : "unknown", id: value }];
  return Object.entries(record(value)).flatMap(([kind, ids]) => items(ids).map((id) => ({ kind, id: String(id) })));
}

export function allows(statements: readonly Statement[], request: PolicyRequest): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ effect }) => effect === "Allow") && !applying.some(({ effect }) => effect === "Deny");
}

/** Whether a statement denies it, whatever others allow. */
export function denies(statements: readonly Statement[], request: PolicyRequest): boolean {
  return statements.some((statement) => statement.effect === "Deny" && applies(statement, request));
}

function applies(statement: Statement, request: PolicyRequest): boolean {
  return (
    namesPrincipal(statement, request) &&
    covers(statement.actions, statement.notActions, request.action, true) &&
    covers(statement.resources, statement.notResources, request.resource, false) &&
    holds(statement, request.context)
  );
}

function namesPrincipal(statement: Statement, request: PolicyRequest): boolean {
  if (statement.principal === undefined && statement.notPrincipal === undefined) return true;
  const named = principalsOf(statement).some(({ kind, id }) => isPrincipal(kind, id, request));
  return statement.principal !== undefined ? named : !named;
}

function isPrincipal(kind: string, id: string, request: PolicyRequest): boolean {
  if (id === "*") return true;
  if (kind === "Service") return id === request.service;
  if (kind !== "AWS" || request.account === undefined) return false;
  const root = /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(id)?.[1] ?? id;
  return root === request.account || id === request.arn;
}

function covers(
  named: string[] | undefined,
  except: string[] | undefined,
  value: string,
  ignoreCase: boolean,
): boolean {
  if (named !== undefined) return named.some((pattern) => like(pattern, value, ignoreCase));
  return except === undefined || !except.some((pattern) => like(pattern, value, ignoreCase));
}

/** `*` stands for any characters, `?` for one. */
export function like(pattern: string, value: string, ignoreCase = false): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = escaped.replace(/\*/g, "[^]*").replace(/\?/g, "[^]");
  return new RegExp(`^${expression}$`, ignoreCase ? "i" : "").test(value);
}

function arnLike(pattern: string, value: string): boolean {
  const parts = arnParts(pattern);
  const given = arnParts(value);
  return parts.length === given.length && parts.every((part, index) => like(part, given[index] ?? ""));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

const equal = (pattern: string, value: string): boolean => pattern === value;
const equalIgnoringCase = (pattern: string, value: string): boolean => pattern.toLowerCase() === value.toLowerCase();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: { readonly [name: string]: { test(pattern: string, value: string): boolean; negated: boolean } } = {
  StringEquals: { test: equal, negated: false },
  StringNotEquals: { test: equal, negated: true },
  StringEqualsIgnoreCase: { test: equalIgnoringCase, negated: false },
  StringNotEqualsIgnoreCase: { test: equalIgnoringCase, negated: true },
  StringLike: { test: like, negated: false },
  StringNotLike: { test: like, negated: true },
  ArnEquals: { test: arnLike, negated: false },
  ArnLike: { test: arnLike, negated: false },
  ArnNotEquals: { test: arnLike, negated: true },
  ArnNotLike: { test: arnLike, negated: true },
  Bool: { test: equalIgnoringCase, negated: false },
};

function holds(statement: Statement, context: PolicyRequest["context"]): boolean {
  return Object.entries(statement.condition).every(([operator, keys]) =>
    Object.entries(record(keys)).every(([key, values]) => {
      const wanted = items(values).map(String);
      const result = test(operator, context[key.toLowerCase()], wanted);
      // A condition that we can't evaluate must not grant anything, nor lift a denial.
      return result ?? statement.effect === "Deny";
    }),
  );
}

function test(operator: string, value: string | undefined, wanted: string[]): boolean | undefined {
  if (operator === "Null") return wanted.includes(String(value === undefined));
  const name = operator.replace(/IfExists$/, "");
  const known = OPERATORS[name];
  if (known === undefined) return undefined;
  if (value === undefined) return known.negated || name !== operator;
  return known.negated !== wanted.some((pattern) => known.test(pattern, value));
}
