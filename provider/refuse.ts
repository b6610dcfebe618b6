import * as pulumi from "@pulumi/pulumi";
import { type Issue, type Path, pathText } from "../core/contract/issues.ts";
import { sentence } from "../core/contract/messages.ts";

/** All errors at once, each with the path of its argument. */
export const refusal = (
  component: string,
  errors: readonly Issue[],
  isSecret: (path: Path) => boolean,
): pulumi.InputPropertiesError => {
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  return new pulumi.InputPropertiesError({
    message: `invalid ${component}: ${count}, nothing was created`,
    errors: errors.map((one) => ({ propertyPath: propertyPath(one, isSecret), reason: reason(one, isSecret) })),
  });
};

/** The engine prints the value that a path leads to, even a secret one, so a secret gets a path that leads nowhere. */
const propertyPath = (one: Issue, isSecret: (path: Path) => boolean): string => {
  const path = one.path.length === 0 ? "arguments" : pathText(one.path);
  return isSecret(one.path) ? `${path} (secret)` : path;
};

const reason = (one: Issue, isSecret: (path: Path) => boolean): string => {
  const place = one.at === undefined ? "" : `line ${one.at.line}, column ${one.at.column}: `;
  return place + sentence(isSecret(one.path) ? withoutValues(one) : one);
};

/** The issue without what was found, which may be the secret itself. */
const withoutValues = (one: Issue): Issue => {
  const hidden = {
    found: "a secret",
    problem: "it is a secret, so no part of it is shown",
    key: "of a secret",
    nearest: undefined,
  };
  const params = Object.fromEntries(
    Object.entries(one.params).map(([name, value]) => [
      name,
      name in hidden ? hidden[name as keyof typeof hidden] : value,
    ]),
  );
  return { ...one, params } as unknown as Issue;
};
