import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Row } from "./table.ts";

const [begin, end] = ["<!-- Written by `npm run bench -- --write`. -->", "<!-- End of what it wrote. -->"] as const;

/** When, and on which machine. */
export const setting = (day: string): string => {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? "processors";
  return `${day}, ${processors.length} x ${model}, ${process.platform}, Node ${process.versions.node}`;
};

const line = ({ what, budget, measured, ratio }: Row): string =>
  `| ${what.replace(/^ +/, "&nbsp;&nbsp;")} | ${budget} | ${measured} | ${ratio} |`;

/** The page with the figures in the place that is marked for them. */
export const withFigures = (page: string, heading: string, rows: readonly Row[]): string => {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the page has no place for figures: ${begin} ${end}`);
  const table = ["| what | budget | measured | ratio |", "|---|---:|---:|---:|", ...rows.map(line)];
  return [before, begin, "\n\n", heading, ".\n\n", table.join("\n"), "\n\n", end, after].join("");
};

export const writePage = (file: string, heading: string, rows: readonly Row[]): void =>
  writeFileSync(file, withFigures(readFileSync(file, "utf8"), heading, rows));
