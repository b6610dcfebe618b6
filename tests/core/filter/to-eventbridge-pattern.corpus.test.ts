import { expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { read } from "./arbitrary-filter.ts";
import { delivered } from "./cloudtrail-events.ts";
import { derived, type Json, recorded } from "./cloudtrail-records.ts";

it(`the recorded calls were ${recorded.length > 0 ? "read" : "absent: nothing recorded was tested"}`, () => {
  expect([0, 339]).toContain(recorded.length);
});

it.each(derived)("an EventBridge pattern of %s says of recorded calls what the filter says, or more", (text) => {
  const filter = read(text);
  const { output, fidelity } = toEventBridgePatterns(filter);
  if (fidelity === "unsupported") return;
  const parsed = (output ?? []).map((pattern) => parseEventPattern(pattern).filter!);
  const matches = (native: Json): boolean => parsed.some((pattern) => matchesEventPattern(pattern, delivered(native)));
  const differing = recorded.filter((native) => {
    const asked = evaluate(filter, toCommonEvent(native) as CommonEvent);
    const got = matches(native);
    return got !== asked && (fidelity === "exact" || asked);
  });
  expect(differing).toEqual([]);
});
