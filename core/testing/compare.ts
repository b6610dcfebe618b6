import { type Cloud, clouds } from "../contract/cloud.ts";
import type { TestExpectation } from "../contract/tests.ts";
import { isAsked, isStored, type Judged, type JudgedAlert, type JudgedEvent } from "./judge.ts";

/** Where what became of the events of a test is not what is expected. */
export type Difference =
  | {
      readonly about: "stored" | "captured";
      readonly expected: boolean;
      /** Those of the events of which it is not so. */
      readonly events: readonly JudgedEvent[];
      /** How many events there are. */
      readonly of: number;
    }
  | {
      readonly about: "alerts";
      readonly expected: readonly string[];
      readonly got: readonly string[];
      /** Expected, and nobody is told. */
      readonly missing: readonly string[];
      /** Not expected, and people are told. */
      readonly extra: readonly JudgedAlert[];
    }
  | { readonly about: "clouds"; readonly expected: readonly Cloud[]; readonly got: readonly Cloud[] };

const tests = { stored: isStored, captured: isAsked } as const;

const ofEvents = (about: keyof typeof tests, expected: boolean | undefined, { events }: Judged): Difference[] => {
  if (expected === undefined) return [];
  const others = events.filter(({ decision }) => tests[about](decision) !== expected);
  return others.length === 0 ? [] : [{ about, expected, events: others, of: events.length }];
};

const ofAlerts = (expected: readonly string[] | undefined, { alerts }: Judged): Difference[] => {
  if (expected === undefined) return [];
  const telling = alerts.filter(({ tells }) => tells);
  const got = [...new Set(telling.map(({ id }) => id))].sort();
  const missing = expected.filter((id) => !got.includes(id));
  const extra = telling.filter(({ id }) => !expected.includes(id));
  return missing.length + extra.length === 0 ? [] : [{ about: "alerts", expected, got, missing, extra }];
};

const ofClouds = (given: readonly Cloud[] | undefined, { events }: Judged): Difference[] => {
  if (given === undefined) return [];
  const isIn = (cloud: Cloud): boolean =>
    events.some(({ event, decision }) => event.cloud === cloud && isStored(decision));
  const [expected, got] = [clouds.filter((cloud) => given.includes(cloud)), clouds.filter(isIn)];
  return expected.join() === got.join() ? [] : [{ about: "clouds", expected, got }];
};

/** What of the expectation is not so: nothing where the test passes. */
export const compare = (expect: TestExpectation, judged: Judged): readonly Difference[] => [
  ...ofEvents("captured", expect.captured, judged),
  ...ofEvents("stored", expect.stored, judged),
  ...ofClouds(expect.clouds, judged),
  ...ofAlerts(expect.alerts, judged),
];
