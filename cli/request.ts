import { type Cloud, clouds } from "../core/contract/cloud.ts";
import type { Issue } from "../core/contract/issues.ts";
import { exampleLocations } from "../core/contract/locations.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { readRequest } from "../core/plan/request.ts";

/** Where a spec is placed when nothing but the spec is known: one account, project and subscription. */
const standIns = {
  aws: { region: exampleLocations.aws },
  gcp: { project: "acme-audit", location: exampleLocations.gcp },
  azure: { location: exampleLocations.azure },
} as const satisfies Record<Cloud, object>;

export interface ReadSpec {
  readonly plan: AuditPlan | undefined;
  /** Of the spec alone. */
  readonly issues: readonly Issue[];
  /** A cloud's issue with its place in the text. */
  located(one: Issue): Issue;
}

/** An issue's path begins in the file, not in a component's arguments. */
const inFile = (one: Issue): Issue => (one.path[0] === "specYaml" ? { ...one, path: one.path.slice(1) } : one);

/** The text of an `audit.yaml`, planned for some clouds. */
export const readSpec = (specYaml: string, asked: readonly Cloud[] = clouds): ReadSpec => {
  const placements = Object.fromEntries(asked.map((cloud) => [cloud, standIns[cloud]]));
  const { plan, issues, located } = readRequest("AuditLog", { specYaml, ...placements });
  return { plan, issues: issues.map(inFile), located: (one) => inFile(located(one)) };
};
