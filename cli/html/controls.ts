import type { Control } from "../../core/catalog/control.ts";
import { controls } from "../../core/catalog/controls.ts";
import type { PresetId } from "../../core/catalog/preset-ids.ts";
import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import { type ComplianceRow, complianceStatus } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import { statusOf } from "../report/compliance.ts";
import { type Html, html, type Part } from "./html.ts";
import { statusMark } from "./marks.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";

/** What frameworks call it, with where that stands. */
const requirementsOf = ({ requirements }: Control, presets: ReadonlySet<PresetId>): Html =>
  html`<ul class="inline">${requirements
    .filter(({ framework }) => presets.has(framework))
    .map(
      ({ framework, requirement, source }) =>
        html`<li><a href="${source}" rel="noreferrer">${framework} ${requirement}</a></li>`,
    )}</ul>`;

/** What was found, once for the clouds that it is true of. */
const evidenceOf = (rows: readonly ComplianceRow[]): Html =>
  html`<ul class="inline">${[...grouped(rows, ({ status, reason }) => `${status} ${reason}`).values()].map((same) => {
    const where = [...new Set(same.map(({ cloud }) => cloudNames[cloud]))].join(", ");
    return html`<li><b>${where}</b> ${same[0]!.reason}</li>`;
  })}</ul>`;

const rowOf = (control: Control, rows: readonly ComplianceRow[], clouds: readonly Cloud[]): Row => {
  const presets = new Set(rows.map(({ preset }) => preset));
  const cells = clouds.map((cloud): Part => {
    const here = rows.filter((row) => row.cloud === cloud);
    return here.length === 0 ? html`<span class="none">&ndash;</span>` : statusMark(statusOf(here));
  });
  const name = html`<span class="name">${control.title}</span><code>${control.id}</code>`;
  return {
    cells: [name, requirementsOf(control, presets), ...cells, evidenceOf(rows)],
    is: [...new Set(rows.map(({ status }) => status))],
  };
};

const presetCounts = (rows: readonly ComplianceRow[]): Html => {
  const byPreset = [...grouped(rows, ({ preset }) => preset)];
  return table({
    id: "presets-table",
    caption: "Controls by framework",
    columns: [
      { title: "Framework" },
      ...complianceStatus.options.map((status) => ({ title: status.replace("-", " "), isNumber: true })),
    ],
    groups: [
      {
        rows: byPreset.map(([preset, of]) => {
          const statuses = [...grouped(of, ({ control }) => control).values()].map(statusOf);
          const count = (status: string): number => statuses.filter((one) => one === status).length;
          return { cells: [html`<code>${preset}</code>`, ...complianceStatus.options.map(count)] };
        }),
      },
    ],
  });
};

/** What each control of the selected presets comes to, with what was found. */
export const controlsSection = (rows: readonly ComplianceRow[], clouds: readonly Cloud[]): Section => {
  const byControl = grouped(rows, ({ control }) => control);
  const asked = controls.filter(({ id }) => byControl.has(id));
  const lead =
    "What each control of the frameworks in compliance comes to, and the evidence: what the configuration has or lacks. It says what a stack configures, and replaces no audit.";
  return {
    id: "controls",
    title: "Controls",
    lead,
    content: [
      presetCounts(rows),
      table({
        id: "controls-table",
        caption: "Controls by cloud",
        columns: [
          { title: "Control" },
          { title: "Asked for by" },
          ...clouds.map((cloud) => ({ title: cloudNames[cloud] })),
          { title: "Evidence" },
        ],
        groups: [...grouped(asked, ({ area }) => area)].map(([title, of]) => ({
          title,
          rows: of.map((control) => rowOf(control, byControl.get(control.id)!, clouds)),
        })),
        choice: {
          label: "In some cloud",
          of: complianceStatus.options.map((status) => [status, status.replace("-", " ")] as const),
        },
      }),
    ],
  };
};
