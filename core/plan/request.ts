import type { Channel } from "../contract/channels.ts";
import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
import type { ComponentName } from "../contract/component-names.ts";
import { componentArgs } from "../contract/components.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { exampleLocations } from "../contract/locations.ts";
import { type Placements, placements as placementSchemas } from "../contract/placement.ts";
import { auditSpec, type SpecOverrides } from "../contract/spec.ts";
import { parse } from "../spec/parse.ts";
import { type ReadText, readYaml } from "../spec/read.ts";
import type { AuditPlan } from "./plan.ts";
import { pathOf, resolvePlan } from "./resolve.ts";
import { testIssues } from "./tests.ts";

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
  /** A cloud's issue with a setting, with the setting's path among the arguments and its place in the text. */
  located(one: Issue): Issue;
}

type Args = { [key: string]: unknown };

/** A component's arguments → its plan, and everything that is wrong with them on a day, given as an ISO date. */
export const readRequest = (component: ComponentName, args: Args, today: string): Request => {
  const parsed = parse(componentArgs[component], args);
  const value = (parsed.value ?? {}) as Args;
  const spec = chosenSpec(args, value);
  const paths: Partial<Record<Cloud, Path>> = placementPaths[component];
  const placements = placementsOf(value, paths);
  const issues = [...parsed.issues, ...spec.issues];
  if (component === "AuditLog" && clouds.every((cloud) => args[cloud] === undefined)) {
    issues.push(issue("error", "no-cloud", [], { clouds }));
  }
  const inputPaths = {
    spec: spec.path,
    overrides: ["overrides"],
    placements: { aws: [], gcp: [], azure: [], ...paths },
  };
  const overrides = (value.overrides ?? {}) as SpecOverrides;
  const ofTests = testIssues(spec.value, overrides, spec.path, issues);
  const channels = rightChannels(value, parsed.issues);
  const { plan, issues: found } = resolvePlan({
    spec: spec.value,
    overrides,
    placements,
    channels,
    today,
    paths: inputPaths,
  });
  return {
    plan,
    issues: [...issues, ...[...found.filter(isOfWhatWasRead(issues)), ...ofTests].map((one) => locatedIn(spec, one))],
    located: (one) => locatedIn(spec, { ...one, path: pathOf(one.path, plan, inputPaths) }),
  };
};

/** What could not be read is not missing too. */
const isOfWhatWasRead = (issues: readonly Issue[]) => {
  const wrong = new Set(issues.map(({ path }) => path.join("/")));
  return ({ path }: Issue): boolean => path.length === 0 || !wrong.has(path.join("/"));
};

/** The channels that nothing is wrong with: of the others their kind may be what is missing. */
const rightChannels = ({ channels }: Args, issues: readonly Issue[]): Record<string, Channel> =>
  Object.fromEntries(
    Object.entries((channels ?? {}) as Record<string, Channel>).filter(
      ([name]) => !issues.some(({ path }) => path[0] === "channels" && path[1] === name),
    ),
  );

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
  const at = spec.text.locate(one.path.slice(1), one.code === "unknown-key" ? "key" : "value", one.offset);
  return at === undefined ? one : { ...one, at };
};

/** In the place of what is missing or wrong, so that the rest is checked in the same go: with an error nothing is deployed. */
const standIns = {
  aws: { region: exampleLocations.aws },
  gcp: { project: "acme-audit", location: exampleLocations.gcp },
  azure: { location: exampleLocations.azure },
} as const satisfies Record<Cloud, object>;

const placementsOf = (value: Args, paths: Partial<Record<Cloud, Path>>): Placements =>
  Object.fromEntries(
    clouds.flatMap((cloud) => {
      const path = paths[cloud];
      if (path === undefined) return [];
      const from = path.length === 0 ? value : value[cloud];
      if (typeof from !== "object" || from === null) return [];
      const known = Object.keys(placementSchemas[cloud].shape);
      const given = Object.fromEntries(Object.entries(from).filter(([key]) => known.includes(key)));
      return [[cloud, { ...standIns[cloud], ...given }]];
    }),
  );
