import { cloudNames } from "../../core/contract/cloud.ts";
import { type CoverageRow, fidelity } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import type { SpecInCloud } from "../request.ts";
import { type Html, html, type Part } from "./html.ts";
import { fidelityMark } from "./marks.ts";
import type { Section } from "./section.ts";
import { type Group, table } from "./table.ts";

/** What one cloud does about a part of a spec. */
export const coverageCell = ({ fidelity: how, given, reason }: CoverageRow): Html =>
  html`${fidelityMark(how)}<span class="given">${given}</span>${reason !== undefined && html`<small>${reason}</small>`}`;

/** As the choice of a table has it. */
export const fidelityChoice = {
  label: "In some cloud",
  of: fidelity.options.map((one) => [one, one] as const),
};

/** The rows of the coverage table by the part of the spec. */
export const coverageByRule = (clouds: readonly SpecInCloud[]): Map<string, CoverageRow[]> =>
  grouped(
    clouds.flatMap(({ coverage }) => coverage),
    ({ rule }) => rule,
  );

export const isAlert = (rule: string): boolean => /^alerts\.(?:catalog|custom)\./.test(rule);

/** A cell for each cloud: a spec's rule that is about one cloud alone leaves the others empty. */
export const cellsOf = (clouds: readonly SpecInCloud[], rows: readonly CoverageRow[]): Part[] =>
  clouds.map(({ cloud }) => {
    const found = rows.find((row) => row.cloud === cloud);
    return found === undefined ? html`<span class="none">&ndash;</span>` : coverageCell(found);
  });

const groupOf = (clouds: readonly SpecInCloud[], title: string, of: readonly [string, CoverageRow[]][]): Group => ({
  title,
  rows: of.map(([rule, rows]) => ({
    cells: [html`<code>${rule}</code>`, rows[0]!.asked, ...cellsOf(clouds, rows)],
    is: rows.map((row) => row.fidelity),
  })),
});

/** What each cloud does about each setting and each rule of capture, side by side. */
export const coverageSection = (clouds: readonly SpecInCloud[]): Section => {
  const rules = [...coverageByRule(clouds)].filter(([rule]) => !isAlert(rule));
  return {
    id: "coverage",
    title: "Coverage",
    lead: "What each cloud does about each part of the spec: exactly as asked; wider, which is more than asked and never less; or unsupported, a gap that the spec allows.",
    content: table({
      id: "coverage-table",
      caption: "Settings and rules by cloud",
      columns: [
        { title: "Part of the spec" },
        { title: "Asked" },
        ...clouds.map(({ cloud }) => ({ title: cloudNames[cloud] })),
      ],
      groups: [...grouped(rules, ([rule]) => rule.replace(/\..*/, ""))].map(([title, of]) =>
        groupOf(clouds, title, of),
      ),
      choice: fidelityChoice,
    }),
  };
};
