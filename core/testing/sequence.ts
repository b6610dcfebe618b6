import type { CommonEvent } from "../event/event.ts";
import { instantOf } from "../replay/instant.ts";

/** A part of a sequence, with its records read. */
export interface Step {
  readonly events: readonly CommonEvent[];
  readonly repeat?: number | undefined;
  readonly everySeconds?: number | undefined;
  readonly afterSeconds?: number | undefined;
}

/** An event, and the second since 1970 in which a test has it happen. */
export interface Happening {
  readonly event: CommonEvent;
  readonly second: number;
}

/** When the events of a step happen by their own words: one that says nothing happens with the one before it. */
const ownTimes = (events: readonly CommonEvent[], before: number): Happening[] => {
  let last = before;
  return events.map((event) => {
    last = instantOf(event.time)?.second ?? last;
    return { event, second: last };
  });
};

const secondsOf = (step: Step, before: number): Happening[] => {
  const { events, repeat = 1, everySeconds = 1, afterSeconds } = step;
  const once = ownTimes(events, before);
  const shift = afterSeconds === undefined || once.length === 0 ? 0 : before + afterSeconds - once[0]!.second;
  return Array.from({ length: repeat }, (_, round) =>
    once.map(({ event, second }) => ({ event, second: second + shift + round * everySeconds })),
  ).flat();
};

/** The events of a test in the order in which it has them, each with its second. */
export const sequenceOf = (steps: readonly Step[]): readonly Happening[] => {
  const all: Happening[] = [];
  for (const step of steps) all.push(...secondsOf(step, all.at(-1)?.second ?? 0));
  return all;
};
