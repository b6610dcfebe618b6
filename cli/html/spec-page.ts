import type { Issue } from "../../core/contract/issues.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import type { Io } from "../io.ts";
import type { Replayed } from "../report/replay.ts";
import type { SpecInCloud } from "../request.ts";
import { alertsSection } from "./alerts.ts";
import { controlsSection } from "./controls.ts";
import { coverageSection } from "./coverage.ts";
import { specFates } from "./fate-texts.ts";
import type { FateWords } from "./fates.ts";
import { happenedChapter } from "./happened.ts";
import { issuesSection } from "./issues.ts";
import { type Chapter, writePage } from "./page.ts";
import { planSection } from "./plan.ts";
import { replayFigures, specFigures } from "./spec-figures.ts";
import { specAlerts } from "./told.ts";

/** What the page of a spec is about. */
export interface SpecPage {
  /** The spec's file, or what stands in its place. */
  readonly spec: string;
  /** As an ISO date: waivers end. */
  readonly today: string;
  readonly planned: {
    readonly plan: AuditPlan;
    readonly clouds: readonly SpecInCloud[];
    readonly issues: readonly Issue[];
  };
  /** Absent where no events were read. */
  readonly replayed: Replayed | undefined;
}

const fates: FateWords = {
  texts: specFates,
  lead: "Captured: the spec asks for it, and it is stored. Stored beyond the spec: the cloud can't tell it apart, and stores it all the same. Dropped: nobody asks for it, and it is not stored. Asked for and not stored: a gap that the spec allows.",
  by: {
    title: "Part of the spec",
    caption: "Events by the part of the spec that asks for them or leaves them out",
  },
};

const ofSpec = ({ plan, clouds, issues }: SpecPage["planned"]): Chapter => ({
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

const footer =
  "Worked out from files: nothing is deployed, and no cloud was asked. It is as if placed in one AWS account, one Google Cloud project and one Azure subscription.";

/** Writes the page of a spec: the same for the same spec, events and day. */
export const writeSpecPage = (io: Io, file: string, { spec, today, planned, replayed }: SpecPage): void =>
  writePage(io, file, {
    names: [spec],
    today,
    happened: replayed,
    figures: [...(replayed ? [replayFigures(replayed)] : []), specFigures(planned.plan, planned.clouds)],
    chapters: [...(replayed ? [happenedChapter(replayed, fates, specAlerts)] : []), ofSpec(planned)],
    footer,
  });
