import type { Cloud } from "../contract/cloud.ts";
import { catalogAlerts } from "./alerts.ts";
import { type Check, type Control, met, notApplicable, notMet } from "./control.ts";

const alertNamed = (id: string) => {
  const found = catalogAlerts.find((alert) => alert.id === id);
  if (found === undefined) throw new Error(`the catalog has no alert ${id}, which a control asks for`);
  return found;
};

const fires =
  (cloud: Cloud, ids: readonly string[]): Check =>
  ({ rules }) => {
    const here = ids.map((id) => ({ id, form: alertNamed(id).clouds[cloud] }));
    const meant = here.filter(({ form }) => form.when !== undefined).map(({ id }) => id);
    if (meant.length === 0) return notApplicable(here[0]?.form.none ?? "no alert has a meaning there");
    const selected = new Map(rules.catalog.map(({ alert, muted }) => [alert.id, muted]));
    const missing = meant.filter((id) => !selected.has(id));
    if (missing.length > 0) return notMet(`alerts.catalog does not select ${missing.join(", ")}`);
    const muted = meant.filter((id) => selected.get(id) !== undefined);
    if (muted.length > 0) return notMet(`muted: ${muted.map((id) => `${id} (${selected.get(id)})`).join(", ")}`);
    return met(`alerts: ${meant.join(", ")}`);
  };

/** A control that asks for alerts of the catalog, wherever they have a meaning. */
export const firing = (...ids: readonly string[]): Pick<Control, "alerts" | "clouds"> => ({
  alerts: ids,
  clouds: { aws: fires("aws", ids), gcp: fires("gcp", ids), azure: fires("azure", ids) },
});
