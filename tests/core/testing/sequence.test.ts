import { describe, expect, test } from "vitest";
import type { CommonEvent } from "../../../core/event/event.ts";
import { type Step, sequenceOf } from "../../../core/testing/sequence.ts";

const event = (time?: string): CommonEvent => ({
  cloud: "aws",
  category: "management",
  activities: [],
  operation: "RunInstances",
  actor: {},
  native: {},
  ...(time !== undefined && { time }),
});

const at = (seconds: number): CommonEvent =>
  event(`1970-01-01T00:${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}Z`);

describe("the seconds in which the events of a test happen", () => {
  test.each<[string, Step[], number[]]>([
    ["are their own", [{ events: [at(10), at(5)] }, { events: [at(7)] }], [10, 5, 7]],
    [
      "are those of the event before, where one says nothing",
      [{ events: [at(10), event()] }, { events: [event()] }],
      [10, 10, 10],
    ],
    ["begin anywhere, where none says anything", [{ events: [event(), event()] }], [0, 0]],
    ["are one apart, where a step is repeated", [{ events: [at(10)], repeat: 3 }], [10, 11, 12]],
    ["or as far as it says", [{ events: [at(10)], repeat: 3, everySeconds: 30 }], [10, 40, 70]],
    ["also not at all", [{ events: [at(10)], repeat: 2, everySeconds: 0 }], [10, 10]],
    [
      "repeat what a file holds as a whole",
      [{ events: [at(10), at(12)], repeat: 2, everySeconds: 60 }],
      [10, 12, 70, 72],
    ],
    [
      "follow what happened before by so many seconds, whatever the records say",
      [{ events: [at(10)] }, { events: [at(500), at(503)], afterSeconds: 60 }, { events: [event()], afterSeconds: 5 }],
      [10, 70, 73, 78],
    ],
    [
      "follow the last of a repetition",
      [
        { events: [at(0)], repeat: 3, everySeconds: 10 },
        { events: [at(0)], afterSeconds: 1 },
      ],
      [0, 10, 20, 21],
    ],
    ["are read from rows of tables too", [{ events: [event("1970-01-01 00:00:09.5")] }], [9]],
  ])("%s", (_, steps, seconds) => {
    expect(sequenceOf(steps).map(({ second }) => second)).toEqual(seconds);
  });
});
