import { activities } from "../core/catalog/activities.ts";
import type { Activity } from "../core/catalog/activity.ts";
import type { CatalogAlert } from "../core/catalog/alert.ts";
import { catalogAlerts } from "../core/catalog/alerts.ts";
import { didYouMean } from "./call.ts";
import { type Io, UsageError } from "./io.ts";
import { activityLines, activityList, alertLines, alertList, kindList } from "./report/catalog.ts";
import { jsonText } from "./report/text.ts";
import type { CatalogKind } from "./usage.ts";

interface Shelf<Entry extends { readonly id: string }> {
  readonly entries: readonly Entry[];
  readonly list: (entries: readonly Entry[]) => string[];
  readonly page: (entry: Entry, hasColour: boolean) => string[];
}

const alertShelf: Shelf<CatalogAlert> = { entries: catalogAlerts, list: alertList, page: alertLines };
const activityShelf: Shelf<Activity> = { entries: activities, list: activityList, page: activityLines };

const named = <Entry extends { readonly id: string }>(
  { entries }: Shelf<Entry>,
  kind: CatalogKind,
  id: string,
): Entry => {
  const found = entries.find((one) => one.id === id);
  if (found !== undefined) return found;
  const ids = entries.map((one) => one.id);
  throw new UsageError(`${id} is none of the ${kind}; ${didYouMean(id, ids)}see them all: auditlog catalog ${kind}`);
};

const show = <Entry extends { readonly id: string }>(
  io: Io,
  shelf: Shelf<Entry>,
  kind: CatalogKind,
  id: string | undefined,
  isJson: boolean,
): void => {
  const entry = id === undefined ? undefined : named(shelf, kind, id);
  const lines = entry === undefined ? shelf.list(shelf.entries) : shelf.page(entry, io.hasColour);
  io.stdout(isJson ? `${jsonText(entry ?? shelf.entries)}\n` : `${lines.join("\n")}\n`);
};

/** Lists what comes with the package, or shows one entry whole: 0. */
export const catalog = (io: Io, kind: CatalogKind | undefined, id: string | undefined, isJson: boolean): number => {
  if (kind === "alerts") show(io, alertShelf, kind, id, isJson);
  else if (kind === "activities") show(io, activityShelf, kind, id, isJson);
  else if (isJson) io.stdout(`${jsonText({ alerts: catalogAlerts, activities })}\n`);
  else io.stdout(`${kindList({ alerts: catalogAlerts.length, activities: activities.length }).join("\n")}\n`);
  return 0;
};
