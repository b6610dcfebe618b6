import * as pulumi from "@pulumi/pulumi";
import { deferred } from "../core/contract/deferred.ts";
import type { Path } from "../core/contract/issues.ts";

/**
 * A component's arguments as plain values. An argument arrives as an output where it is secret, unknown or depends on a
 * resource, even where the schema says plain: what is known is taken, what is not becomes `deferred`.
 */
export interface Arguments {
  plain: { [key: string]: unknown };
  /** As they arrived. */
  inputs: pulumi.Inputs;
  /** The argument at a path as an input for a child: its secretness and dependencies are kept. */
  inputAt(path: Path): pulumi.Input<string>;
  /** The paths of what is secret. */
  secrets: readonly Path[];
}

export const settle = async (inputs: pulumi.Inputs): Promise<Arguments> => {
  const secrets: Path[] = [];
  const plain = (await plainOf(inputs, [], secrets)) as Arguments["plain"];
  return {
    plain,
    inputs,
    inputAt: (path) => inputIn(inputs, path),
    secrets,
  };
};

/** What stands at a path, as an input, whichever of the mappings on the way is an output. */
export const inputIn = (inputs: pulumi.Inputs, path: Path): pulumi.Input<string> =>
  path.reduce<pulumi.Input<unknown>>(stepInto, inputs) as pulumi.Input<string>;

const stepInto = (value: pulumi.Input<unknown>, step: string | number): pulumi.Input<unknown> => {
  if (pulumi.Output.isInstance(value))
    return value.apply((known) => (known as Record<string, unknown> | undefined)?.[step]);
  return (value as Record<string, pulumi.Input<unknown>> | undefined)?.[step];
};

/** What Pulumi's own types keep to themselves. */
interface KnownOutput {
  promise(withUnknowns: boolean): Promise<unknown>;
  isSecret: Promise<boolean>;
  isKnown: Promise<boolean>;
}

const plainOf = async (value: unknown, path: Path, secrets: Path[]): Promise<unknown> => {
  if (pulumi.Output.isInstance(value)) {
    const output = value as unknown as KnownOutput;
    if (await output.isSecret) secrets.push(path);
    const known = await output.promise(true);
    // An unknown output arrives without a value; one that is unknown in parts has its known parts.
    return known === undefined && !(await output.isKnown) ? deferred : plainOf(known, path, secrets);
  }
  if (pulumi.isUnknown(value)) return deferred;
  if (Array.isArray(value)) return Promise.all(value.map((part, index) => plainOf(part, [...path, index], secrets)));
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(async ([key, part]) => [key, await plainOf(part, [...path, key], secrets)]);
  return Object.fromEntries(await Promise.all(parts));
};
