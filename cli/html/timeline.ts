import { cloudNames } from "../../core/contract/cloud.ts";
import type { CloudResult, ReplayResult } from "../../core/replay/result.ts";
import { counted, number } from "../report/replay.ts";
import type { Axis } from "./axis.ts";
import { axisHtml, cloudChart, fatesText, sumOf } from "./chart.ts";
import { type FateTexts, fatesIn } from "./fate-texts.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";
import { barText, stepText, timeText } from "./time.ts";

const legend = (clouds: readonly CloudResult[], texts: FateTexts): Html =>
  html`<ul class="legend">${fatesIn(texts)
    .filter(([fate]) => clouds.some((one) => one.fates[fate] > 0))
    .map(
      ([fate, text]) =>
        html`<li><svg aria-hidden="true" width="14" height="14"><rect class="f-${fate}" width="14" height="14"/></svg>${text}</li>`,
    )}</ul>
`;

const numbers = (axis: Axis, clouds: readonly CloudResult[], texts: FateTexts): Html => {
  const shown = clouds.flatMap(({ cloud, fates: all }) =>
    fatesIn(texts)
      .filter(([fate]) => all[fate] > 0)
      .map(([fate, text]) => ({ cloud, fate, text })),
  );
  return html`<details><summary>The timeline as a table</summary>${table({
    id: "timeline-table",
    caption: "Events over time",
    columns: [
      { title: "From (UTC)" },
      ...shown.map(({ cloud, text }) => ({ title: `${cloudNames[cloud]}, ${text}`, isNumber: true })),
    ],
    groups: [
      {
        rows: axis.bars.map((bar) => ({
          cells: [
            barText(axis, bar.begin),
            ...shown.map(({ cloud, fate }) => number(bar.clouds.get(cloud)?.[fate] ?? 0)),
          ],
        })),
      },
    ],
  })}</details>`;
};

const undatedText = ({ events, timeline }: ReplayResult, axis: Axis): string[] => {
  const dated = timeline.periods.flatMap((one) => Object.values(one.clouds));
  const undated = events - dated.reduce((sum, of) => sum + sumOf(of), 0);
  return [
    ...(undated > 0 ? [`${counted(undated, "event")} without a time can't be drawn.`] : []),
    ...(axis.leftOut > 0 ? [`${counted(axis.leftOut, "event")} far from all others in time are left out.`] : []),
  ];
};

/** When events happened in each cloud, and what became of them. */
export const timelineSection = (result: ReplayResult, axis: Axis | undefined, texts: FateTexts): Section => {
  const title = "Timeline";
  if (axis === undefined) return { id: "timeline", title, lead: "No event has a time.", content: undefined };
  const { clouds } = result;
  const lead = [
    `From ${timeText(axis.begin)} to ${timeText(axis.begin + axis.length * axis.stepSeconds)}, in UTC; each bar is ${stepText(axis.stepSeconds)}, each cloud on a scale of its own.`,
    ...undatedText(result, axis),
  ].join(" ");
  return {
    id: "timeline",
    title,
    lead,
    content: [
      legend(clouds, texts),
      clouds.map(
        ({ cloud, events, fates: all }) =>
          html`<div class="lane"><h3>${cloudNames[cloud]}</h3><p>${counted(events, "event")}: ${fatesText(all, texts)}</p>${cloudChart(axis, cloud, cloudNames[cloud], texts)}</div>
`,
      ),
      axisHtml(axis),
      numbers(axis, clouds, texts),
    ],
  };
};
