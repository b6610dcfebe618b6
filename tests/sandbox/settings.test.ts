import { expect, it } from "vitest";
import { failEvery, metricDelaySeconds, storeFolder } from "../../sandbox/settings.ts";

it("keeps the clouds in the user's choice of a folder, then in the cache of the user", () => {
  expect(storeFolder({ AUDITLOG_SANDBOX: "/x", XDG_CACHE_HOME: "/c" })).toBe("/x");
  expect(storeFolder({ XDG_CACHE_HOME: "/c" })).toBe("/c/auditlog/sandbox");
  expect(storeFolder({})).toMatch(/\/\.cache\/auditlog\/sandbox$/);
});

it("lets a metric be unknown for three seconds, or for as long as the user says", () => {
  expect(metricDelaySeconds({})).toBe("3");
  expect(metricDelaySeconds({ AUDITLOG_SANDBOX_METRIC_DELAY_SECONDS: "0" })).toBe("0");
});

it("fails no creation of itself, and every third on request", () => {
  expect(failEvery({})).toBeUndefined();
  expect(failEvery({ AUDITLOG_SANDBOX_FAIL_EVERY: "" })).toBeUndefined();
  expect(failEvery({ AUDITLOG_SANDBOX_FAIL_EVERY: "3" })).toBe(3);
});

it.each(["0", "-3", "1.5", "three", "3 "])("says what to give instead of %j", (given) => {
  expect(() => failEvery({ AUDITLOG_SANDBOX_FAIL_EVERY: given })).toThrow(
    new Error(`AUDITLOG_SANDBOX_FAIL_EVERY is "${given}"; give a whole number from 1 on, such as 3`),
  );
});
