import type { CatalogAlert } from "../catalog/alert.ts";
import { catalogAlerts } from "../catalog/alerts.ts";
import { catalogFilter } from "../catalog/catalog-filter.ts";
import { asksForRegions, withRegions } from "../compile/regions.ts";
import { type Cloud, clouds } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { type Filter, isComparison } from "../filter/ast.ts";
import { testOf } from "../filter/evaluate.ts";
import { filterText } from "../filter/text.ts";
import type { AlertThreshold, AuditPlan } from "../plan/plan.ts";
import { type FieldValue, fieldValue } from "./field-value.ts";
import { isStored, type Judged } from "./judge.ts";

/** A part of a filter that does not hold of an event, and what the event has in its field. */
export interface FailedPart {
  readonly text: string;
  readonly value: FieldValue | undefined;
}

/** Why nobody is told by an alert. */
export type WhySilent =
  | { readonly kind: "not-selected"; readonly groups: readonly string[] }
  | { readonly kind: "muted"; readonly reason: string }
  | { readonly kind: "not-there"; readonly cloud: Cloud; readonly none: string }
  | { readonly kind: "no-regions"; readonly cloud: Cloud }
  | { readonly kind: "not-stored"; readonly by: string | undefined; readonly isAsked: boolean; readonly events: number }
  | {
      readonly kind: "too-few";
      readonly cloud: Cloud;
      readonly threshold: AlertThreshold;
      readonly most: number;
      readonly events: number;
    }
  | { readonly kind: "no-match"; readonly event: CommonEvent; readonly parts: readonly FailedPart[] };

const conjuncts = (filter: Filter): readonly Filter[] =>
  filter.kind === "and" ? filter.all.flatMap(conjuncts) : [filter];

const fieldIn = (filter: Filter) => {
  const inner = filter.kind === "not" ? filter.of : filter;
  return isComparison(inner) ? inner.field : undefined;
};

const failedParts = (filter: Filter, event: CommonEvent): readonly FailedPart[] =>
  conjuncts(filter)
    .filter((part) => !testOf(part)(event))
    .map((part) => {
      const field = fieldIn(part);
      return { text: filterText(part), value: field && fieldValue(event, field) };
    });

/** What an alert's filter is in a cloud, or why it has none there. */
const filterIn = (plan: AuditPlan, { clouds: forms }: CatalogAlert, cloud: Cloud): Filter | WhySilent => {
  const { when, none } = forms[cloud];
  if (when === undefined) return { kind: "not-there", cloud, none };
  const regions = plan.settings.alerts.regions[cloud] ?? [];
  if (regions.length === 0 && asksForRegions(when)) return { kind: "no-regions", cloud };
  return withRegions(catalogFilter(when), regions);
};

/** Of the events the one that the filter is nearest to. */
const noMatch = (filter: Filter, events: readonly CommonEvent[]): WhySilent => {
  const [nearest] = events
    .map((event) => ({ event, parts: failedParts(filter, event) }))
    .sort((a, b) => a.parts.length - b.parts.length);
  return { kind: "no-match", ...nearest! };
};

const ofMatches = (id: string, { events, alerts }: Judged): readonly WhySilent[] =>
  alerts
    .filter((one) => one.id === id)
    .flatMap(({ cloud, threshold, events: seen, unseen, most }): WhySilent[] => {
      const isCounted = threshold !== undefined && seen > 0;
      if (isCounted) return [{ kind: "too-few", cloud, threshold, most, events: seen }];
      const first = events.find(({ decision }) => !isStored(decision) && decision.alerts.some((one) => one.id === id));
      const { by, fate } = first!.decision;
      return [{ kind: "not-stored", by, isAsked: fate === "lost", events: unseen }];
    });

/** Why an alert that exists does not tell of a test's events: each reason once. */
export const whySilent = (plan: AuditPlan, id: string, judged: Judged): readonly WhySilent[] => {
  const matches = ofMatches(id, judged);
  if (matches.length > 0) return matches;
  const events = judged.events.map(({ event }) => event);
  const own = plan.rules.alerts.find(({ name }) => name === id);
  if (own !== undefined) return [noMatch(own.filter, events)];
  const selected = plan.rules.catalog.find(({ alert }) => alert.id === id);
  const alert = selected?.alert ?? catalogAlerts.find((one) => one.id === id)!;
  const reasons = clouds
    .filter((cloud) => events.some((event) => event.cloud === cloud))
    .map((cloud) => {
      const here = events.filter((event) => event.cloud === cloud);
      const filter = filterIn(plan, alert, cloud);
      if (isReason(filter)) return filter;
      return here.some(testOf(filter)) ? undefined : noMatch(filter, here);
    });
  const unmatched = reasons.filter((one) => one !== undefined);
  if (selected === undefined) return [{ kind: "not-selected", groups: alert.groups }, ...unmatched];
  if (selected.muted !== undefined) return [{ kind: "muted", reason: selected.muted }, ...unmatched];
  return unmatched;
};

const isReason = (found: Filter | WhySilent): found is WhySilent =>
  found.kind === "not-there" || found.kind === "no-regions";
