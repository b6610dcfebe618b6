import { describe, expect, it } from "vitest";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { read } from "./arbitrary-filter.ts";
import { delivered } from "./cloudtrail-events.ts";
import { type Json, record } from "./cloudtrail-records.ts";
import { hostile, questionsAbout } from "./hostile.ts";

const matches = (filter: string, event: Json): boolean => {
  const { output = [] } = toEventBridgePatterns(read(filter));
  return output.some((pattern) => matchesEventPattern(parseEventPattern(pattern).filter!, delivered(event)));
};

describe("a value is data, not syntax", () => {
  it.each(Object.entries(hostile))("%s", (_name, value) => {
    for (const [filter, matching, failing] of questionsAbout("native.userAgent", value)) {
      if (filter.includes("contains") && value.includes("*")) continue;
      expect(toEventBridgePatterns(read(filter)).fidelity, filter).toBe("exact");
      expect(matching.map((one) => matches(filter, record(one)))).toEqual(matching.map(() => true));
      expect(failing.map((one) => matches(filter, record(one)))).toEqual(failing.map(() => false));
    }
  });

  it("of letters that EventBridge folds as we do", () => {
    expect(matches('userAgent == "GRÖSSE жук"', record("grösse ЖУК"))).toBe(true);
    expect(toEventBridgePatterns(read('userAgent == "Größe"')).issues.map(({ params }) => params)).toEqual([
      { target: "EventBridge", purpose: "match", lacks: ["no case of such letters"] },
    ]);
  });
});

it("two conditions on a list may be met by two of its elements", () => {
  const filter = 'native.resources.type == "AWS::S3::Object" && native.resources.type == "AWS::S3::Bucket"';
  const ofTypes = (...types: string[]): Json => ({ ...record("x"), resources: types.map((type) => ({ type })) });
  expect(matches(filter, ofTypes("AWS::S3::Object", "AWS::S3::Bucket"))).toBe(true);
  expect(matches(filter, ofTypes("AWS::S3::Bucket", "AWS::S3::Object"))).toBe(true);
  expect(matches(filter, ofTypes("AWS::KMS::Key"))).toBe(false);
});

describe("what doesn't fit the 2,048 characters of a pattern", () => {
  const named = (length: number): string => `native.eventName == "${"a".repeat(length)}"`;
  const frame = '{"detail-type":[{"suffix":" via CloudTrail"}],"detail":{"eventName":[""]}}'.length;

  it("fits to the last character", () => {
    const { output, fidelity } = toEventBridgePatterns(read(named(2_048 - frame)));
    expect(fidelity).toBe("exact");
    expect(output?.map((pattern) => JSON.stringify(pattern).length)).toEqual([2_048]);
  });

  it("is refused from one more on, if it is one value", () => {
    const { output, fidelity, issues } = toEventBridgePatterns(read(named(2_049 - frame)));
    expect(output).toBeUndefined();
    expect(fidelity).toBe("unsupported");
    expect(issues.map(({ code, severity, params }) => ({ code, severity, params }))).toEqual([
      {
        code: "rule-too-long",
        severity: "error",
        params: { target: "EventBridge", found: 2_049, max: 2_048, unit: "characters" },
      },
    ]);
  });

  it("is split, if it is a list of values", () => {
    const names = Array.from({ length: 150 }, (_, index) => `Operation${index}`);
    const list = names.map((name) => JSON.stringify(name)).join(", ");
    const { output, fidelity, issues } = toEventBridgePatterns(read(`operation in [${list}]`));
    expect(fidelity).toBe("exact");
    expect(issues.map(({ code, severity, params }) => ({ code, severity, params }))).toEqual([
      { code: "rule-split", severity: "notice", params: { target: "EventBridge", count: 4, unit: "rule" } },
    ]);
    const asked = output?.flatMap((pattern) => (pattern.detail as { eventName: unknown[] }).eventName);
    expect(asked).toEqual(names.map((name) => ({ "equals-ignore-case": name })));
    expect(output?.every((pattern) => JSON.stringify(pattern).length <= 2_048)).toBe(true);
  });

  it("is refused with a value of 10,000 characters", () => {
    expect(toEventBridgePatterns(read(named(10_000))).issues.map(({ code }) => code)).toEqual(["rule-too-long"]);
  });

  it("is refused with more alternatives than anybody reads", () => {
    const any = (first: string): string =>
      `(${Array.from({ length: 15 }, (_, at) => `native.requestParameters.${first}${at} == "x"`).join(" || ")})`;
    expect(toEventBridgePatterns(read(`${any("a")} && ${any("b")}`)).issues.map(({ params }) => params)).toEqual([
      { target: "EventBridge", purpose: "match", lacks: ["no more than 200 alternatives"] },
    ]);
  });
});

describe("what is compared by case", () => {
  const texts = (filter: string): unknown =>
    toEventBridgePatterns(read(filter)).issues.flatMap(({ code, params }) =>
      code === "rule-by-case" ? [params.texts] : [],
    );

  it.each([
    ['userAgent.contains("Terraform")', [["*Terraform*"]]],
    ['userAgent.contains("5.1")', []],
    ['userAgent.startsWith("Terraform")', []],
    ['!userAgent.startsWith("Terraform")', [["Terraform*"]]],
    ['!(userAgent.startsWith("Terraform") || userAgent == "Max")', [["Terraform*", "Max"]]],
    ['!(userAgent in ["Terraform", "Max"])', []],
    ['native.userAgent.contains("Terraform")', []],
  ])("is told of %s", (filter, found) => {
    expect(texts(filter)).toEqual(found);
  });
});

it("no alternative asks for nothing that the others ask for beside it", () => {
  // Found by the property tests: what one alternative leaves to another can make it cover a third.
  const filter =
    '((native.eventName.like("*ObjectPut") && has(native.userIdentity.userName)) || outcome != "success") && ' +
    '(!(native.errorCode == "AccessDenied") || error == "NoSuchKey" || native.userIdentity.userName.startsWith("M")) && ' +
    '!error.like("x.Unaut*ized")';
  const { output = [], fidelity } = toEventBridgePatterns(read(filter));
  expect([output.length, fidelity]).toEqual([1, "exact"]);
  expect(output.flatMap((pattern) => parseEventPattern(pattern).problems ?? [])).toEqual([]);
});
