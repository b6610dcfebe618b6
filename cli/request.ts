import { compilers } from "../core/compile/all-clouds.ts";
import type { Compiled } from "../core/compile/compiled.ts";
import type { AwsExistingPart } from "../core/contract/aws-existing-parts.ts";
import { type Cloud, clouds } from "../core/contract/cloud.ts";
import { deferred } from "../core/contract/deferred.ts";
import { type Issue, isError } from "../core/contract/issues.ts";
import { exampleLocations } from "../core/contract/locations.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { readRequest } from "../core/plan/request.ts";
import { sorted } from "./report/issues.ts";

/** Where a spec is placed when nothing but the spec is known: one account, project and subscription. */
const standIns = {
  aws: { region: exampleLocations.aws },
  gcp: { project: "acme-audit", location: exampleLocations.gcp },
  azure: { location: exampleLocations.azure },
} as const satisfies Record<Cloud, object>;

/** What one cloud makes of a spec. */
export interface SpecInCloud extends Pick<Compiled<unknown>, "coverage" | "rules" | "quotas" | "statements"> {
  readonly cloud: Cloud;
}

/** A spec, planned and compiled. */
export interface ReadSpec {
  /** Absent where the spec itself has an error: a default would stand in for what is wrong. */
  readonly plan: AuditPlan | undefined;
  readonly clouds: readonly SpecInCloud[];
  /** Of the spec and of what the clouds do otherwise, in the order in which they are shown. */
  readonly issues: readonly Issue[];
}

/** An issue's path begins in the file, not in a component's arguments. */
const inFile = (one: Issue): Issue => (one.path[0] === "specYaml" ? { ...one, path: one.path.slice(1) } : one);

/** Whatever what is adopted is called: its names are filled in by a deployment. */
const adopting = (parts: readonly AwsExistingPart[]): object =>
  parts.length === 0 ? {} : { trailName: "audit", existing: Object.fromEntries(parts.map((part) => [part, deferred])) };

/** The text of an `audit.yaml`, planned and compiled for some clouds, as of a day. */
export const readSpec = (
  specYaml: string,
  today: string,
  asked: readonly Cloud[] = clouds,
  adopted: readonly AwsExistingPart[] = [],
): ReadSpec => {
  const usual = Object.fromEntries(asked.map((cloud) => [cloud, standIns[cloud]]));
  const placements = usual.aws === undefined ? usual : { ...usual, aws: { ...usual.aws, ...adopting(adopted) } };
  const { plan, issues, located } = readRequest("AuditLog", { specYaml, ...placements }, today);
  const placed = (one: Issue): Issue => inFile(located(one));
  const compiled = asked.flatMap((cloud) => {
    const found = plan && compilers[cloud](plan);
    return found === undefined ? [] : [{ cloud, ...found }];
  });
  const ofClouds = compiled.flatMap((one) => one.issues.map(placed));
  const ofSpec = issues.map(inFile);
  // What a cloud only does otherwise is said of a spec that is right.
  if (issues.some(isError)) {
    return { plan: undefined, clouds: [], issues: sorted([...ofSpec, ...ofClouds.filter(isError)]) };
  }
  const inClouds = compiled.map(({ cloud, coverage, rules, quotas, statements }) => ({
    cloud,
    coverage,
    quotas,
    statements,
    rules: rules.map((rule) => ({ ...rule, issues: rule.issues.map(placed) })),
  }));
  return { plan, clouds: inClouds, issues: sorted([...ofSpec, ...ofClouds]) };
};
