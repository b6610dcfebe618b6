import { isDeepStrictEqual } from "node:util";
import type { Json, Properties, ResourceType } from "./resource.ts";
import { isUnknown } from "./shapes.ts";

export interface PropertyChange {
  property: string;
  kind: "ADD" | "DELETE" | "UPDATE";
  replaces: boolean;
}

export interface Difference {
  changes: PropertyChange[];
  deleteBeforeReplace: boolean;
}

/**
 * The inputs whose values the provider made, not the program: the bridged providers' own key for it.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/master/pkg/tfbridge/schema.go
 */
export const defaultsKey = "__defaults";

export function isDefault(inputs: Properties, property: string): boolean {
  const defaults = inputs[defaultsKey];
  return Array.isArray(defaults) && defaults.includes(property);
}

/** The inputs that the program and the provider set, without the keys in which providers and engine keep notes. */
export function withoutNotes(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

export function compareInputs(type: ResourceType, olds: Properties, news: Properties): Difference {
  const before = withoutNotes(olds);
  const after = withoutNotes(news);
  const changes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => containsUnknown(after[name]) || !isDeepStrictEqual(before[name], after[name]))
    .sort()
    .map((name) => ({
      property: name,
      kind: kindOf(before, after, name),
      replaces: isReplacing(type, before, after, name),
    }));
  const replaced = changes.some(({ replaces }) => replaces);
  return { changes, deleteBeforeReplace: replaced && keepsGivenName(type, olds, news) };
}

function isReplacing({ replaceOn }: ResourceType, before: Properties, after: Properties, name: string): boolean {
  return replaceOn.some((path) => {
    const [input, ...parts] = path.split(".");
    if (input !== name) return false;
    const [old, now] = [partOf(before[name], parts), partOf(after[name], parts)];
    return containsUnknown(now) || !isDeepStrictEqual(old, now);
  });
}

function partOf(value: Json | undefined, [part, ...deeper]: string[]): Json | undefined {
  if (part === undefined || value === undefined || isUnknown(value)) return value;
  const here = typeof value === "object" && value !== null && !Array.isArray(value) ? value[part] : undefined;
  return partOf(here, deeper);
}

function kindOf(before: Properties, after: Properties, name: string): PropertyChange["kind"] {
  if (!Object.hasOwn(before, name)) return "ADD";
  return Object.hasOwn(after, name) ? "UPDATE" : "DELETE";
}

/** Two resources can't bear the same given name at once, so that the old one must go first. */
function keepsGivenName(type: ResourceType, olds: Properties, news: Properties): boolean {
  const property = type.autoname?.property;
  if (property === undefined || olds[property] === undefined || isDefault(news, property)) return false;
  return !isDefault(olds, property) && isDeepStrictEqual(olds[property], news[property]);
}

function containsUnknown(value: Json | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "object") return Object.values(value).some(containsUnknown);
  return isUnknown(value);
}
