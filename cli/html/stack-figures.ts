import type { Deployed } from "../../core/deployed/decide.ts";
import type { NativeFilter } from "../../core/deployed/deployed.ts";
import { grouped } from "../../core/grouped.ts";
import { type DeployedReplay, storedTexts } from "../report/deployed.ts";
import { number } from "../report/replay.ts";
import { shareText } from "./fates.ts";
import { type Figure, type FigureRow, happenedFigures, listed } from "./summary.ts";

/** One filter of each resource: an alert policy may have several. */
const resourcesOf = (filters: readonly NativeFilter[]): readonly NativeFilter[] => [
  ...new Map(filters.map((one) => [one.urn, one])).values(),
];

/** What became of events by a stack, and whom it would have told. */
export const deployedFigures = (found: DeployedReplay): FigureRow => {
  const { events, clouds, alerts } = found.result;
  const stored = clouds.reduce((sum, { fates }) => sum + fates.captured, 0);
  const told = alerts.filter((one) => one.told > 0).length;
  const alertsHere = resourcesOf(Object.values(found.deployed.clouds).flatMap((of) => of.alerts));
  return happenedFigures(found, [
    {
      of: "Stored",
      is: events === 0 ? "–" : shareText(stored, events),
      says: listed([
        [storedTexts.stored, stored],
        [storedTexts.notStored, events - stored],
      ]),
      section: "fates",
    },
    {
      of: "Alerts that tell",
      is: number(told),
      says: `of ${number(alertsHere.length)} here`,
      section: "told",
    },
  ]);
};

const kindFigure = (of: string, filters: readonly NativeFilter[]): Figure => {
  const resources = resourcesOf(filters);
  const kinds = [...grouped(resources, ({ kind }) => kind)];
  return {
    of,
    is: number(resources.length),
    says: kinds.map(([kind, those]) => `${number(those.length)} × ${kind}`).join(", "),
    section: "resources",
  };
};

/** What a stack has that stores events or tells of them. */
export const stackFigures = ({ clouds, notUnderstood }: Deployed): FigureRow => {
  const all = Object.values(clouds);
  return {
    title: "What the stack has",
    figures: [
      kindFigure(
        "Stores",
        all.flatMap(({ stores }) => stores),
      ),
      kindFigure(
        "Alerts",
        all.flatMap(({ alerts }) => alerts),
      ),
      {
        of: "Not understood",
        is: number(notUnderstood.length),
        says: notUnderstood.length === 0 ? "each resource could be read" : "resources of which nothing is counted",
        section: "not-understood",
      },
    ],
  };
};
