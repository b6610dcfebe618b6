import { describe, expect, it } from "vitest";
import { toCloudWatchFilterPattern } from "../../../core/filter/to-cloudwatch-filter-pattern.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { read } from "./arbitrary-filter.ts";
import { type Json, record } from "./cloudtrail-records.ts";
import { hostile, questionsAbout } from "./hostile.ts";

const matches = (filter: string, event: Json): boolean => {
  const { output } = toCloudWatchFilterPattern(read(filter));
  return output !== undefined && matchesFilterPattern(parseFilterPattern(output).filter!, event);
};

describe("a value is data, not syntax", () => {
  const plain = Object.entries(hostile).filter(([, value]) => !value.includes("*"));
  const starred = Object.entries(hostile).filter(([, value]) => value.includes("*"));

  it.each(plain)("%s", (_name, value) => {
    for (const [filter, matching, failing] of questionsAbout("native.userAgent", value)) {
      expect(toCloudWatchFilterPattern(read(filter)).fidelity, filter).toBe("exact");
      expect(matching.map((one) => matches(filter, record(one)))).toEqual(matching.map(() => true));
      expect(failing.map((one) => matches(filter, record(one)))).toEqual(failing.map(() => false));
    }
  });

  it.each(starred)("%s, which is a wildcard at an end: then more is matched", (_name, value) => {
    const filter = `native.userAgent == ${JSON.stringify(value)}`;
    const isAtEnd = value.startsWith("*") || value.endsWith("*");
    expect(toCloudWatchFilterPattern(read(filter)).fidelity).toBe(isAtEnd ? "wider" : "exact");
    expect(matches(filter, record(value))).toBe(true);
    expect(matches(filter, record("other"))).toBe(false);
  });
});

describe("what doesn't fit the 1,024 characters of a pattern", () => {
  const named = (length: number): string => `native.eventName == "${"a".repeat(length)}"`;
  const frame = "{ $.eventName =  }".length;

  it("fits to the last character", () => {
    const { output, fidelity } = toCloudWatchFilterPattern(read(named(1_024 - frame)));
    expect(fidelity).toBe("exact");
    expect(output?.length).toBe(1_024);
  });

  it.each([1_025, 10_000])("is refused with %i", (length) => {
    const { output, fidelity, issues } = toCloudWatchFilterPattern(read(named(length - frame)));
    expect(output).toBeUndefined();
    expect(fidelity).toBe("unsupported");
    expect(issues.map(({ code, severity, params }) => ({ code, severity, params }))).toEqual([
      {
        code: "rule-too-long",
        severity: "error",
        params: { target: "CloudWatch Logs", found: length, max: 1_024, unit: "characters" },
      },
    ]);
  });

  it("is refused, not split: an event that two patterns match would be counted twice", () => {
    const list = Array.from({ length: 60 }, (_, index) => JSON.stringify(`Operation${index}`)).join(", ");
    expect(toCloudWatchFilterPattern(read(`operation in [${list}]`)).issues.map(({ code }) => code)).toEqual([
      "rule-too-long",
    ]);
  });
});

describe("what is compared by case", () => {
  const texts = (filter: string): unknown =>
    toCloudWatchFilterPattern(read(filter)).issues.flatMap(({ code, params }) =>
      code === "rule-by-case" ? [params.texts] : [],
    );

  it.each([
    ['operation == "createuser"', []],
    ['operation == "MyOwnOperation"', [["MyOwnOperation"]]],
    ['operation.startsWith("Create")', [["Create*"]]],
    ['service == "IAM.amazonaws.com" && region == "EU-Central-1"', []],
    ['actor.id == "arn:aws:iam::111122223333:user/decrypt"', [["arn:aws:iam::111122223333:user/decrypt"]]],
    ['sourceIp == "10.1.2.3"', []],
    ['category == "data"', []],
    ['native.eventName == "MyOwnOperation"', []],
  ])("is told of %s, unless it is known how AWS spells it", (filter, found) => {
    expect(texts(filter)).toEqual(found);
  });

  it("is written as AWS spells it", () => {
    expect(
      ['operation == "createuser"', 'service == "IAM.amazonaws.com"', 'region.startsWith("EU-")'].map(
        (filter) => toCloudWatchFilterPattern(read(filter)).output,
      ),
    ).toEqual(["{ $.eventName = CreateUser }", '{ $.eventSource = "iam.amazonaws.com" }', '{ $.awsRegion = "eu-*" }']);
  });

  it("is not spelled otherwise where it is no name of an operation", () => {
    expect(toCloudWatchFilterPattern(read('error == "createuser"')).output).toBe(
      "{ ($.errorCode = createuser) || (($.errorCode NOT EXISTS) && ($.errorMessage = createuser)) }",
    );
  });
});
