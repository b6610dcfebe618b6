import { createHash } from "node:crypto";
import type { Issue } from "../../core/contract/issues.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import type { Io } from "../io.ts";
import { counted, type Replayed } from "../report/replay.ts";
import type { SpecInCloud } from "../request.ts";
import { writeReport } from "../written.ts";
import { activitySection } from "./activity.ts";
import { alertsSection } from "./alerts.ts";
import { axisOf } from "./axis.ts";
import { patterns } from "./chart.ts";
import { controlsSection } from "./controls.ts";
import { coverageSection } from "./coverage.ts";
import { fatesSection } from "./fates.ts";
import { filesSection } from "./files.ts";
import { Html, html } from "./html.ts";
import { issuesSection } from "./issues.ts";
import { shapes } from "./marks.ts";
import { planSection } from "./plan.ts";
import { script } from "./script.ts";
import { type Section, sectionHtml } from "./section.ts";
import { style } from "./style.ts";
import { summaryHtml } from "./summary.ts";
import { timelineSection } from "./timeline.ts";
import { toldSection } from "./told.ts";

/** What a page is about. */
export interface Page {
  /** The spec's file, or what stands in its place. */
  readonly spec: string;
  /** As an ISO date: waivers end. */
  readonly today: string;
  /** Absent where no spec was read. */
  readonly planned:
    | { readonly plan: AuditPlan; readonly clouds: readonly SpecInCloud[]; readonly issues: readonly Issue[] }
    | undefined;
  /** Absent where no events were. */
  readonly replayed: Replayed | undefined;
}

interface Chapter {
  readonly title: string;
  readonly sections: readonly Section[];
}

const ofEvents = (replayed: Replayed): Chapter => {
  const { result } = replayed;
  const axis = axisOf(result.timeline);
  const told = result.alerts.filter(({ events, unseen }) => events + unseen > 0);
  return {
    title: "What happened",
    sections: [
      timelineSection(result, axis),
      toldSection(told, axis),
      fatesSection(result),
      activitySection(result, axis),
      filesSection(replayed),
    ],
  };
};

const ofSpec = ({ plan, clouds, issues }: NonNullable<Page["planned"]>): Chapter => ({
  title: "What the spec asks",
  sections: [
    planSection(plan),
    coverageSection(clouds),
    alertsSection(plan, clouds),
    ...(plan.compliance.length === 0
      ? []
      : [
          controlsSection(
            plan.compliance,
            clouds.map(({ cloud }) => cloud),
          ),
        ]),
    ...(issues.length === 0 ? [] : [issuesSection(issues)]),
  ],
});

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

const banner = (replayed: Replayed | undefined): Html | false =>
  replayed !== undefined &&
  replayed.unread.length > 0 &&
  html`<div class="banner" role="region" aria-label="Not complete"><svg aria-hidden="true"><use href="#s-bang"/></svg><p><b>NOT COMPLETE.</b> ${counted(replayed.unread.length, "file")} could not be read whole, so that every number here may be too small. <a href="#files">Which, and up to where</a></p></div>
`;

const subtitle = ({ spec, today, replayed }: Page): Html =>
  html`<p class="subtitle"><code>${spec}</code>${replayed && ` on ${counted(replayed.result.events, "event")} in ${counted(replayed.files, "file")}`}<span>as of ${today}</span></p>
`;

const footer = `Worked out from files: nothing is deployed, and no cloud was asked. It is as if placed in one AWS account, one Google Cloud project and one Azure subscription.`;

/** One self-contained page: the same for the same spec, events and day. */
const pageText = (page: Page): string => {
  const { spec, planned, replayed } = page;
  const chapters = [...(replayed ? [ofEvents(replayed)] : []), ...(planned ? [ofSpec(planned)] : [])];
  const body = html`<body>
<a class="skip" href="#main">To the report</a>
<svg width="0" height="0" aria-hidden="true" class="defs"><defs>${shapes}${patterns}</defs></svg>
<header><p class="brand">${logo}auditlog</p><button type="button" id="theme" hidden>Dark theme</button></header>
${contents(chapters)}<main id="main">
<h1>Audit log report</h1>
${subtitle(page)}${banner(replayed)}${summaryHtml(planned?.plan, planned?.clouds ?? [], replayed)}${chapters.map(({ sections }) => sections.map(sectionHtml))}</main>
<footer><p>${footer}</p></footer>
<script>${new Html(script)}</script>
</body>
`;
  return `<!doctype html>\n${html`<html lang="en">${head(`${spec}: audit log report`)}${body}</html>`}\n`;
};

/** Writes the page into a file, or to the standard output where it is `-`. */
export const writePage = (io: Io, file: string, page: Page): void => {
  const text = pageText(page);
  if (file === "-") io.stdout(text);
  else writeReport(file, text);
};
