import { describe, expect, test } from "vitest";
import { asksForRegions, withRegions } from "../../../core/compile/regions.ts";
import { filterText } from "../../../core/filter/text.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { answerTo } from "../properties/compiled.ts";

describe("the regions that a spec lists", () => {
  test.each([
    ['region in ["${regions}", "global"]', 'region in ["eu-west-1", "eu-west-3", "global"]'],
    [
      '!native.zone.startsWith("${regions}-")',
      '!(native.zone.startsWith("eu-west-1-") || native.zone.startsWith("eu-west-3-"))',
    ],
    ['operation == "regions"', 'operation == "regions"'],
  ])("stand in the place of their token in %s", (text, expected) => {
    expect(filterText(withRegions(read(text), ["eu-west-1", "eu-west-3"]))).toBe(expected);
  });

  test("are asked for by their token alone", () => {
    expect(['region == "${regions}"', 'region == "regions"'].map(asksForRegions)).toEqual([true, false]);
  });
});

test("a cloud without a list has nothing to tell of other regions, and one with a list has", () => {
  const alerts = { catalog: ["compute-outside-regions"], regions: { gcp: ["europe-west3"] } };
  const { compiled, errors } = answerTo({
    spec: { version: 1, alerts },
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-audit", location: "europe-west3" },
  });
  expect(errors).toEqual([]);
  expect([compiled.aws!, compiled.gcp!].map(({ rules }) => [rules[0]!.given, rules[0]!.native.length])).toEqual([
    ["nothing to tell: alerts.regions has no list for AWS", 0],
    ["log-based metric of the log bucket", 1],
  ]);
});
