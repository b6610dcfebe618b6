import { expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { toCloudWatchFilterPattern } from "../../../core/filter/to-cloudwatch-filter-pattern.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { read } from "./arbitrary-filter.ts";
import { derived, type Json, recorded } from "./cloudtrail-records.ts";

it(`the recorded calls were ${recorded.length > 0 ? "read" : "absent: nothing recorded was tested"}`, () => {
  expect([0, 339]).toContain(recorded.length);
});

it.each(derived)("a CloudWatch filter pattern of %s says of recorded calls what the filter says, or more", (text) => {
  const filter = read(text);
  const { output, fidelity } = toCloudWatchFilterPattern(filter);
  if (fidelity === "unsupported") return;
  const parsed = output === undefined ? undefined : parseFilterPattern(output).filter!;
  const matches = (native: Json): boolean => parsed !== undefined && matchesFilterPattern(parsed, native);
  const differing = recorded.filter((native) => {
    const asked = evaluate(filter, toCommonEvent(native) as CommonEvent);
    const got = matches(native);
    return got !== asked && (fidelity === "exact" || asked);
  });
  expect(differing).toEqual([]);
});
