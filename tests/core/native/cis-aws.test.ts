import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../../core/catalog/examples/aws.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { type Control, controls, delivery, denied, type Json } from "./cis-aws-events.ts";

const matches = (pattern: string, record: Json): boolean => {
  const { filter, problems } = parseFilterPattern(pattern);
  expect(problems, pattern).toBeUndefined();
  return matchesFilterPattern(filter!, record);
};

const matched = (pattern: string, records: readonly Json[]): readonly Json[] =>
  records.filter((record) => matches(pattern, record));

/** The names in a pattern that a record's is compared with, for equality. */
const namesIn = (pattern: string): string[] =>
  [...pattern.matchAll(/\$\.eventName = (\w+)/g)].map(([, name]) => name!).sort();

describe("the CIS AWS metric filter", () => {
  it.each(controls)("$id matches $about, and not what is near", ({ pattern, matching, nearMisses }) => {
    expect(matched(pattern, matching)).toEqual(matching);
    expect(matched(pattern, nearMisses)).toEqual([]);
  });

  it.each(controls)("$id is tried on each name that it has, and on two near misses or more", (control) => {
    const names = new Set(control.matching.map(({ eventName }) => eventName));
    const listed = namesIn(control.pattern);
    if (listed.length > 0) expect([...names].sort()).toEqual(listed);
    expect(control.nearMisses.length).toBeGreaterThanOrEqual(2);
  });

  it.each(controls.filter(({ pattern }) => pattern.includes("$.eventSource = ")))(
    "$id doesn't match its names where another service has them",
    ({ pattern, matching }) => {
      const elsewhere = matching.map((record) => ({ ...record, eventSource: "other.amazonaws.com" }));
      expect(matched(pattern, elsewhere)).toEqual([]);
    },
  );

  it("exists for fifteen controls, 5.1 to 5.15", () => {
    expect(controls.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, index) => `5.${index + 1}`));
  });
});

describe("the CIS AWS metric filter 5.1, where && binds before ||,", () => {
  const { pattern } = controls[0]!;
  /** As it is often copied: the exceptions are then of the second error code alone. */
  const withoutParentheses = pattern.replace("((", "(").replace("))", ")");
  const denials: readonly Json[] = [
    denied("s3", "HeadBucket", "Client.UnauthorizedOperation"),
    denied("s3", "PutObject", "Client.UnauthorizedOperation", delivery),
    denied("s3", "HeadBucket", "AccessDenied"),
    denied("s3", "PutObject", "AccessDenied", delivery),
    denied("s3", "PutObject", "AccessDenied"),
    call("s3", "PutObject"),
  ];

  it("needs its outer parentheses for its exceptions to be of both error codes", () => {
    expect(withoutParentheses).toBe(
      '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    );
    expect(denials.map((record) => matches(pattern, record))).toEqual([false, false, false, false, true, false]);
    expect(denials.map((record) => matches(withoutParentheses, record))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});

const published = resolve(import.meta.dirname, "../../../../shared/facts/cis-aws-metric-filters.json");

it.skipIf(!existsSync(published))("the patterns here are those that scanners look for, to the letter", () => {
  const texts = JSON.parse(readFileSync(published, "utf8")) as { cis: string; pattern: string }[];
  const own = controls.map(({ id, pattern }: Control) => ({ cis: id, pattern }));
  expect(own).toEqual(texts.map(({ cis, pattern }) => ({ cis, pattern })));
});
