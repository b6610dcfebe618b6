import { cloudNames } from "../../core/contract/cloud.ts";
import type { CloudResult, ReplayResult } from "../../core/replay/result.ts";
import { number } from "../report/replay.ts";
import { shareBar } from "./chart.ts";
import { type FateTexts, fatesIn } from "./fate-texts.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";

/** A part of a whole in whole percents: what is there is never 0 %, and what is not all never 100 %. */
export const shareText = (part: number, whole: number): string => {
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 1) return "< 1 %";
  return part < whole && percent > 99 ? "> 99 %" : `${Math.round(percent)} %`;
};

/** In whose words it is told what becomes of events. */
export interface FateWords {
  readonly texts: FateTexts;
  readonly lead: string;
  /** What `CloudResult.rules` counts by, and how the table of it is called; undefined where another section has it. */
  readonly by: { readonly title: string; readonly caption: string } | undefined;
}

const byRule = (clouds: readonly CloudResult[], { title, caption }: NonNullable<FateWords["by"]>): Html | false => {
  const rules = [...new Set(clouds.flatMap(({ rules: of }) => Object.keys(of)))].sort();
  return (
    rules.length > 0 &&
    table({
      id: "rules-table",
      caption,
      columns: [{ title }, ...clouds.map(({ cloud }) => ({ title: cloudNames[cloud], isNumber: true }))],
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
export const fatesSection = ({ clouds }: ReplayResult, { texts, lead, by }: FateWords): Section => ({
  id: "fates",
  title: "What becomes of events",
  lead,
  content: [
    table({
      id: "fates-table",
      caption: "Events by cloud",
      columns: [
        { title: "Cloud" },
        { title: "Events", isNumber: true },
        ...fatesIn(texts).map(([, text]) => ({ title: text, isNumber: true })),
        { title: "Share" },
      ],
      groups: [
        {
          rows: clouds.map(({ cloud, events, fates: all }) => ({
            cells: [
              cloudNames[cloud],
              number(events),
              ...fatesIn(texts).map(
                ([fate]) => html`${number(all[fate])} <small>${shareText(all[fate], events)}</small>`,
              ),
              shareBar(all, texts),
            ],
          })),
        },
      ],
    }),
    by && byRule(clouds, by),
  ],
});
