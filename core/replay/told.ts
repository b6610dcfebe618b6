import { catalogFilter } from "../catalog/catalog-filter.ts";
import { asksForRegions, withRegions } from "../compile/regions.ts";
import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
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

const catalogAlerts = ({ rules, settings }: AuditPlan, cloud: Cloud): readonly ToldAlert[] =>
  rules.catalog.flatMap(({ alert: { id, severity, threshold, clouds: forms }, muted }) => {
    const here = forms[cloud];
    const regions = settings.alerts.regions[cloud] ?? [];
    if (here.when === undefined || muted !== undefined || (regions.length === 0 && asksForRegions(here.when)))
      return [];
    const test = testOf(withRegions(catalogFilter(here.when), regions));
    const isOwn = here.own !== undefined || here.within !== undefined;
    return [{ id, severity, threshold, isOwn, test }];
  });

/** The alerts that a plan tells of, by cloud. What is muted tells nobody. */
export const toldAlerts = (plan: AuditPlan): Readonly<Record<Cloud, readonly ToldAlert[]>> => {
  const custom = plan.rules.alerts.map(({ name, severity, threshold, filter }) => ({
    id: name,
    severity,
    threshold,
    isOwn: false,
    test: testOf(filter),
  }));
  const of = (cloud: Cloud): readonly ToldAlert[] => [...catalogAlerts(plan, cloud), ...custom];
  return Object.fromEntries(clouds.map((cloud) => [cloud, of(cloud)])) as Record<Cloud, readonly ToldAlert[]>;
};
