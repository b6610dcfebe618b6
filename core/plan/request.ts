import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
import { type ComponentName, componentArgs } from "../contract/components.ts";
import { type Issue, isError, issue, type Path } from "../contract/issues.ts";
import { type Placements, placements as placementSchemas } from "../contract/placement.ts";
import { auditSpec, type SpecOverrides } from "../contract/spec.ts";
import { parse } from "../spec/parse.ts";
import { type ReadText, readYaml } from "../spec/read.ts";
import type { AuditPlan } from "./plan.ts";
import { resolvePlan } from "./resolve.ts";

/** The clouds of each component, and where its placements stand in its arguments. */
const placementPaths = {
  AuditLog: { aws: ["aws"], gcp: ["gcp"], azure: ["azure"] },
  AwsAuditLog: { aws: [] },
  GcpAuditLog: { gcp: [] },
  AzureAuditLog: { azure: [] },
} as const satisfies Record<ComponentName, Partial<Record<Cloud, Path>>>;

export interface Request {
  /** Absent where the arguments are not of a kind that a plan could be made from. */
  plan?: AuditPlan;
  /** Errors first found, in the order of the arguments; then warnings. */
  issues: Issue[];
}

type Args = { [key: string]: unknown };

/** A component's arguments → its plan, and everything that is wrong with them. */
export const readRequest = (component: ComponentName, args: Args): Request => {
  const parsed = parse(componentArgs[component], args);
  const value = (parsed.value ?? {}) as Args;
  const spec = chosenSpec(args, value);
  const paths: Partial<Record<Cloud, Path>> = placementPaths[component];
  const placements = placementsOf(value, paths);
  const issues = [...parsed.issues, ...spec.issues];
  if (component === "AuditLog" && clouds.every((cloud) => args[cloud] === undefined)) {
    issues.push(issue("error", "no-cloud", [], { clouds }));
  }
  const resolved = resolvePlan({
    spec: spec.value,
    overrides: (value.overrides ?? {}) as SpecOverrides,
    placements,
    paths: { spec: spec.path, overrides: ["overrides"], placements: { aws: [], gcp: [], azure: [], ...paths } },
  });
  const placed = resolved.issues.map((one) => locatedIn(spec, one));
  return { plan: resolved.plan, issues: [...issues, ...placed] };
};

interface ChosenSpec {
  value: SpecOverrides;
  issues: Issue[];
  path: Path;
  text?: ReadText;
}

const chosenSpec = (args: Args, value: Args): ChosenSpec => {
  if (args.spec !== undefined && args.specYaml !== undefined) {
    return { value: {}, issues: [issue("error", "two-specs", ["spec"], {})], path: ["spec"] };
  }
  if (typeof value.specYaml === "string") return specOfText(value.specYaml);
  if (args.spec === undefined && args.specYaml === undefined) {
    return { value: {}, issues: [issue("error", "no-spec", ["spec"], {})], path: ["spec"] };
  }
  return { value: (value.spec ?? {}) as SpecOverrides, issues: [], path: ["spec"] };
};

const textPath = ["specYaml"] as const;

const specOfText = (source: string): ChosenSpec => {
  const { text, issues } = readYaml(source);
  if (text === undefined) {
    return { value: {}, issues: issues.map((one) => ({ ...one, path: [...textPath, ...one.path] })), path: textPath };
  }
  const parsed = parse(auditSpec, text.value);
  const chosen = { value: parsed.value ?? {}, path: textPath, text };
  return {
    ...chosen,
    issues: parsed.issues.map((one) => locatedIn(chosen, { ...one, path: [...textPath, ...one.path] })),
  };
};

/** Adds line and column to an issue of the spec's text. */
const locatedIn = (spec: { path: Path; text?: ReadText }, one: Issue): Issue => {
  if (spec.text === undefined || one.path[0] !== textPath[0]) return one;
  const at = spec.text.locate(one.path.slice(1), one.code === "unknown-key" ? "key" : "value");
  return at === undefined ? one : { ...one, at };
};

const placementsOf = (value: Args, paths: Partial<Record<Cloud, Path>>): Placements =>
  Object.fromEntries(
    clouds.flatMap((cloud) => {
      const path = paths[cloud];
      if (path === undefined) return [];
      const from = path.length === 0 ? value : value[cloud];
      if (typeof from !== "object" || from === null) return [];
      const known = Object.keys(placementSchemas[cloud].shape);
      return [[cloud, Object.fromEntries(Object.entries(from).filter(([key]) => known.includes(key)))]];
    }),
  );

export const errorsOf = (issues: readonly Issue[]): Issue[] => issues.filter(isError);
