import { describe, expect, it } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import type { Issue } from "../../../core/contract/issues.ts";
import { limits } from "../../../core/contract/limits.ts";
import { mostSelectorValues } from "../../../core/filter/to-cloudtrail-selectors.ts";
import { planned } from "./planned.ts";

const tooLong = (issues: readonly Issue[]): readonly Issue[] => issues.filter(({ code }) => code === "rule-too-long");

describe("The rules of a spec together stay within what a cloud takes", () => {
  const perCapture = limits.dataResources.max;
  /** Buckets in as few captures as have room for them: a trail's selectors for each. */
  const ofBuckets = (count: number) => {
    const data = Array.from({ length: Math.ceil(count / perCapture) }, (_, capture) => ({
      service: "storage" as const,
      resources: Array.from(
        { length: Math.min(perCapture, count - capture * perCapture) },
        (_, index) => `bucket-${capture}-${index}`,
      ),
    }));
    return compileAws(...planned("aws", { capture: { data } }, { region: "eu-west-1" }));
  };

  // Of each of ten captures the category, the type and the trail's own two buckets.
  const room = mostSelectorValues - 10 * 4;

  it("values of a trail's selectors", () => {
    expect(tooLong(ofBuckets(room).issues)).toEqual([]);
    expect(tooLong(ofBuckets(room + 1).issues)).toEqual([
      {
        code: "rule-too-long",
        severity: "error",
        path: ["capture", "data", 9],
        params: { target: "A trail's event selectors", found: 501, max: 500, unit: "values" },
      },
    ]);
  });

  const { max } = limits.exclusions;
  const ofExclusions = (count: number, parts: number) => {
    const operations = Array.from({ length: parts * 200 }, (_, index) => `operation-${index}-${"a".repeat(50)}`);
    const exclude = Array.from({ length: count }, (_, index) => ({
      name: `rule-${index}`,
      when:
        index === 0 ? `operation in [${operations.map((one) => JSON.stringify(one)).join(", ")}]` : 'service == "a"',
      reason: "noise",
    }));
    const placement = { project: "acme-audit", location: "europe-west3" };
    return compileGcp(...planned("gcp", { capture: { exclude } }, placement));
  };

  it("exclusions of a sink, of which a long filter takes several", () => {
    expect(ofExclusions(max, 1).blueprint.sinks.exclusions).toHaveLength(max);
    expect(tooLong(ofExclusions(max, 1).issues)).toEqual([]);
    const { blueprint, issues } = ofExclusions(max, 2);
    expect(blueprint.sinks.exclusions).toHaveLength(max + 1);
    expect(blueprint.sinks.exclusions.slice(0, 3).map(({ name }) => name)).toEqual(["rule-0", "rule-0_2", "rule-1"]);
    expect(tooLong(issues)).toEqual([
      {
        code: "rule-too-long",
        severity: "error",
        path: ["capture", "exclude", max - 1, "when"],
        params: { target: "a sink of Cloud Logging", found: max + 1, max, unit: "exclusions" },
      },
    ]);
  });
});
