import type { Happened } from "../report/replay.ts";
import { activitySection } from "./activity.ts";
import { axisOf } from "./axis.ts";
import { type FateWords, fatesSection } from "./fates.ts";
import { filesSection } from "./files.ts";
import type { Chapter } from "./page.ts";
import { timelineSection } from "./timeline.ts";
import { type ToldWords, toldSection } from "./told.ts";

/** What happened, and in whose words that is told: a spec's or a stack's. */
export const happenedChapter = (happened: Happened, fates: FateWords, alerts: ToldWords): Chapter => {
  const { result } = happened;
  const axis = axisOf(result.timeline);
  const told = result.alerts.filter(({ events, unseen }) => events + unseen > 0);
  return {
    title: "What happened",
    sections: [
      timelineSection(result, axis, fates.texts),
      toldSection(told, axis, alerts),
      fatesSection(result, fates),
      activitySection(result, axis, fates.texts),
      filesSection(happened),
    ],
  };
};
