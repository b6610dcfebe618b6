import { isMadeOfSame, knownText } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** What a policy or a configuration is of: the property that names it. */
const targets: Readonly<Record<string, { readonly property: string; readonly called: string }>> = {
  "gcp:projects": { property: "project", called: "project" },
  "gcp:folder": { property: "folder", called: "folder" },
  "gcp:organizations": { property: "orgId", called: "organization" },
};

const targetOf = ({ type }: NativeResource) => targets[type.replace(/\/.*/, "")]!;

export const calledTarget = (resource: NativeResource): string => targetOf(resource).called;

/** Whether two resources are of the same project, folder or organization: `projects/acme` is `acme`. */
export const areOfSame = (one: NativeResource, other: NativeResource): boolean => {
  const { property } = targetOf(one);
  if (targetOf(other).property !== property) return false;
  const [a, b] = [one, other].map((of) => knownText(of, property)?.replace(/^.*\//, ""));
  return a === undefined || b === undefined ? isMadeOfSame(one, property, other, property) : a === b;
};
