import * as pulumi from "@pulumi/pulumi";
import type { ComponentName } from "../core/contract/component-names.ts";
import { componentArgs } from "../core/contract/components.ts";
import { fieldAt } from "../core/contract/fields.ts";
import type { Path } from "../core/contract/issues.ts";
import { isObject } from "../core/object.ts";
import { type Arguments, inputIn } from "./arguments.ts";

/** The arguments with something secret in them: the contract has none elsewhere. */
const mayHoldSecrets = ["channels", "aws", "streamEndpoint"];

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
  // Channels are wanted as mappings in any case; of what else has nothing secret in it, nothing is changed.
  const parts = Object.entries(args.plain).flatMap(([key, value]) => {
    if (!mayHoldSecrets.includes(key) || !isObject(value)) return [];
    const before = found.length;
    const part = seal(value, [key]);
    return key === "channels" || found.length > before ? [[key, part]] : [];
  });
  const inputs = { ...args.inputs, ...Object.fromEntries(parts) } as pulumi.Inputs;
  return { ...args, inputs, inputAt: (path) => inputIn(inputs, path), secrets: [...args.secrets, ...found] };
};
