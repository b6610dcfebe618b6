import { activities } from "../../core/catalog/activities.ts";
import { cloudNames } from "../../core/contract/cloud.ts";
import type { CloudResult, ReplayResult } from "../../core/replay/result.ts";
import { number } from "../report/replay.ts";
import type { Axis } from "./axis.ts";
import { fatesText, levelOf, strip, sumOf } from "./chart.ts";
import type { FateTexts } from "./fate-texts.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";
import { barText } from "./time.ts";

const titleOf = (id: string): string => activities.find((one) => one.id === id)?.title ?? "None of these classes";

const countOf = ({ activities: of }: CloudResult, id: string): number => {
  const found = of[id];
  return found === undefined ? 0 : sumOf(found);
};

const heatCell = (one: CloudResult, id: string, most: number, texts: FateTexts): Html => {
  const count = countOf(one, id);
  const found = one.activities[id];
  const isAllCaptured = found === undefined || found.captured === count;
  const says = isAllCaptured ? undefined : html`<small>${fatesText(found, texts)}</small>`;
  return html`<span class="heat h${levelOf(count, most)}">${number(count)}</span>${says}`;
};

const byTime = (axis: Axis, ids: readonly string[]): Html =>
  html`<details><summary>Activity over time as a table</summary>${table({
    id: "activity-time-table",
    caption: "Activity over time",
    columns: [{ title: "Activity" }, { title: "Events from a time on (UTC)" }],
    groups: [
      {
        rows: ids.map((id) => ({
          cells: [
            html`<code>${id}</code>`,
            axis.bars
              .filter(({ activities: of }) => of.has(id))
              .map(({ begin, activities: of }) => `${barText(axis, begin)}: ${number(of.get(id)!)}`)
              .join("; "),
          ],
        })),
      },
    ],
  })}</details>`;

/** How much of what was done where and when: the more, the darker. */
export const activitySection = ({ clouds }: ReplayResult, axis: Axis | undefined, texts: FateTexts): Section => {
  const totalOf = (id: string): number => clouds.reduce((sum, one) => sum + countOf(one, id), 0);
  const ids = [...new Set(clouds.flatMap(({ activities: of }) => Object.keys(of)))].sort(
    (a, b) => totalOf(b) - totalOf(a) || (a < b ? -1 : 1),
  );
  const most = Math.max(1, ...clouds.flatMap((one) => ids.map((id) => countOf(one, id))));
  const rowOf = (id: string): Row => ({
    cells: [
      html`<span class="name">${titleOf(id)}</span><code>${id}</code>`,
      ...clouds.map((one) => heatCell(one, id, most, texts)),
      ...(axis === undefined ? [] : [strip(axis, id, (bar) => bar.activities.get(id) ?? 0)]),
    ],
  });
  return {
    id: "activity",
    title: "Activity by cloud",
    lead: `Events of each class of activity, the most frequent first. An event may be of several classes. The stronger the shade, the more events, by orders of magnitude; all are ${texts.captured} where nothing else is said.`,
    content: [
      table({
        id: "activity-table",
        caption: "Events by activity and cloud",
        columns: [
          { title: "Activity" },
          ...clouds.map(({ cloud }) => ({ title: cloudNames[cloud], isNumber: true })),
          ...(axis === undefined ? [] : [{ title: "Over time" }]),
        ],
        groups: [{ rows: ids.map(rowOf) }],
      }),
      axis !== undefined && byTime(axis, ids),
    ],
  };
};
