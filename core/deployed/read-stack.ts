import type { JsonObject } from "../event/record.ts";
import { isObject } from "../object.ts";
import type { NativeResource } from "./resource.ts";
import { knownValue } from "./values.ts";

/** What a file says is deployed or planned; or why it says nothing of the kind, and what to give instead. */
export type ReadStack =
  | { readonly resources: readonly NativeResource[]; readonly problem?: undefined }
  | { readonly resources?: undefined; readonly problem: string };

const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

const resourceOf = (given: unknown): NativeResource | undefined => {
  const { urn, type, id, parent, inputs, outputs, propertyDependencies } = objectIn(given);
  if (typeof urn !== "string" || typeof type !== "string") return undefined;
  const madeOf = Object.entries(objectIn(propertyDependencies)).map(([name, urns]) => [name, textsIn(urns)] as const);
  return {
    urn,
    type,
    name: urn.split("::").at(-1) ?? urn,
    id: typeof id === "string" && id !== "" ? id : undefined,
    parent: typeof parent === "string" ? parent : undefined,
    properties: objectIn(knownValue({ ...objectIn(inputs), ...objectIn(outputs) })),
    madeOf: Object.fromEntries(madeOf),
  };
};

/** What is replaced stands in the state until it is deleted; a resource of others was only read. */
const isOfStack = (given: unknown): boolean => objectIn(given).delete !== true && objectIn(given).external !== true;

const fromState = (deployment: JsonObject): ReadStack => {
  if (!Array.isArray(deployment.resources)) {
    return { problem: "it is the state of a stack in which nothing is deployed; give one of a stack that is" };
  }
  return { resources: deployment.resources.filter(isOfStack).flatMap((one) => resourceOf(one) ?? []) };
};

/** After these a resource is no more, or is none of the stack's. */
const gone: readonly unknown[] = [
  "delete",
  "delete-replaced",
  "remove-pending-replace",
  "read",
  "read-replacement",
  "read-discard",
  "discard",
  "discard-replaced",
  "replace",
];

const same = "same";

const fromPreview = (steps: readonly unknown[], summary: JsonObject): ReadStack => {
  const shown = steps.map(objectIn);
  const left = Number(summary[same] ?? 0) - shown.filter(({ op }) => op === same).length;
  if (left > 0) {
    return {
      problem: `the preview leaves out ${left} resources that stay as they are; make it by pulumi preview --json --show-sames`,
    };
  }
  const planned = shown.filter(({ op }) => !gone.includes(op));
  const byUrn = new Map(planned.map(({ newState }) => [objectIn(newState).urn, newState]));
  return { resources: [...byUrn.values()].filter(isOfStack).flatMap((one) => resourceOf(one) ?? []) };
};

/** Whether a JSON value is what `pulumi stack export` or `pulumi preview --json` prints. */
export const isStack = (value: unknown): boolean =>
  isObject(value) && (isObject(value.deployment) || (Array.isArray(value.steps) && "changeSummary" in value));

/** The resources in what `pulumi stack export` or `pulumi preview --json` printed: told apart by content. */
export const readStack = (value: unknown): ReadStack => {
  const { deployment, steps, changeSummary } = objectIn(value);
  if (isObject(deployment)) return fromState(deployment);
  if (Array.isArray(steps)) return fromPreview(steps, objectIn(changeSummary));
  return {
    problem:
      "it is neither a state nor a preview; give what pulumi stack export or pulumi preview --json --show-sames prints",
  };
};
