import type { Cloud } from "../../core/contract/cloud.ts";
import type { Fates } from "../../core/replay/result.ts";
import { number } from "../report/replay.ts";
import type { Axis, Bar } from "./axis.ts";
import { type FateTexts, fatesIn } from "./fate-texts.ts";
import { type Html, html } from "./html.ts";
import { barText, ticksOf } from "./time.ts";

/** Textures of fates that a chart can't tell by colour alone. */
export const patterns: Html = html`<pattern id="p-beyond" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="p-ground"/><rect width="2.5" height="5" class="p-line"/></pattern>
<pattern id="p-lost" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="5" height="5" class="p-bad"/><rect width="1.5" height="5" class="p-gap"/></pattern>
`;

const none: Fates = { captured: 0, beyond: 0, dropped: 0, lost: 0 };

export const sumOf = (of: Fates): number => of.captured + of.beyond + of.dropped + of.lost;

const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

const plot = { top: 14, height: 72 } as const;

export const fatesText = (of: Fates, texts: FateTexts): string =>
  fatesIn(texts)
    .filter(([fate]) => of[fate] > 0)
    .map(([fate, text]) => `${number(of[fate])} ${text}`)
    .join(", ");

const barHtml = (axis: Axis, { at, begin }: Bar, of: Fates, most: number, texts: FateTexts): Html => {
  const [x, width] = [percent(at / axis.length), percent(0.86 / axis.length)];
  let y = plot.top + plot.height;
  const parts = fatesIn(texts).map(([fate]) => {
    const height = (of[fate] / most) * plot.height;
    if (height === 0) return undefined;
    y -= height;
    return html`<rect class="f-${fate}" x="${x}" y="${y.toFixed(1)}" width="${width}" height="${height.toFixed(1)}"/>`;
  });
  return html`<g><title>${barText(axis, begin)}: ${fatesText(of, texts)}</title>${parts}</g>
`;
};

/** The vertical lines that a chart shares with the axis below it. */
export const gridLines = (axis: Axis, height: number): Html[] =>
  ticksOf(axis).map(
    ({ at }) => html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="${height}"/>`,
  );

/** The events of a cloud over time, what became of them one above the other. */
export const cloudChart = (axis: Axis, cloud: Cloud, name: string, texts: FateTexts): Html => {
  const bars = axis.bars.map((bar) => ({ bar, of: bar.clouds.get(cloud) ?? none })).filter(({ of }) => sumOf(of) > 0);
  const peak = bars.reduce((best, one) => (sumOf(one.of) > sumOf(best.of) ? one : best), bars[0]!);
  const most = sumOf(peak.of);
  const floor = plot.top + plot.height;
  return html`<svg class="chart" role="img" aria-labelledby="time-${cloud}-t" aria-describedby="time-${cloud}-d" height="${floor + 2}">
<title id="time-${cloud}-t">${name}: events over time</title>
<desc id="time-${cloud}-d">At most ${number(most)}, at ${barText(axis, peak.bar.begin)}. The table below has every number.</desc>
${gridLines(axis, floor)}
<line class="grid" x1="0" x2="100%" y1="${plot.top}" y2="${plot.top}"/><text class="tick" x="0" y="${plot.top - 4}">${number(most)}</text>
${bars.map(({ bar, of }) => barHtml(axis, bar, of, most, texts))}<line class="base" x1="0" x2="100%" y1="${floor}" y2="${floor}"/></svg>
`;
};

const anchorAt = (at: number): string => {
  if (at < 0.05) return "start";
  return at > 0.95 ? "end" : "middle";
};

/** The times below the charts, which their tables have too. */
export const axisHtml = (axis: Axis): Html =>
  html`<svg class="chart axis" aria-hidden="true" height="20">${ticksOf(axis).map(
    ({ at, text }, index) =>
      html`<text class="tick${index % 2 === 1 && " odd"}" x="${percent(at)}" y="14" text-anchor="${anchorAt(at)}">${text}</text>`,
  )}</svg>
`;

/** What became of events, as parts of one bar: the numbers stand beside it. */
export const shareBar = (of: Fates, texts: FateTexts): Html => {
  const total = sumOf(of);
  let x = 0;
  return html`<svg class="share" aria-hidden="true" height="12">${fatesIn(texts).map(([fate]) => {
    const share = of[fate] / total;
    const part = html`<rect class="f-${fate}" x="${percent(x)}" y="0" width="${percent(share)}" height="12"/>`;
    x += share;
    return share > 0 && part;
  })}</svg>`;
};

const levels = 5;

/** How strongly a count is shown: from 1 to 5, by its order of magnitude among the others; 0 for none. */
export const levelOf = (count: number, most: number): number =>
  count === 0 ? 0 : 1 + Math.round((levels - 1) * (most === 1 ? 1 : Math.log(count) / Math.log(most)));

/** When an activity happened, as a strip of shades. */
export const strip = (axis: Axis, name: string, countIn: (bar: Bar) => number): Html => {
  const found = axis.bars.map((bar) => ({ bar, count: countIn(bar) })).filter(({ count }) => count > 0);
  if (found.length === 0) return html`<span class="none">&ndash;</span>`;
  const peak = found.reduce((best, one) => (one.count > best.count ? one : best), found[0]!);
  const says = `${name} over time: at most ${number(peak.count)}, at ${barText(axis, peak.bar.begin)}`;
  const width = percent(1 / axis.length);
  return html`<svg class="strip" role="img" aria-label="${says}" height="16">${found.map(
    ({ bar, count }) =>
      html`<rect class="h${levelOf(count, peak.count)}" x="${percent(bar.at / axis.length)}" width="${width}" height="16"><title>${barText(axis, bar.begin)}: ${number(count)}</title></rect>`,
  )}</svg>`;
};

/** Stretches of time on the axis, from and to in seconds since 1970. */
export const spans = (
  axis: Axis,
  says: string,
  all: readonly { readonly from: number; readonly to: number }[],
): Html => {
  const seconds = axis.length * axis.stepSeconds;
  const place = (second: number): number => Math.min(1, Math.max(0, (second - axis.begin) / seconds));
  return html`<svg class="strip spans" role="img" aria-label="${says}" height="16"><line class="grid" x1="0" x2="100%" y1="8" y2="8"/>${all.map(
    ({ from, to }) => {
      const [x1, x2] = [percent(place(from)), percent(place(to))];
      return html`<line class="span" x1="${x1}" x2="${x2}" y1="8" y2="8"/><circle class="end" cx="${x1}" cy="8" r="3.5"/><circle class="end" cx="${x2}" cy="8" r="3.5"/>`;
    },
  )}</svg>`;
};
