import * as pulumi from "@pulumi/pulumi";
import { type Issue, type Path, pathText } from "../core/contract/issues.ts";
import { sentence } from "../core/contract/messages.ts";

/** All errors at once, each with the path of its argument. */
export const refusal = (
  component: string,
  errors: readonly Issue[],
  secrets: readonly Path[],
): pulumi.InputPropertiesError => {
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  return new pulumi.InputPropertiesError({
    message: `invalid ${component}: ${count}, nothing was created`,
    errors: errors.map((one) => {
      const secret = secrets.some((path) => overlap(path, one.path));
      return { propertyPath: propertyPath(one, secret), reason: reason(one, secret) };
    }),
  });
};

/** Whether one path leads to the other, or to a part of it. */
const overlap = (a: Path, b: Path): boolean => {
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).every((step, depth) => step === b[depth]);
};

/**
 * The engine prints the value that a path leads to, even a secret one, so a secret gets a path that leads nowhere; so does
 * an unknown value, of which it prints its own notation.
 */
const propertyPath = ({ code, path }: Issue, secret: boolean): string => {
  const text = path.length === 0 ? "arguments" : pathText(path);
  if (secret) return `${text} (secret)`;
  return code === "not-known-yet" ? `${text} (unknown)` : text;
};

const reason = (one: Issue, secret: boolean): string => {
  const place = one.at === undefined ? "" : `line ${one.at.line}, column ${one.at.column}: `;
  return place + sentence(secret ? withoutFound(one) : one);
};

/** The issue without the value that was found, which may be the secret. */
const withoutFound = (one: Issue): Issue =>
  ("found" in one.params ? { ...one, params: { ...one.params, found: "a secret" } } : one) as Issue;
