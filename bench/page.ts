import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Row } from "./table.ts";

/** What is measured together, and the command that writes it into its place in the page. */
export type Group = "all but replay" | "replay";

const begins: Readonly<Record<Group, string>> = {
  "all but replay": "<!-- Written by `npm run bench -- --write`. -->",
  replay: "<!-- Written by `npm run bench -- replay --write`. -->",
};
const end = "<!-- End of what it wrote. -->";

/** When, and on which machine. */
export const setting = (day: string): string => {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? "processors";
  return `${day}, ${processors.length} x ${model}, ${process.platform}, Node ${process.versions.node}`;
};

const line = ({ what, budget, measured, ratio }: Row): string =>
  `| ${what.replace(/^ +/, "&nbsp;&nbsp;")} | ${budget} | ${measured} | ${ratio} |`;

/** The page with the figures in the place that is marked for them. */
export const withFigures = (
  page: string,
  heading: string,
  rows: readonly Row[],
  group: Group = "all but replay",
): string => {
  const begin = begins[group];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the page has no place for figures: ${begin} ${end}`);
  const table = ["| what | budget | measured | ratio |", "|---|---:|---:|---:|", ...rows.map(line)];
  return [page.slice(0, from), begin, "\n\n", heading, ".\n\n", table.join("\n"), "\n\n", page.slice(to)].join("");
};

export const writePage = (file: string, heading: string, rows: readonly Row[], group: Group): void =>
  writeFileSync(file, withFigures(readFileSync(file, "utf8"), heading, rows, group));
