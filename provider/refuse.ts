import * as pulumi from "@pulumi/pulumi";
import { type Issue, type IssueParams, type Path, pathText } from "../core/contract/issues.ts";
import { sentence } from "../core/contract/messages.ts";
import type { Arguments } from "./arguments.ts";

type Secrets = Pick<Arguments, "isSecret" | "isWithinSecret">;

/** All errors at once, each with the path of its argument. */
export const refusal = (component: string, errors: readonly Issue[], secrets: Secrets): pulumi.InputPropertiesError => {
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  return new pulumi.InputPropertiesError({
    message: `invalid ${component}: ${count}, nothing was created`,
    errors: errors.map((one) => ({ propertyPath: propertyPath(one, secrets), reason: reason(one, secrets) })),
  });
};

/** The engine prints the value that a path leads to, even a secret one, so a secret gets a path that leads nowhere; so does an unknown one, of which it prints its own notation. */
const propertyPath = (one: Issue, secrets: Secrets): string => {
  const path = one.path.length === 0 ? "arguments" : pathText(shownPath(one, secrets));
  if (secrets.isSecret(one.path)) return `${path} (secret)`;
  return one.code === "not-known-yet" ? `${path} (unknown)` : path;
};

/** Of a secret mapping, the keys that the contract knows are no secret, but those are that its writer chose. */
const shownPath = ({ code, path }: Issue, { isWithinSecret }: Secrets): Path =>
  path.map((step, depth) => {
    const chosen =
      path[depth - 1] === "readers" ||
      path[depth - 1] === "tags" ||
      (code === "unknown-key" && depth === path.length - 1);
    return chosen && isWithinSecret(path.slice(0, depth)) ? "*" : step;
  });

const reason = (one: Issue, secrets: Secrets): string => {
  const place = one.at === undefined ? "" : `line ${one.at.line}, column ${one.at.column}: `;
  return place + sentence(withoutSecrets(one, secrets));
};

type ParamName = { [C in keyof IssueParams]: keyof IssueParams[C] }[keyof IssueParams];

/** What issues tell of the contract and of the clouds, not of the arguments. */
const ofContract: readonly string[] = [
  "allowed",
  "cloud",
  "clouds",
  "example",
  "expected",
  "known",
  "max",
  "min",
  "unit",
  "wanted",
] satisfies ParamName[];

/** What issues tell of the keys of a mapping. */
const ofKeys: readonly string[] = ["key", "label", "tags"] satisfies ParamName[];

const hidden: Record<string, unknown> = {
  found: "a secret",
  key: "of a secret",
  nearest: undefined,
  problem: "it is a secret, so no part of it is shown",
  tags: ["of a secret"],
  what: "nobody can delete the evidence before its retention ends",
} satisfies { [P in ParamName]?: unknown };

/** The issue without what was found, which may be the secret itself. */
const withoutSecrets = (one: Issue, secrets: Secrets): Issue => {
  const hidesValues = secrets.isSecret(one.path) || tellsOfSecretSettings(one.path, secrets);
  const hidesKeys = secrets.isWithinSecret(one.code === "unknown-key" ? one.path.slice(0, -1) : one.path);
  const hides = (name: string): boolean =>
    ofKeys.includes(name) ? hidesKeys : name === "nearest" && one.code === "unknown-key" ? hidesKeys : hidesValues;
  const params = Object.entries(one.params).map(([name, value]) => [
    name,
    ofContract.includes(name) || !hides(name) ? value : name in hidden ? hidden[name] : "(secret)",
  ]);
  return { ...one, params: Object.fromEntries(params) } as unknown as Issue;
};

const settingSources = ["spec", "specYaml", "overrides"];

/** An issue of one setting may tell the value of another, which stands elsewhere. */
const tellsOfSecretSettings = ([source]: Path, { isSecret }: Secrets): boolean =>
  settingSources.includes(String(source)) && settingSources.some((one) => isSecret([one]));
