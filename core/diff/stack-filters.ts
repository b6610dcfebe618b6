import { clouds } from "../contract/cloud.ts";
import type { Deployed } from "../deployed/decide.ts";
import type { DeployedAlert } from "../deployed/deployed.ts";
import type { NativeResource } from "../deployed/resource.ts";
import { type ComparedFilter, withThreshold } from "./spec-filters.ts";

const nameIn = (urn: string): string => urn.split("::").at(-1) ?? urn;

/**
 * What a resource is called where stacks and specs are compared: what a component of this package calls its part, as a spec
 * does; else the name in the program, since those in the clouds are others in every stack.
 */
export const partName = ({ name, parent }: NativeResource): string => {
  const [type = "", of = ""] = [parent?.split("::")[2]?.split("$").at(-1), parent && nameIn(parent)];
  return type.startsWith("auditlog:index:") && name.startsWith(`${of}-`) ? name.slice(of.length + 1) : name;
};

/** Whether a resource is a part of a component of this package. */
export const isOfComponent = ({ parent }: NativeResource): boolean =>
  parent?.split("::")[2]?.split("$").at(-1)?.startsWith("auditlog:index:") === true;

/** The alert that a part of a component is made for: `alert-root-use.2`, `alert-root-use.alarm`, `match-root-use`. */
export const alertOfPart = (part: string): string =>
  part.replace(/^(?:alert|match|count)-/, "").replace(/\.(?:\d+|alarm|on-alarm)$/, "");

const alertText = ({ kind, text, threshold }: DeployedAlert): string =>
  // A query that counts by itself says so.
  kind === "scheduled query rule" && /\bprev\s*\(/.test(text) ? text : withThreshold(text, threshold);

/** The filters that stacks have. */
export const stackFilters = (
  { clouds: deployed }: Deployed,
  parts: ReadonlyMap<string, string>,
): readonly ComparedFilter[] =>
  clouds.flatMap((cloud) => {
    const nameOf = (urn: string): string => parts.get(urn) ?? nameIn(urn);
    const { stores, alerts } = deployed[cloud];
    return [
      ...stores.map(({ kind, urn, text }) => ({ cloud, kind, name: nameOf(urn), text })),
      ...alerts.map((one) => ({ cloud, kind: one.kind, name: nameOf(one.urn), text: alertText(one) })),
    ].filter(({ name }) => !name.endsWith(".on-alarm"));
  });
