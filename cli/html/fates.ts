import { cloudNames } from "../../core/contract/cloud.ts";
import type { CloudResult, ReplayResult } from "../../core/replay/result.ts";
import { fates, fateTexts, number } from "../report/replay.ts";
import { shareBar } from "./chart.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";

/** A part of a whole in whole percents: what is there is never 0 %, and what is not all never 100 %. */
export const shareText = (part: number, whole: number): string => {
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 1) return "< 1 %";
  return part < whole && percent > 99 ? "> 99 %" : `${Math.round(percent)} %`;
};

const byRule = (clouds: readonly CloudResult[]): Html | false => {
  const rules = [...new Set(clouds.flatMap(({ rules: of }) => Object.keys(of)))].sort();
  return (
    rules.length > 0 &&
    table({
      id: "rules-table",
      caption: "Events by the part of the spec that asks for them or leaves them out",
      columns: [
        { title: "Part of the spec" },
        ...clouds.map(({ cloud }) => ({ title: cloudNames[cloud], isNumber: true })),
      ],
      groups: [
        {
          rows: rules.map((rule) => ({
            cells: [html`<code>${rule}</code>`, ...clouds.map(({ rules: of }) => number(of[rule] ?? 0))],
          })),
        },
      ],
    })
  );
};

/** What became of the events of each cloud. */
export const fatesSection = ({ clouds }: ReplayResult): Section => ({
  id: "fates",
  title: "What becomes of events",
  lead: "Captured: the spec asks for it, and it is stored. Stored beyond the spec: the cloud can't tell it apart, and stores it all the same. Dropped: nobody asks for it, and it is not stored. Asked for and not stored: a gap that the spec allows.",
  content: [
    table({
      id: "fates-table",
      caption: "Events by cloud",
      columns: [
        { title: "Cloud" },
        { title: "Events", isNumber: true },
        ...fates.map((fate) => ({ title: fateTexts[fate], isNumber: true })),
        { title: "Share" },
      ],
      groups: [
        {
          rows: clouds.map(({ cloud, events, fates: all }) => ({
            cells: [
              cloudNames[cloud],
              number(events),
              ...fates.map((fate) => html`${number(all[fate])} <small>${shareText(all[fate], events)}</small>`),
              shareBar(all),
            ],
          })),
        },
      ],
    }),
    byRule(clouds),
  ],
});
