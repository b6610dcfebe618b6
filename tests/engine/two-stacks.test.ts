import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, openGround, ownResources, resourcesOf, standing } from "./stacks.ts";

/** Does not prove that two people may deploy one stack at a time: Pulumi's own lock of a stack sees to that. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

it("two stacks come up at the same time in the same accounts, each with its own, and go at the same time", async () => {
  const open = (name: string, days: number) =>
    inlineStack(ground, name, async () => {
      const spec = { version: 1, evidence: "disposable", retention: { days, searchableDays: 30 } };
      new AuditLog(`audit-${name}`, { ...everywhere, spec });
    });
  const stacks = [await open("north", 1001), await open("south", 1002)] as const;
  const results = await Promise.all(stacks.map((stack) => stack.up()));
  expect(results.map(({ summary }) => summary.result)).toEqual(["succeeded", "succeeded"]);
  const made = await Promise.all(
    stacks.map(async (stack) => ownResources(await resourcesOf(stack)).filter(({ custom }) => custom)),
  );
  const ids = made.flat().map(({ type, id }) => `${type} ${id}`);
  expect(standing(ground)).toEqual([...new Set(ids)].sort());
  // What a project has only one of: which services are enabled, and whether reads of its administration are logged.
  const shared = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => id.split(" ")[0]);
  expect([...new Set(shared)].sort()).toEqual([
    "gcp:projects/iAMAuditConfig:IAMAuditConfig",
    "gcp:projects/service:Service",
  ]);
  const days = made.map((resources) => [...new Set(JSON.stringify(resources).match(/\b100[12]\b/g))]);
  expect(days).toEqual([["1001"], ["1002"]]);
  await Promise.all(stacks.map((stack) => stack.destroy()));
  expect(standing(ground)).toEqual([]);
});
