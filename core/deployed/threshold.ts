import type { AlertThreshold } from "../plan/plan.ts";
import { refuse } from "./property.ts";

/** The operators of CloudWatch and Azure Monitor, and Cloud Monitoring's comparisons, that tell of much and not of little. */
const isStrict: Readonly<Record<string, boolean>> = {
  GreaterThanThreshold: true,
  GreaterThanOrEqualToThreshold: false,
  GreaterThan: true,
  GreaterThanOrEqual: false,
  COMPARISON_GT: true,
  COMPARISON_GE: false,
};

/** How many matches within a period are told of; undefined where each is. */
export const thresholdOf = (
  operator: string | undefined,
  value: number | undefined,
  periodSeconds: number | undefined,
): AlertThreshold | undefined => {
  const strict = isStrict[operator ?? ""];
  if (strict === undefined) return refuse(`it does not tell of what is found: its comparison is ${operator ?? "none"}`);
  if (value === undefined || periodSeconds === undefined) return refuse("it has no threshold, or no period");
  const count = strict ? Math.floor(value) + 1 : Math.ceil(value);
  if (count < 1) return refuse(`it tells of ${value} matches, which is always`);
  return count === 1 ? undefined : { count, withinMinutes: periodSeconds / 60 };
};

/** A duration in seconds: `300s` of Cloud Monitoring, `PT10M` and `P1D` of Azure Monitor. */
export const secondsOf = (text: string | undefined): number | undefined => {
  const google = /^(\d+(?:\.\d+)?)s$/.exec(text ?? "");
  if (google !== null) return Number(google[1]);
  const [, days, hours, minutes, seconds] =
    /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text ?? "") ?? [];
  const parts = [days, hours, minutes, seconds];
  if (parts.every((part) => part === undefined)) return undefined;
  const [d, h, m, s] = parts.map((part) => Number(part ?? 0)) as [number, number, number, number];
  return ((d * 24 + h) * 60 + m) * 60 + s;
};
