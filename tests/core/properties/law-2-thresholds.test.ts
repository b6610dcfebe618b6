import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seed } from "../filter/fidelity.ts";
import { answerTo } from "./compiled.ts";

/** The clouds that count by the minute: how many seconds they look at, and the number at which they tell. */
interface Counting {
  seconds: number;
  count: number;
}

const counting = (count: number, withinMinutes: number): Record<"aws" | "gcp", Counting> => {
  const when = 'operation == "DeleteTrail"';
  const custom = [{ name: "mine", when, severity: "low", threshold: { count, withinMinutes } }];
  const { compiled } = answerTo({
    spec: { version: 1, alerts: { custom } },
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-audit", location: "europe-west3" },
  });
  const alarm = compiled.aws!.blueprint.alerts!.alarms[0]!;
  const [policy] = compiled.gcp!.blueprint.alerts!.counters;
  return {
    aws: { seconds: alarm.periodSeconds, count: alarm.count },
    gcp: { seconds: Number(policy!.alignmentPeriod.slice(0, -1)), count: policy!.thresholdValue + 1 },
  };
};

/** What was asked: so many events within so many minutes, from whichever second on. */
const isAsked = (seconds: readonly number[], count: number, withinMinutes: number): boolean => {
  const sorted = [...seconds].sort((a, b) => a - b);
  return sorted.some((start, at) => {
    const last = sorted[at + count - 1];
    return last !== undefined && last - start <= withinMinutes * 60;
  });
};

/** What a cloud does that has a number for each minute, and looks at the last of them once a minute. */
const tells = (seconds: readonly number[], { seconds: window, count }: Counting): boolean => {
  const minutes = seconds.map((second) => Math.floor(second / 60));
  const first = Math.min(...minutes);
  const evaluations = Array.from({ length: Math.max(...minutes) - first + window / 60 }, (_, at) => first + at);
  return evaluations.some((now) => minutes.filter((one) => one > now - window / 60 && one <= now).length >= count);
};

const times = fc.array(fc.integer({ min: 0, max: 3_600 }), { minLength: 1, maxLength: 30 });

describe(`an alert that counts misses no number that is reached within its minutes (seed ${seed})`, () => {
  test.each(["aws", "gcp"] as const)("in %s", (cloud) => {
    let reached = 0;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 20 }), times, (count, within, seconds) => {
        if (!isAsked(seconds, count, within)) return;
        reached += 1;
        expect(tells(seconds, counting(count, within)[cloud]), JSON.stringify({ count, within, seconds })).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
    expect(reached).toBeGreaterThan(100);
  });

  test("and a window without the minute more would miss one", () => {
    const [count, within] = [2, 10];
    const seconds = [59, 59 + within * 60];
    expect(isAsked(seconds, count, within)).toBe(true);
    const { aws } = counting(count, within);
    expect(tells(seconds, aws)).toBe(true);
    expect(tells(seconds, { ...aws, seconds: aws.seconds - 60 })).toBe(false);
  });
});
