import { describe, expect, test } from "vitest";
import { editDistance, nearestOf } from "../../../core/contract/nearest.ts";

test.each<[string, string, number]>([
  ["", "", 0],
  ["", "days", 4],
  ["days", "", 4],
  ["days", "days", 0],
  ["days", "day", 1],
  ["day", "days", 1],
  ["days", "dais", 1],
  ["days", "dasy", 1],
  ["kitten", "sitting", 3],
  ["governance", "goverance", 1],
  ["ab", "ba", 1],
  ["abc", "cab", 2],
  ["abcd", "badc", 2],
])("%j becomes %j by %i edits", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

const specKeys = ["version", "capture", "retention", "encryption", "alerts", "evidence", "acknowledgeIrreversible"];

describe("a misspelt word is taken for the nearest known one", () => {
  test.each<[string, readonly string[], string | undefined]>([
    ["retntion", specKeys, "retention"],
    ["Retention", specKeys, "retention"],
    ["RETENTION", specKeys, "retention"],
    ["encrytpion", specKeys, "encryption"],
    ["acknowledge_irreversible", specKeys, "acknowledgeIrreversible"],
    ["acknowledge-irreversible", specKeys, "acknowledgeIrreversible"],
    ["searchable days", ["days", "searchableDays"], "searchableDays"],
    ["al", ["all", "write"], "all"],
    ["day", ["days", "searchableDays"], "days"],
    ["governence", ["none", "governance", "compliance"], "governance"],
    ["bananas", specKeys, undefined],
    ["", specKeys, undefined],
    ["x", [], undefined],
    // A third of the known word's letters may be wrong, and no more.
    ["captXXe", ["capture"], "capture"],
    ["capXXXe", ["capture"], undefined],
    ["as", ["aws"], "aws"],
    ["sa", ["aws"], undefined],
  ])("%j of %j is %j", (word, known, nearest) => {
    expect(nearestOf(word, known)).toBe(nearest);
  });
});

test("the nearest wins over a nearer in the list", () => {
  expect(nearestOf("region", ["regional", "region"])).toBe("region");
});

test("of equally near words the first is taken", () => {
  expect(nearestOf("cap", ["cat", "car"])).toBe("cat");
  expect(nearestOf("cap", ["car", "cat"])).toBe("car");
});

test("a word of more than 64 characters is compared with nothing", () => {
  const known = ["a".repeat(64)];
  expect(nearestOf("a".repeat(64), known)).toBe(known[0]);
  expect(nearestOf("a".repeat(65), known)).toBeUndefined();
});
