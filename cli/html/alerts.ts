import { cloudNames } from "../../core/contract/cloud.ts";
import type { AlertSeverity, AlertThreshold, AuditPlan } from "../../core/plan/plan.ts";
import type { SpecInCloud } from "../request.ts";
import { cellsOf, coverageByRule, fidelityChoice } from "./coverage.ts";
import { type Html, html, type Part } from "./html.ts";
import { severityMark, severityOrder } from "./marks.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";

/** An alert of the plan, whoever wrote it. */
interface PlannedAlert {
  readonly rule: string;
  readonly id: string;
  readonly title: Part;
  readonly severity: AlertSeverity;
  readonly threshold: AlertThreshold | undefined;
  readonly origin: Part;
}

const plannedAlerts = ({ rules }: AuditPlan): PlannedAlert[] => [
  ...rules.catalog.map(({ alert: { id, title, severity, threshold }, muted, preset }) => ({
    rule: `alerts.catalog.${id}`,
    id,
    title,
    severity,
    threshold,
    origin: [
      preset === undefined ? "catalog" : `preset ${preset}`,
      muted !== undefined && html`<small>muted: ${muted}</small>`,
    ],
  })),
  ...rules.alerts.map(({ name, when, severity, threshold }) => ({
    rule: `alerts.custom.${name}`,
    id: name,
    title: html`<code class="filter-text">${when.trim().replaceAll(/\s+/g, " ")}</code>`,
    severity,
    threshold,
    origin: "spec",
  })),
];

const minutes = (count: number): string => (count === 1 ? "1 minute" : `${count} minutes`);

/** When it tells people. */
export const conditionText = (threshold: AlertThreshold | undefined): string =>
  threshold === undefined ? "each event" : `${threshold.count} within ${minutes(threshold.withinMinutes)}`;

const nameOf = ({ id, title }: PlannedAlert): Html => html`<span class="name">${title}</span><code>${id}</code>`;

/** The alerts of a plan with what each becomes in each cloud, the gravest first. */
export const alertsSection = (plan: AuditPlan, clouds: readonly SpecInCloud[]): Section => {
  const found = coverageByRule(clouds);
  const alerts = plannedAlerts(plan);
  const rowOf = (alert: PlannedAlert): Row => {
    const rows = found.get(alert.rule) ?? [];
    const condition = html`${severityMark(alert.severity)}<small>${conditionText(alert.threshold)}</small>`;
    return {
      cells: [nameOf(alert), condition, alert.origin, ...cellsOf(clouds, rows)],
      is: rows.map(({ fidelity }) => fidelity),
    };
  };
  const lead =
    "Whom it tells is no part of a spec: channels are given where it is deployed. What an alert means, and what to do first: auditlog catalog alerts ID.";
  return {
    id: "alerts",
    title: "Alerts",
    lead,
    content:
      alerts.length === 0
        ? html`<p>The spec selects no alerts.</p>`
        : table({
            id: "alerts-table",
            caption: "Alerts by cloud",
            columns: [
              { title: "Alert" },
              { title: "Severity" },
              { title: "Selected by" },
              ...clouds.map(({ cloud }) => ({ title: cloudNames[cloud] })),
            ],
            groups: [
              {
                rows: severityOrder.flatMap((severity) => alerts.filter((one) => one.severity === severity)).map(rowOf),
              },
            ],
            choice: fidelityChoice,
          }),
  };
};
