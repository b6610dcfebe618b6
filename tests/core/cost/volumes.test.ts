import { describe, expect, test } from "vitest";
import { readCount, volumesWith } from "../../../core/cost/volumes.ts";

describe("a count, as people write it", () => {
  test.each<[string, number]>([
    ["0", 0],
    ["250000", 250_000],
    ["250k", 250_000],
    ["1.1M", 1_100_000],
    ["1.5m", 1_500_000],
    ["2B", 2_000_000_000],
    ["0.001k", 1],
  ])("%s is %d", (text, count) => expect(readCount(text)).toBe(count));

  test.each([
    "",
    "ten",
    "-1",
    "1.5",
    "0.0001k",
    "1e6",
    "1,000",
    "1 M",
    "1MM",
    "Infinity",
    "NaN",
    ".5M",
    "99999999999999999",
    "999999999999999B",
  ])("%j is none", (text) => expect(readCount(text)).toBeUndefined());
});

test("what is not given is what is usual", () => {
  expect(volumesWith({ data: 0, accounts: 7 })).toEqual({
    management: 5_000_000,
    data: 0,
    accounts: 7,
    regions: 3,
    alerts: 100,
    forwarded: 10_000,
    "other-trails": 0,
  });
});
