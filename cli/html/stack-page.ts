import type { Io } from "../io.ts";
import type { DeployedReplay } from "../report/deployed.ts";
import { stackFates } from "./fate-texts.ts";
import type { FateWords } from "./fates.ts";
import { happenedChapter } from "./happened.ts";
import { html } from "./html.ts";
import { notUnderstoodSection } from "./not-understood.ts";
import { type Chapter, writePage } from "./page.ts";
import type { Section } from "./section.ts";
import { deployedFigures, stackFigures } from "./stack-figures.ts";
import { resourcesSection } from "./stack-resources.ts";
import { stackAlerts } from "./told.ts";
import { unrecordedSection } from "./unrecorded.ts";

const fates: FateWords = {
  texts: stackFates,
  lead: "Stored: a trail, sink or diagnostic setting here stores it, or sends it on to where it is stored. Not stored: none of those that were understood does. What Google Cloud keeps in the buckets _Required and _Default, which every project has, is not counted.",
  by: undefined,
};

const leftOut: Section = {
  id: "left-out",
  title: "What is not on this page",
  lead: "What is deployed does not say what was asked for, nor by whom. So this page has no settings with their origin, no coverage and no controls with their evidence.",
  content: html`<ul><li>The page of a spec has them: <code>auditlog report audit.yaml logs/</code></li><li>Where a spec and a stack differ: <code>auditlog diff audit.yaml state.json logs/</code></li></ul>`,
};

const ofStack = ({ result, unrecorded, deployed }: DeployedReplay): Chapter => ({
  title: "What the stack has",
  sections: [
    resourcesSection(deployed, result),
    notUnderstoodSection(deployed.notUnderstood),
    ...(unrecorded.size === 0 ? [] : [unrecordedSection(unrecorded)]),
    leftOut,
  ],
});

const footer =
  "Worked out from files: no cloud was asked. Accounts, projects and subscriptions of events are not compared with the stack's.";

/** Writes the page of what is deployed or planned: the same for the same resources and events. */
export const writeStackPage = (io: Io, file: string, found: DeployedReplay): void =>
  writePage(io, file, {
    names: found.names,
    today: undefined,
    happened: found,
    figures: [deployedFigures(found), stackFigures(found.deployed)],
    chapters: [happenedChapter(found, fates, stackAlerts), ofStack(found)],
    footer,
  });
