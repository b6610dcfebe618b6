import { counted, type Happened, number } from "../report/replay.ts";
import { type Html, html } from "./html.ts";

/** A number that a reader looks for first, and the section that says more of it. */
export interface Figure {
  readonly of: string;
  readonly is: string;
  readonly says: string;
  readonly section: string;
}

export interface FigureRow {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Counts by their names, without those of nothing. */
export const listed = (counts: readonly (readonly [string, number])[]): string =>
  counts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${number(count)} ${name}`)
    .join(", ");

/** What happened, whoever decides what becomes of it: what became of it, and who is told, goes between. */
export const happenedFigures = ({ files, result }: Happened, between: readonly Figure[]): FigureRow => {
  const rejected = result.rejected.reduce((all, { count }) => all + count, 0);
  const events: Figure = {
    of: "Events",
    is: number(result.events),
    says: `in ${counted(files, "file")}, of ${counted(result.clouds.length, "cloud")}`,
    section: "timeline",
  };
  const noEvents: Figure = {
    of: "Rejected",
    is: number(rejected),
    says: rejected === 0 ? "every record is an audit event" : "records that are no audit events",
    section: "files",
  };
  return { title: "What happened", figures: [events, ...between, noEvents] };
};

const row = ({ title, figures }: FigureRow): Html =>
  html`<h2>${title}</h2><dl class="figures">${figures.map(
    ({ of, is, says, section }) =>
      html`<div><dt><a href="#${section}">${of}</a></dt><dd class="figure">${is}</dd><dd>${says}</dd></div>`,
  )}</dl>
`;

/** The few numbers that a reader looks for first. */
export const summaryHtml = (rows: readonly FigureRow[]): Html =>
  html`<div class="summary">${rows.map(row)}</div>
`;
