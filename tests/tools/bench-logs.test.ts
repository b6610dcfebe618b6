import { expect, it } from "vitest";
import { cloudTrailLines } from "../../bench/logs/cloudtrail.ts";
import { toCommonEvent } from "../../core/event/common-event.ts";
import type { CommonEvent } from "../../core/event/event.ts";

const linesOf = (seed: number, count: number): string[] => {
  const lines = cloudTrailLines(seed);
  return Array.from({ length: count }, () => lines.next().value as string);
};

const eventOf = (line: string): CommonEvent => {
  const event = toCommonEvent(JSON.parse(line));
  if ("rejected" in event) throw new Error(`${event.rejected}: ${line}`);
  return event;
};

it("the lines that replay is measured on are the same for the same seed", () => {
  expect(linesOf(1, 500)).toEqual(linesOf(1, 500));
  expect(linesOf(2, 500)).not.toEqual(linesOf(1, 500));
});

it("they are events, as different from one another as an organization's are", () => {
  const events = linesOf(20_260_701, 5_000).map(eventOf);
  const different = (of: (event: CommonEvent) => unknown): number => new Set(events.map(of)).size;
  expect(different(({ id }) => id)).toBe(5_000);
  expect(different(({ account }) => account)).toBeGreaterThan(80);
  expect(different(({ operation }) => operation)).toBeGreaterThan(60);
  expect(different(({ sourceIp }) => sourceIp)).toBeGreaterThan(1_000);
  expect(different(({ actor }) => actor.id)).toBeGreaterThan(1_500);
  expect(different(({ time }) => time)).toBe(50);
});
