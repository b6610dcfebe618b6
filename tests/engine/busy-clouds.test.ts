import { afterAll, beforeAll, expect, it } from "vitest";
import { clouds } from "../../sandbox/clouds.ts";
import { AuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, openGround, ownResources, resourcesOf, standing } from "./stacks.ts";

/** Does not prove how long real clouds stay busy: their providers try again by themselves before they give up. */

let ground: Ground;
beforeAll(() => {
  ground = openGround({ AUDITLOG_SANDBOX_FAIL_EVERY: "3" });
});
afterAll(() => ground.clear());

/** Each goes on beside what fails, and makes two thirds of what can be made by then. */
const mostDeployments = 12;

it("clouds in which every third creation fails come up in the end, with nothing doubled", async () => {
  const stack = await inlineStack(ground, "busy", async () => {
    new AuditLog("audit", { ...everywhere, spec: { version: 1, evidence: "disposable" } });
  });
  let output = "";
  const results: string[] = [];
  while (results.at(-1) !== "succeeded" && results.length < mostDeployments) {
    const up = stack.up({ continueOnError: true, onOutput: (text) => (output += text) });
    const result = up.then(({ summary }) => summary.result);
    results.push(await result.catch(() => "failed"));
  }
  expect([results[0], results.at(-1)]).toEqual(["failed", "succeeded"]);
  for (const { busy } of Object.values(clouds)) expect(output).toContain(`${busy.name}: ${busy.message}`);
  const made = ownResources(await resourcesOf(stack)).filter(({ custom }) => custom);
  expect(standing(ground)).toEqual(made.map(({ type, id }) => `${type} ${id}`).sort());
  const { summary } = await stack.up();
  expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
});
