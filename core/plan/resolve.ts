import type { Channel } from "../contract/channels.ts";
import { type Issue, isError, issue, type Path } from "../contract/issues.ts";
import type { Placements } from "../contract/placement.ts";
import type { SpecOverrides } from "../contract/spec.ts";
import { deepFreeze } from "../freeze.ts";
import { isObject } from "../object.ts";
import { alertRegionIssues } from "./alert-regions.ts";
import { delegationIssues } from "./aws-delegation.ts";
import { existingIssues, existingParts } from "./aws-existing.ts";
import { plannedChannels } from "./channels.ts";
import { complianceOf, notMetIssues } from "./compliance.ts";
import { defaultsFor } from "./defaults.ts";
import { demandsOf, waiverIssues } from "./demands.ts";
import { floorIssues, raisedDefaults } from "./floors.ts";
import type { AuditPlan, Decision, Origin, PlannedPlacements, Settings } from "./plan.ts";
import { protectTrailIssues } from "./protect-trail.ts";
import { replicaIssues } from "./replica.ts";
import { rightEntries, rulesOf } from "./rules.ts";
import { streamIssues } from "./stream.ts";

/** What a plan is made of, and where each part stands in the arguments, for the paths of its issues. */
export interface PlanInput {
  spec: SpecOverrides;
  overrides: SpecOverrides;
  placements: Placements;
  channels?: Readonly<Record<string, Channel>>;
  /** The ISO date that the ends of waivers are compared with. It decides what is an error, and nothing in the plan. */
  today: string;
  paths: { spec: Path; overrides: Path; placements: Record<keyof Placements, Path> };
}

export interface Resolved {
  plan: AuditPlan;
  issues: Issue[];
}

/** Defaults, then the presets' floors, then the spec, then the stack's overrides; each value remembers where it came from. */
export const resolvePlan = (input: PlanInput): Resolved => {
  const written = merge(input.spec, input.overrides) as SpecOverrides;
  const demands = demandsOf(written);
  const raised = raisedDefaults(defaultsFor(written), demands);
  // A spec has a version and tests, a plan has neither.
  const { version: _, tests: __, ...decided } = merge(raised.settings, written);
  const given = decided as unknown as Settings;
  const settings = rightEntries(given);
  const origins = originsOf(settings, input, raised.decisions);
  const pathAt = (setting: Path): Path => pathOf(setting, { origins }, input.paths);
  const { rules, issues } = rulesOf(given, settings, demands.alerts, pathAt);
  const decisions = decisionsOf(origins, raised.decisions);
  const placements = plannedPlacements(input.placements);
  const { channels, issues: wrongChannels } = plannedChannels(input.channels ?? {});
  const planned = { settings, origins, decisions, placements, channels, rules };
  const plan: AuditPlan = deepFreeze({ ...planned, compliance: complianceOf(planned, demands) });
  const found = [
    ...issues,
    ...settingIssues(plan, input),
    ...floorIssues(settings, demands, (setting) => pathAt(setting.split("."))),
    ...waiverIssues(given.waivers, demands, pathAt(["waivers"]), input.today),
    ...scopeIssues(input),
    ...replicaIssues(input.placements.aws, input.paths.placements.aws),
    ...delegationIssues(input.placements.aws, input.paths.placements.aws),
    ...existingIssues(settings, input.placements.aws, input.paths.placements.aws, pathAt),
    ...alertRegionIssues(input.placements.aws, input.paths.placements.aws),
    ...streamIssues(plan, input.paths.placements.aws),
    ...protectTrailIssues(input.placements.aws, input.paths.placements.aws),
    ...wrongChannels,
  ];
  // Of a spec with an error it is not known yet what will be met.
  return {
    plan,
    issues: found.some(isError) ? found : [...found, ...notMetIssues(plan.compliance, pathAt(["compliance"]))],
  };
};

/** Of what presets decided, what nobody wrote otherwise. */
const decisionsOf = (origins: AuditPlan["origins"], decisions: Record<string, Decision>): AuditPlan["decisions"] =>
  Object.fromEntries(Object.entries(decisions).filter(([setting]) => origins[setting] === "preset"));

type Tree = { readonly [key: string]: unknown };

/** The second over the first, field by field; lists are replaced whole. */
const merge = (base: object, over: object): Tree => {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged[key];
    merged[key] = isObject(value) && isObject(below) ? merge(below, value) : value;
  }
  return merged;
};

const at = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), tree);

const leaves = (tree: Tree, path: readonly string[] = []): string[][] =>
  Object.entries(tree).flatMap(([key, value]) => (isObject(value) ? leaves(value, [...path, key]) : [[...path, key]]));

const originsOf = (
  settings: Settings,
  { overrides, spec }: PlanInput,
  decisions: Record<string, Decision>,
): Record<string, Origin> =>
  Object.fromEntries(
    leaves(settings as unknown as Tree).map((path) => {
      const setting = path.join(".");
      if (at(overrides, path) !== undefined) return [setting, "overrides"];
      if (at(spec, path) !== undefined) return [setting, "spec"];
      return [setting, decisions[setting] === undefined ? "default" : "preset"];
    }),
  );

