import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import { isError } from "../../core/contract/issues.ts";
import { type Deployed, deployedBy, deployedDecider } from "../../core/deployed/decide.ts";
import { isStack } from "../../core/deployed/read-stack.ts";
import type { NativeResource, NotUnderstood } from "../../core/deployed/resource.ts";
import type { SideDecision } from "../../core/diff/events.ts";
import { type ComparedFilter, specFilters } from "../../core/diff/spec-filters.ts";
import { alertOfPart, isOfComponent, partName, stackFilters } from "../../core/diff/stack-filters.ts";
import type { CommonEvent } from "../../core/event/event.ts";
import { parsedJson } from "../../core/event/record.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import { decider, type EventDecision } from "../../core/replay/decide.ts";
import { toldAlerts } from "../../core/replay/told.ts";
import type { DeployedSource } from "../calls/replay-deployed.ts";
import { type Io, specText } from "../io.ts";
import { issueLines } from "../report/issues.ts";
import { readSpec } from "../request.ts";
import { readResources, resourcesIn, sourceName, stackBytes } from "../stacks.ts";

/** One of two that are compared. */
export interface Side {
  readonly name: string;
  /** Of a spec. */
  readonly plan: AuditPlan | undefined;
  /** The clouds that it has something in: of a spec all of them. */
  readonly clouds: readonly Cloud[];
  readonly filters: readonly ComparedFilter[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** The alerts that it has in a cloud, by their names. */
  readonly alerts: Readonly<Record<Cloud, ReadonlySet<string>>>;
  /** Those of a spec that are about what the stack makes alone, whose names it does not know. */
  readonly ownAlerts: Readonly<Record<Cloud, ReadonlySet<string>>>;
  /** Whether its alerts have names that a spec's alerts may have. */
  readonly isNamedAsSpecs: boolean;
  readonly decide: (event: CommonEvent) => SideDecision;
}

const byCloud = (of: (cloud: Cloud) => readonly string[]): Record<Cloud, ReadonlySet<string>> => ({
  aws: new Set(of("aws")),
  gcp: new Set(of("gcp")),
  azure: new Set(of("azure")),
});

const nothing: ReadonlySet<string> = new Set();

const decisionOf = ({ fate, alerts }: EventDecision, nameOf: (id: string) => string): SideDecision => {
  const isStored = fate === "captured" || fate === "beyond";
  return { isStored, alerts: isStored ? new Set(alerts.map(({ id }) => nameOf(id))) : nothing };
};

const specSide = (name: string, plan: AuditPlan): Side => {
  const decide = decider(plan);
  const told = toldAlerts(plan);
  return {
    name,
    plan,
    clouds,
    filters: specFilters(plan),
    notUnderstood: [],
    alerts: byCloud((cloud) => told[cloud].map(({ id }) => id)),
    ownAlerts: byCloud((cloud) => told[cloud].filter(({ isOwn }) => isOwn).map(({ id }) => id)),
    isNamedAsSpecs: true,
    decide: (event) => decisionOf(decide(event), (id) => id),
  };
};

const prefixes = { aws: /^aws[:-]/, gcp: /^(?:gcp|google-native):/, azure: /^azure/ } as const satisfies Record<
  Cloud,
  RegExp
>;

const cloudsOf = ({ clouds: deployed, notUnderstood }: Deployed): readonly Cloud[] => {
  const used = clouds.filter(
    (cloud) =>
      deployed[cloud].stores.length + deployed[cloud].alerts.length > 0 ||
      notUnderstood.some(({ type }) => prefixes[cloud].test(type)),
  );
  return used.length === 0 ? clouds : used;
};

/** What resources do with events, as a side of a comparison. */
export const stackSide = (name: string, resources: readonly NativeResource[]): Side => {
  const deployed = deployedBy(resources);
  const parts = new Map(resources.map((one) => [one.urn, partName(one)]));
  const ofComponents = new Set(resources.filter(isOfComponent).map(({ urn }) => urn));
  const names = new Map<string, string>();
  for (const { kind, name: native, urn } of Object.values(deployed.clouds).flatMap(({ alerts }) => alerts)) {
    const part = parts.get(urn) ?? native;
    names.set(`${kind} ${native}`, ofComponents.has(urn) ? alertOfPart(part) : `${kind} ${part}`);
  }
  const nameOf = (id: string): string => names.get(id) ?? id;
  const decide = deployedDecider(deployed);
  return {
    name,
    plan: undefined,
    clouds: cloudsOf(deployed),
    filters: stackFilters(deployed, parts),
    notUnderstood: deployed.notUnderstood,
    alerts: byCloud((cloud) => deployed.clouds[cloud].alerts.map((one) => nameOf(`${one.kind} ${one.name}`))),
    ownAlerts: byCloud(() => []),
    isNamedAsSpecs: ofComponents.size > 0,
    decide: (event) => decisionOf(decide(event), nameOf),
  };
};

/** Reads a stack, or a spec, a state or a preview in a file, told apart by content; what is wrong with a spec is told, and nothing comes back. */
export const readSide = (io: Io, source: DeployedSource): Side | undefined => {
  if (source.stack !== undefined) return stackSide(sourceName(source), readResources(io, source));
  const { file } = source;
  const bytes = stackBytes(io, file, "an audit.yaml, or what pulumi stack export or pulumi preview --json printed");
  const text = new TextDecoder().decode(bytes);
  if (/^\uFEFF?\s*\{/.test(text) && isStack(parsedJson(text.replace(/^\uFEFF/, "")))) {
    return stackSide(file, resourcesIn(text, file));
  }
  const { plan, issues } = readSpec(specText(file, bytes), io.today);
  if (plan !== undefined && !issues.some(isError)) return specSide(file, plan);
  io.stderr(`${issueLines(file, issues.filter(isError), false).join("\n")}\n`);
  return undefined;
};
