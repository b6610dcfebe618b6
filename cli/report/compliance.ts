import { controls } from "../../core/catalog/controls.ts";
import { cloudNames } from "../../core/contract/cloud.ts";
import type { ComplianceRow, ComplianceStatus } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import { type Colour, paint } from "./colour.ts";
import { filled, plain, wrapped } from "./text.ts";

const marks = { met: "=", waived: "~", "not-met": "!", "not-applicable": "." } as const satisfies Record<
  ComplianceStatus,
  string
>;

const colours = {
  met: "green",
  waived: "yellow",
  "not-met": "red",
  "not-applicable": "blue",
} as const satisfies Record<ComplianceStatus, Colour>;

const legend = "  = met   ~ waived   ! not met   . not applicable";

/** The first of them that some cloud has is the control's own. */
const worstFirst: readonly ComplianceStatus[] = ["not-met", "waived", "met", "not-applicable"];

/** What a control comes to in all of its clouds and presets: the worst. */
export const statusOf = (rows: readonly ComplianceRow[]): ComplianceStatus =>
  worstFirst.find((status) => rows.some((row) => row.status === status)) ?? "not-applicable";

const counts = (preset: string, rows: readonly ComplianceRow[]): string => {
  const statuses = [...grouped(rows, ({ control }) => control).values()].map(statusOf);
  const of = (status: ComplianceStatus): string =>
    `${statuses.filter((one) => one === status).length} ${status.replace("-", " ")}`;
  return `  ${preset}: ${(["met", "waived", "not-met", "not-applicable"] as const).map(of).join(", ")}`;
};

const verdictLines = (rows: readonly ComplianceRow[]): string[] =>
  [...grouped(rows, ({ status, reason }) => `${marks[status]} ${reason}`).values()].flatMap((same) => {
    const { status, reason } = same[0]!;
    const where = [...new Set(same.map(({ cloud }) => cloudNames[cloud]))].join(", ");
    return filled(`${marks[status]} ${where}: ${plain(reason)}`.split(" "), "      ", "        ");
  });

/** What each control of the selected presets comes to, once whichever of them ask for it. */
export const complianceLines = (rows: readonly ComplianceRow[], hasColour: boolean): string[] => {
  const byPreset = grouped(rows, ({ preset }) => preset);
  if (byPreset.size === 0) return [];
  const byControl = grouped(rows, ({ control }) => control);
  return [
    "",
    paint("Compliance", "bold", hasColour),
    ...[...byPreset].map(([preset, of]) => counts(preset, of)),
    legend,
    ...controls.flatMap(({ id, title }) => {
      const found = byControl.get(id);
      if (found === undefined) return [];
      const status = statusOf(found);
      const askedBy = [...new Set(found.map(({ preset }) => preset))].join(", ");
      return [
        `  ${paint(`${marks[status]} ${id}`, colours[status], hasColour)} (${askedBy})`,
        ...wrapped(title, "      "),
        ...verdictLines(found),
      ];
    }),
  ];
};
