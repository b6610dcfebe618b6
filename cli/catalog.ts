import { activities } from "../core/catalog/activities.ts";
import type { Activity } from "../core/catalog/activity.ts";
import type { CatalogAlert } from "../core/catalog/alert.ts";
import { catalogAlerts } from "../core/catalog/alerts.ts";
import { controls } from "../core/catalog/controls.ts";
import type { Preset } from "../core/catalog/preset.ts";
import { presets } from "../core/catalog/presets.ts";
import { questions } from "../core/catalog/questions.ts";
import type { Cloud } from "../core/contract/cloud.ts";
import type { CatalogCall } from "./calls/catalog.ts";
import { didYouMean } from "./calls/given.ts";
import type { CatalogKind } from "./commands.ts";
import { type Io, UsageError } from "./io.ts";
import { activityLines, activityList, alertLines, alertList, kindList } from "./report/catalog.ts";
import { type ControlEntry, controlLines, controlList, presetLines, presetList } from "./report/controls.ts";
import { type QuestionEntry, questionEntry, questionLines, questionList } from "./report/questions.ts";
import { jsonText } from "./report/text.ts";

interface Shelf<Entry extends { readonly id: string }> {
  readonly entries: readonly Entry[];
  readonly list: (entries: readonly Entry[]) => string[];
  readonly page: (entry: Entry, hasColour: boolean) => string[];
}

const alertShelf: Shelf<CatalogAlert> = { entries: catalogAlerts, list: alertList, page: alertLines };
const controlShelf: Shelf<ControlEntry> = {
  entries: controls.map(({ clouds: _, ...entry }) => entry),
  list: controlList,
  page: controlLines,
};
const presetShelf: Shelf<Preset> = { entries: presets, list: presetList, page: presetLines };
const questionShelf = (clouds: readonly Cloud[]): Shelf<QuestionEntry> => ({
  entries: questions.map((question) => questionEntry(question, clouds)),
  list: questionList,
  page: questionLines,
});
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

const showAll = (io: Io, clouds: readonly Cloud[], isJson: boolean): void => {
  const all = {
    alerts: alertShelf.entries,
    questions: questionShelf(clouds).entries,
    controls: controlShelf.entries,
    presets: presetShelf.entries,
    activities: activityShelf.entries,
  };
  const counts = {
    alerts: all.alerts.length,
    questions: all.questions.length,
    controls: all.controls.length,
    presets: all.presets.length,
    activities: all.activities.length,
  };
  io.stdout(isJson ? `${jsonText(all)}\n` : `${kindList(counts).join("\n")}\n`);
};

/** Lists what comes with the package, or shows one entry whole: 0. */
export const catalog = (io: Io, { of: kind, id, clouds, isJson }: CatalogCall): number => {
  switch (kind) {
    case "alerts":
      show(io, alertShelf, kind, id, isJson);
      return 0;
    case "questions":
      show(io, questionShelf(clouds), kind, id, isJson);
      return 0;
    case "controls":
      show(io, controlShelf, kind, id, isJson);
      return 0;
    case "presets":
      show(io, presetShelf, kind, id, isJson);
      return 0;
    case "activities":
      show(io, activityShelf, kind, id, isJson);
      return 0;
    case undefined:
      showAll(io, clouds, isJson);
      return 0;
    default:
      return kind satisfies never;
  }
};
