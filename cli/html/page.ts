import { createHash } from "node:crypto";
import type { Io } from "../io.ts";
import { counted, type Happened } from "../report/replay.ts";
import { writeReport } from "../written.ts";
import { patterns } from "./chart.ts";
import { Html, html, type Part } from "./html.ts";
import { shapes } from "./marks.ts";
import { script } from "./script.ts";
import { type Section, sectionHtml } from "./section.ts";
import { style } from "./style.ts";
import { type FigureRow, summaryHtml } from "./summary.ts";

/** Sections that belong together, as the contents have them. */
export interface Chapter {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** What a page is made of. */
export interface Page {
  /** The files, or what else it is about. */
  readonly names: readonly string[];
  /** As an ISO date, where what it says is true of a day. */
  readonly today: string | undefined;
  /** Absent where there were no events. */
  readonly happened: Happened | undefined;
  readonly figures: readonly FigureRow[];
  readonly chapters: readonly Chapter[];
  /** By what it was worked out. */
  readonly footer: string;
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing may be loaded, sent or run but the page's own style and script. */
const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;

/** As docs/logo.svg has it. */
const logo = html`<svg aria-hidden="true" viewBox="0 0 128 128"><rect width="128" height="128" rx="28" fill="#17324d"/><g fill="none" stroke-linecap="round" stroke-width="9"><path d="M30 40h44" stroke="#f6a821"/><path d="M30 62h32" stroke="#4f9df7"/><path d="M30 84h20" stroke="#5bbf7a"/><g stroke="#fff"><circle cx="82" cy="76" r="24"/><path d="M99 94l13 13" stroke-width="11"/><path d="M72 76l8 8 13-15" stroke-width="7" stroke-linejoin="round"/></g></g></svg>`;

const head = (title: string): Html => html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
`;

const contents = (chapters: readonly Chapter[]): Html =>
  html`<nav aria-label="Contents">${chapters.map(
    ({ title, sections }) =>
      html`<p>${title}</p><ul>${sections.map((one) => html`<li><a href="#${one.id}">${one.title}</a></li>`)}</ul>`,
  )}</nav>
`;

const banner = (happened: Happened | undefined): Html | false =>
  happened !== undefined &&
  happened.unread.length > 0 &&
  html`<div class="banner" role="region" aria-label="Not complete"><svg aria-hidden="true"><use href="#s-bang"/></svg><p><b>NOT COMPLETE.</b> ${counted(happened.unread.length, "file")} could not be read whole, so that every number here may be too small. <a href="#files">Which, and up to where</a></p></div>
`;

const namesHtml = (names: readonly string[]): Part =>
  names.map((name, at) => [at > 0 && ", ", html`<code>${name}</code>`]);

const subtitle = ({ names, today, happened }: Page): Html =>
  html`<p class="subtitle">${namesHtml(names)}${happened && ` on ${counted(happened.result.events, "event")} in ${counted(happened.files, "file")}`}${today !== undefined && html`<span>as of ${today}</span>`}</p>
`;

/** One self-contained page. */
const pageText = (page: Page): string => {
  const { names, happened, figures, chapters, footer } = page;
  const body = html`<body>
<a class="skip" href="#main">To the report</a>
<svg width="0" height="0" aria-hidden="true" class="defs"><defs>${shapes}${patterns}</defs></svg>
<header><p class="brand">${logo}auditlog</p><button type="button" id="theme" hidden>Dark theme</button></header>
${contents(chapters)}<main id="main">
<h1>Audit log report</h1>
${subtitle(page)}${banner(happened)}${summaryHtml(figures)}${chapters.map(({ sections }) => sections.map(sectionHtml))}</main>
<footer><p>${footer}</p></footer>
<script>${new Html(script)}</script>
</body>
`;
  return `<!doctype html>\n${html`<html lang="en">${head(`${names.join(", ")}: audit log report`)}${body}</html>`}\n`;
};

/** Writes the page into a file, or to the standard output where it is `-`. */
export const writePage = (io: Io, file: string, page: Page): void => {
  const text = pageText(page);
  if (file === "-") io.stdout(text);
  else writeReport(file, text);
};
