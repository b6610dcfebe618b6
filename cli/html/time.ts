import { counted } from "../report/replay.ts";
import type { Axis } from "./axis.ts";

const daySeconds = 86_400;

/** An instant in UTC, as exact as a minute. */
export const timeText = (second: number): string =>
  new Date(second * 1000).toISOString().replace("T", " ").slice(0, 16);

/** How long a bar's time is. */
export const stepText = (stepSeconds: number): string => {
  if (stepSeconds < 3600) return counted(stepSeconds / 60, "minute");
  if (stepSeconds < daySeconds) return counted(stepSeconds / 3600, "hour");
  if (stepSeconds < 7 * daySeconds) return counted(stepSeconds / daySeconds, "day");
  return counted(stepSeconds / (7 * daySeconds), "week");
};

/** A bar's time in the words of its axis: a day where it is as long as one, a time where all are of one day. */
export const barText = ({ stepSeconds, begin, length }: Axis, second: number): string => {
  const text = timeText(second);
  if (stepSeconds >= daySeconds) return text.slice(0, 10);
  const isOneDay = timeText(begin).slice(0, 10) === timeText(begin + length * stepSeconds - 1).slice(0, 10);
  return isOneDay ? text.slice(11) : text;
};

const tickSteps = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];

const mostTicks = 6;

/** A few round times on an axis, each with its place from 0 to 1. */
export const ticksOf = (axis: Axis): { readonly at: number; readonly text: string }[] => {
  const { begin, stepSeconds, length } = axis;
  const seconds = stepSeconds * length;
  const step = Math.max(
    stepSeconds,
    tickSteps.find((one) => seconds / one <= mostTicks) ?? Math.ceil(seconds / mostTicks / 604_800) * 604_800,
  );
  const ticks: { at: number; text: string }[] = [];
  for (let second = Math.ceil(begin / step) * step; second < begin + seconds; second += step) {
    const text = step >= daySeconds ? timeText(second).slice(0, 10) : barText(axis, second);
    ticks.push({ at: (second - begin) / seconds, text });
  }
  return ticks;
};