const plannedPlacements = ({ aws, gcp, azure }: Placements): PlannedPlacements => ({
  ...(aws && {
    aws: {
      region: aws.region,
      scope: aws.scope ?? "account",
      organizationId: aws.organizationId,
      ...(aws.replicaRegion !== undefined && { replicaRegion: aws.replicaRegion }),
      ...(aws.breakGlass !== undefined && { breakGlass: Object.keys(aws.breakGlass).sort() }),
      ...(aws.protectTrail !== undefined && { protectTrail: aws.protectTrail.target }),
      readers: Object.keys(aws.readers ?? {}).sort(),
      managementAccount: aws.managementAccount,
      trailName: aws.trailName,
      logArchive: aws.logArchive?.account,
      existing: existingParts(aws),
      ...(aws.alertRegions !== undefined && { alertRegions: [...aws.alertRegions].sort() }),
      ...(aws.streamEndpoint && { streamEndpoint: { hasAccessKey: aws.streamEndpoint.accessKey !== undefined } }),
      dataEventsInLogs: aws.dataEventsInLogs ?? false,
    },
  }),
  ...(gcp && {
    gcp: {
      project: gcp.project,
      location: gcp.location,
      scope: gcp.scope ?? "project",
      organizationId: gcp.organizationId,
      dataAccessLogs: gcp.dataAccessLogs ?? "managed",
      readers: Object.keys(gcp.readers ?? {}).sort(),
    },
  }),
  ...(azure && {
    azure: {
      location: azure.location,
      redundancy: azure.redundancy ?? "ZRS",
      lockExistingAccount: azure.lockExistingAccount ?? false,
      readers: Object.entries(azure.readers ?? {})
        .map(([name, { principalType }]) => ({ name, principalType: principalType ?? ("Group" as const) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
  }),
});

/** The path of a setting where it was written: in the overrides, in the spec, or in the spec where nobody wrote it. */
export const pathOf = (setting: Path, plan: Pick<AuditPlan, "origins">, paths: PlanInput["paths"]): Path => [
  ...(originOf(setting, plan) === "overrides" ? paths.overrides : paths.spec),
  ...setting,
];

/** Of a part of a list the origin is that of the list. */
const originOf = (setting: Path, plan: Pick<AuditPlan, "origins">): Origin | undefined =>
  setting.length === 0 ? undefined : (plan.origins[setting.join(".")] ?? originOf(setting.slice(0, -1), plan));

const settingIssues = (plan: AuditPlan, { paths, placements }: PlanInput): Issue[] => {
  const { retention, evidence, acknowledgeIrreversible } = plan.settings;
  const path = (setting: string) => pathOf(setting.split("."), plan, paths);
  const issues: Issue[] = [];
  if (retention.searchableDays > retention.days) {
    const { searchableDays, days } = retention;
    issues.push(issue("error", "searchable-above-days", path("retention.searchableDays"), { searchableDays, days }));
  }
  if (retention.coldAfterDays !== undefined && retention.coldAfterDays >= retention.days) {
    const { coldAfterDays, days } = retention;
    issues.push(issue("error", "cold-not-before-end", path("retention.coldAfterDays"), { coldAfterDays, days }));
  }
  if (retention.immutability !== "none" && evidence === "disposable") {
    issues.push(
      issue("error", "disposable-immutable", path("retention.immutability"), { immutability: retention.immutability }),
    );
  }
  if (retention.immutability === "compliance" && !acknowledgeIrreversible) {
    const what = (["aws", "gcp", "azure"] as const).filter((cloud) => placements[cloud]).map((cloud) => locks[cloud]);
    issues.push(
      issue("error", "irreversible-unacknowledged", path("retention.immutability"), {
        what: `for ${retention.days} days nobody can delete ${what.join(", ") || "the evidence"}`,
      }),
    );
  }
  return issues;
};

const locks = {
  aws: "the S3 objects",
  gcp: "the Cloud Storage bucket and its objects",
  azure: "the storage account and its blobs",
} as const satisfies Record<keyof Placements, string>;

const exampleOrganizations = { aws: "o-a1b2c3d4e5", gcp: "123456789012" } as const;

const scopeIssues = ({ placements, paths }: PlanInput): Issue[] =>
  (["aws", "gcp"] as const).flatMap((cloud) => {
    const placement = placements[cloud];
    if (placement === undefined) return [];
    const path = [...paths.placements[cloud], "organizationId"];
    const wide = placement.scope === "organization";
    if (wide && placement.organizationId === undefined) {
      return [issue("error", "organization-without-id", path, { example: exampleOrganizations[cloud] })];
    }
    if (!wide && placement.organizationId !== undefined) return [issue("error", "id-without-organization", path, {})];
    return [];
  });
