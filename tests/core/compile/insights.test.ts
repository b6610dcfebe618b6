import { describe, expect, test } from "vitest";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { answerTo } from "../properties/compiled.ts";

const placements = {
  aws: { aws: { region: "eu-central-1" } },
  gcp: { gcp: { project: "acme-audit", location: "europe-west3" } },
  azure: { azure: { location: "westeurope" } },
} as const satisfies Record<Cloud, object>;

const answer = (cloud: Cloud, capture: SpecOverrides["capture"]) => {
  const { compiled } = answerTo({ spec: { version: 1, capture }, ...placements[cloud] });
  const found = compiled[cloud]!;
  const row = found.coverage.find(({ rule }) => rule === "capture.insights");
  const issues = found.issues
    .filter(({ code }) => code.includes("insights"))
    .map(({ severity, code }) => [severity, code]);
  return { compiled: found, row, issues };
};

const both = ["apiCallRate" as const, "apiErrorRate" as const];

test.each(clouds)("nobody who asks for no insights is answered about them on %s", (cloud) => {
  expect(answer(cloud, {})).toMatchObject({ row: undefined, issues: [] });
  expect(answer(cloud, { insights: [] })).toMatchObject({ row: undefined, issues: [] });
});

describe("on AWS", () => {
  const trailOf = (capture: SpecOverrides["capture"]) =>
    answerTo({ spec: { version: 1, capture }, ...placements.aws }).compiled.aws!.blueprint;

  test("the trail of management events looks for what is asked, and not that of data events", () => {
    const { trail, dataTrail } = trailOf({ insights: both, data: [{ service: "functions" }] });
    expect(trail.insightSelectors).toEqual([
      { insightType: "ApiCallRateInsight" },
      { insightType: "ApiErrorRateInsight" },
    ]);
    expect(Object.keys(dataTrail!)).not.toContain("insightSelectors");
    expect(Object.keys(trailOf({}).trail)).not.toContain("insightSelectors");
  });

  test("what is asked twice is looked for once", () => {
    expect(trailOf({ insights: ["apiErrorRate", "apiErrorRate"] }).trail.insightSelectors).toEqual([
      { insightType: "ApiErrorRateInsight" },
    ]);
  });

  test("coverage says what it costs", () => {
    const { row, issues } = answer("aws", { insights: both });
    expect(row).toMatchObject({
      asked: "apiCallRate,apiErrorRate (spec)",
      given: "CloudTrail Insights, ApiCallRateInsight and ApiErrorRateInsight",
      fidelity: "exact",
    });
    expect(row!.reason).toContain("twice");
    expect(issues).toEqual([["notice", "aws-insights-billed"]]);
  });

  test.each(['category != "data"', 'access == "write"'])(
    "a trail without the events that it would look among can't: %s",
    (when) => {
      const exclude = [{ name: "all-others", when, reason: "elsewhere" }];
      const { row, issues } = answer("aws", { insights: both, data: [{ service: "functions" }], exclude });
      expect([row!.fidelity, issues]).toEqual(["unsupported", [["error", "insights-not-captured"]]]);
    },
  );
});

describe.each(["gcp", "azure"] as const)("on %s", (cloud) => {
  test("there are none: an error, or a gap where the spec allows one", () => {
    const refused = answer(cloud, { insights: both });
    expect([refused.row!.fidelity, refused.issues]).toEqual(["unsupported", [["error", "insights-not-captured"]]]);
    const allowed = answer(cloud, { insights: both, bestEffort: ["insights"] });
    expect([allowed.row!.fidelity, allowed.issues]).toEqual(["unsupported", [["warning", "insights-gap"]]]);
  });
});
