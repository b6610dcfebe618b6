import * as pulumi from "@pulumi/pulumi";
import type { ComponentName } from "../core/contract/component-names.ts";
import { componentArgs } from "../core/contract/components.ts";
import { fieldAt } from "../core/contract/fields.ts";
import type { Path } from "../core/contract/issues.ts";
import { isObject } from "../core/object.ts";
import type { Arguments } from "./arguments.ts";

/** What the contract calls secret is treated so, also where it was given in the open: in the state, in children, in errors. */
export const sealed = (component: ComponentName, args: Arguments): Arguments => {
  const found: Path[] = [];
  const isSecret = (path: Path): boolean => fieldAt(componentArgs[component], path)?.meta.secret === true;
  const seal = (value: unknown, path: Path): unknown => {
    if (isSecret(path)) {
      found.push(path);
      return pulumi.secret(args.inputAt(path));
    }
    // Only plain mappings: what else there is, known or not, stays as it came.
    if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return args.inputAt(path);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, seal(part, [...path, key])]));
  };
  const { channels } = args.plain;
  if (!isObject(channels)) return args;
  const inputs = { ...args.inputs, channels: seal(channels, ["channels"]) };
  return { ...args, inputs: inputs as pulumi.Inputs, secrets: [...args.secrets, ...found] };
};
