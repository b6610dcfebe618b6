import { catalogFilter } from "../catalog/catalog-filter.ts";
import { asksForRegions, withRegions } from "../compile/regions.ts";
import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
import type { Filter } from "../filter/ast.ts";
import { type Test, testOf } from "../filter/evaluate.ts";
import type { AlertSeverity, AlertThreshold, AuditPlan } from "../plan/plan.ts";

/** An alert of a plan, as events meet it in one cloud. */
export interface ToldAlert {
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly threshold: AlertThreshold | undefined;
  /**
   * Whether it is about what the stack makes alone, whose names only the deployment knows: here it fires on what is done
   * to any such resource.
   */
  readonly isOwn: boolean;
  readonly test: Test;
}

/** The same with the filter itself. */
export interface AskedAlert extends Omit<ToldAlert, "test"> {
  readonly filter: Filter;
}

const catalogAlerts = ({ rules, settings }: AuditPlan, cloud: Cloud): readonly AskedAlert[] =>
  rules.catalog.flatMap(({ alert: { id, severity, threshold, clouds: forms }, muted }) => {
    const here = forms[cloud];
    const regions = settings.alerts.regions[cloud] ?? [];
    if (here.when === undefined || muted !== undefined || (regions.length === 0 && asksForRegions(here.when)))
      return [];
    const filter = withRegions(catalogFilter(here.when), regions);
    const isOwn = here.own !== undefined || here.within !== undefined;
    return [{ id, severity, threshold, isOwn, filter }];
  });

/** The alerts that a plan tells of in a cloud. What is muted tells nobody. */
export const askedAlerts = (plan: AuditPlan, cloud: Cloud): readonly AskedAlert[] => [
  ...catalogAlerts(plan, cloud),
  ...plan.rules.alerts.map(({ name, severity, threshold, filter }) => ({
    id: name,
    severity,
    threshold,
    isOwn: false,
    filter,
  })),
];

/** The same, as events are asked. */
export const toldAlerts = (plan: AuditPlan): Readonly<Record<Cloud, readonly ToldAlert[]>> => {
  const of = (cloud: Cloud): readonly ToldAlert[] =>
    askedAlerts(plan, cloud).map(({ filter, ...alert }) => ({ ...alert, test: testOf(filter) }));
  return Object.fromEntries(clouds.map((cloud) => [cloud, of(cloud)])) as Record<Cloud, readonly ToldAlert[]>;
};
