import { cloudNames } from "../../core/contract/cloud.ts";
import { type ComplianceRow, complianceStatus, fidelity } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import { statusOf } from "../report/compliance.ts";
import { counted, number, type Replayed } from "../report/replay.ts";
import type { SpecInCloud } from "../request.ts";
import { shareText } from "./fates.ts";
import { type Html, html } from "./html.ts";
import { severityOrder } from "./marks.ts";

interface Figure {
  readonly of: string;
  readonly is: string;
  readonly says: string;
  readonly section: string;
}

const listed = (counts: readonly (readonly [string, number])[]): string =>
  counts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${number(count)} ${name}`)
    .join(", ");

const replayFigures = ({ files, result }: Replayed): Figure[] => {
  const { events, clouds, alerts } = result;
  const sum = (fate: "captured" | "beyond" | "lost"): number => clouds.reduce((all, one) => all + one.fates[fate], 0);
  const stored = sum("captured") + sum("beyond");
  const told = new Map(alerts.filter((one) => one.told > 0).map(({ id, severity }) => [id, severity]));
  const bySeverity = severityOrder.map(
    (severity) => [severity, [...told.values()].filter((one) => one === severity).length] as const,
  );
  const rejected = result.rejected.reduce((all, { count }) => all + count, 0);
  return [
    {
      of: "Events",
      is: number(events),
      says: `in ${counted(files, "file")}, of ${counted(clouds.length, "cloud")}`,
      section: "timeline",
    },
    {
      of: "Stored",
      is: events === 0 ? "–" : shareText(stored, events),
      says: listed([
        ["captured", sum("captured")],
        ["beyond the spec", sum("beyond")],
        ["asked for and not stored", sum("lost")],
      ]),
      section: "fates",
    },
    {
      of: "Alerts that tell",
      is: number(told.size),
      says: listed(bySeverity),
      section: "told",
    },
    {
      of: "Rejected",
      is: number(rejected),
      says: rejected === 0 ? "every record is an audit event" : "records that are no audit events",
      section: "files",
    },
  ];
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

const row = (title: string, figures: readonly Figure[]): Html =>
  html`<h2>${title}</h2><dl class="figures">${figures.map(
    ({ of, is, says, section }) =>
      html`<div><dt><a href="#${section}">${of}</a></dt><dd class="figure">${is}</dd><dd>${says}</dd></div>`,
  )}</dl>
`;

/** The few numbers that a reader looks for first. */
export const summaryHtml = (
  plan: AuditPlan | undefined,
  clouds: readonly SpecInCloud[],
  replayed: Replayed | undefined,
): Html =>
  html`<div class="summary">${replayed && row("What happened", replayFigures(replayed))}${
    plan &&
    row("What the spec asks", [...coverageFigures(clouds), alertFigure(plan), ...controlFigure(plan.compliance)])
  }</div>
`;
