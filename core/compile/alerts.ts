import type { CatalogAlert } from "../catalog/alert.ts";
import { catalogFilter } from "../catalog/catalog-filter.ts";
import type { Cloud } from "../contract/cloud.ts";
import { type Issue, issue } from "../contract/issues.ts";
import type { Filter } from "../filter/ast.ts";
import type { Rendered } from "../filter/rendered.ts";
import { isToldByAdoptedTopic } from "../plan/aws-existing.ts";
import { channelsFor } from "../plan/channels.ts";
import type { AlertSeverity, AlertThreshold, AuditPlan, CustomAlert, PlannedChannel, Read } from "../plan/plan.ts";
import { type OwnTokens, ownFilter, tightened } from "./own.ts";
import { withRegions } from "./regions.ts";

/** What people are told of an alert, whichever cloud tells them. */
export interface AlertText {
  /** As the spec writes it; no other alert of the plan has it. */
  readonly id: string;
  readonly title: string;
  readonly severity: AlertSeverity;
  readonly why: string | undefined;
  readonly firstSteps: readonly string[];
}

/** An alert to compile: the user's, or the catalog's as it is in one cloud. */
export interface Alert extends AlertText {
  readonly filter: Filter;
  readonly threshold: AlertThreshold | undefined;
  /** The texts that a benchmark looks for, instead of what the filter becomes. */
  readonly benchmark: readonly string[] | undefined;
  /** Whether it guards the audit log itself: then it is evaluated outside of what it guards. */
  readonly isTamper: boolean;
  /** Whether its filter is about what the component makes, which its texts name by tokens. */
  readonly isOwn: boolean;
  /** Where the cloud is told to look: everywhere if nothing is said. */
  readonly within: "resourceGroup" | undefined;
}

/** What the plan says of a cloud that alerts of the catalog are about. */
export interface Surroundings {
  /** What is made there. */
  readonly tokens: OwnTokens;
  /** The regions in which the spec allows to work. */
  readonly regions: readonly string[];
}

/** An alert of the catalog in a cloud where it has a meaning. */
export const alertOfCatalog = (
  alert: CatalogAlert,
  cloud: Cloud,
  { tokens, regions }: Surroundings,
): Alert | undefined => {
  const here = alert.clouds[cloud];
  if (here.when === undefined) return undefined;
  const { id, title, severity, why, firstSteps, threshold, groups } = alert;
  return {
    id,
    title,
    severity,
    why,
    firstSteps,
    threshold,
    filter: here.own === undefined ? withRegions(catalogFilter(here.when), regions) : ownFilter(here.own, tokens),
    benchmark: here.native === undefined ? undefined : [here.native].flat(),
    isTamper: groups.includes("tamper"),
    isOwn: here.own !== undefined,
    within: here.within,
  };
};

export const alertOfUser = ({ name, severity, threshold, filter }: Read<CustomAlert>): Alert => ({
  id: name,
  title: name,
  severity,
  why: undefined,
  firstSteps: [],
  threshold,
  filter,
  benchmark: undefined,
  isTamper: false,
  isOwn: false,
  within: undefined,
});

/** What an alert's filter becomes in a cloud's own language. */
export const renderedAlert = <Output>(
  { filter, isOwn }: Alert,
  render: (filter: Filter) => Rendered<Output>,
): Rendered<Output> => (isOwn ? tightened(render(filter)) : render(filter));

/** The text of an alert without what is needed only to compile it. */
export const textOf = ({ id, title, severity, why, firstSteps }: Alert): AlertText => ({
  id,
  title,
  severity,
  why,
  firstSteps,
});

/** Why an alert matters and what to do first, a line each. */
export const runbookLines = ({ why, firstSteps }: AlertText): readonly string[] => [
  ...(why === undefined ? [] : [why]),
  ...firstSteps.map((step, index) => `${index + 1}. ${step}`),
];

/** `, to oncall, security`: nothing where no channel is known. */
export const toldTo = (channels: readonly PlannedChannel[], severity: AlertSeverity): string => {
  if (channels.length === 0) return "";
  const names = channelsFor(channels, severity).map(({ name }) => name);
  return names.length === 0 ? ", to nobody" : `, to ${names.join(", ")}`;
};

/** The ids of the alerts that a plan deploys in one cloud at least. */
const deployedAlerts = ({
  rules,
  settings: { health },
}: AuditPlan): readonly { id: string; severity: AlertSeverity }[] => [
  ...rules.catalog.flatMap(({ alert, muted }) =>
    muted === undefined ? [{ id: alert.id, severity: alert.severity }] : [],
  ),
  ...rules.alerts.map(({ name, severity }) => ({ id: name, severity })),
  ...(health.silenceAfterHours === undefined ? [] : [{ id: "health.silence", severity: "critical" as const }]),
];

/** Alerts that nobody would be told of. */
export const untoldIssues = (plan: AuditPlan): Issue[] => {
  const alerts = deployedAlerts(plan);
  if (alerts.length === 0 || isToldByAdoptedTopic(plan.placements)) return [];
  if (plan.channels.length === 0) {
    return [issue("warning", "alerts-without-channel", ["channels"], { alerts: alerts.length })];
  }
  const untold = alerts.filter(({ severity }) => channelsFor(plan.channels, severity).length === 0);
  if (untold.length === 0) return [];
  return [issue("warning", "alerts-below-channels", ["channels"], { alerts: untold.map(({ id }) => id) })];
};
