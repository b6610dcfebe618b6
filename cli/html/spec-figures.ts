import { cloudNames } from "../../core/contract/cloud.ts";
import { type ComplianceRow, complianceStatus, fidelity } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import { statusOf } from "../report/compliance.ts";
import { number, type Replayed } from "../report/replay.ts";
import type { SpecInCloud } from "../request.ts";
import { shareText } from "./fates.ts";
import { severityOrder } from "./marks.ts";
import { type Figure, type FigureRow, happenedFigures, listed } from "./summary.ts";

/** What became of events by a spec, and whom it would have told. */
export const replayFigures = (replayed: Replayed): FigureRow => {
  const { events, clouds, alerts } = replayed.result;
  const sum = (fate: "captured" | "beyond" | "lost"): number => clouds.reduce((all, one) => all + one.fates[fate], 0);
  const told = new Map(alerts.filter((one) => one.told > 0).map(({ id, severity }) => [id, severity]));
  const bySeverity = severityOrder.map(
    (severity) => [severity, [...told.values()].filter((one) => one === severity).length] as const,
  );
  return happenedFigures(replayed, [
    {
      of: "Stored",
      is: events === 0 ? "–" : shareText(sum("captured") + sum("beyond"), events),
      says: listed([
        ["captured", sum("captured")],
        ["beyond the spec", sum("beyond")],
        ["asked for and not stored", sum("lost")],
      ]),
      section: "fates",
    },
    { of: "Alerts that tell", is: number(told.size), says: listed(bySeverity), section: "told" },
  ]);
};

const coverageFigures = (clouds: readonly SpecInCloud[]): Figure[] =>
  clouds.map(({ cloud, coverage }) => {
    const of = fidelity.options.map((one) => [one, coverage.filter((row) => row.fidelity === one).length] as const);
    const exact = of[0]![1];
    return {
      of: `${cloudNames[cloud]}, exact`,
      is: shareText(exact, coverage.length),
      says: listed(of),
      section: "coverage",
    };
  });

const controlFigure = (rows: readonly ComplianceRow[]): Figure[] => {
  if (rows.length === 0) return [];
  const statuses = [...grouped(rows, ({ control }) => control).values()].map(statusOf);
  const of = complianceStatus.options.map(
    (one) => [one.replace("-", " "), statuses.filter((status) => status === one).length] as const,
  );
  const presets = new Set(rows.map(({ preset }) => preset));
  return [
    {
      of: "Controls met",
      is: `${of[0]![1]} of ${statuses.length}`,
      says: `${listed(of.slice(1))}; ${[...presets].join(", ")}`,
      section: "controls",
    },
  ];
};

const alertFigure = ({ rules }: AuditPlan): Figure => {
  const { catalog, alerts } = rules;
  const muted = catalog.filter((one) => one.muted !== undefined).length;
  const counts = [
    ["of the catalog", catalog.length],
    ["of its own", alerts.length],
    ["muted", muted],
  ] as const;
  return { of: "Alerts", is: number(catalog.length + alerts.length), says: listed(counts), section: "alerts" };
};

/** What a spec asks, and what the clouds make of it. */
export const specFigures = (plan: AuditPlan, clouds: readonly SpecInCloud[]): FigureRow => ({
  title: "What the spec asks",
  figures: [...coverageFigures(clouds), alertFigure(plan), ...controlFigure(plan.compliance)],
});
