import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import { lingering, running, showsProcesses } from "./processes.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  refusedOutput,
  resourcesOf,
  settingsOf,
  standing,
} from "./stacks.ts";

/** Does not prove what becomes of a creation that a real cloud completes after the engine is gone. */

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

const program = async (): Promise<void> => {
  new AuditLog("audit", { ...everywhere, spec: { version: 1, evidence: "disposable" } });
};

const open = (name: string): Promise<Stack> => inlineStack(ground, name, program);

/** Not the stack's own, nor a provider, whose reports come before anything is in a cloud. */
const isInCloud = (type: string): boolean => !type.startsWith("pulumi:");

/** Runs `interrupt` once, when the clouds have so many resources; what the deployment then says. */
const interrupted = (stack: Stack, after: number, interrupt: () => void, signal?: AbortSignal): Promise<string> => {
  let made = 0;
  return refusedOutput((onOutput) =>
    stack.up({
      onOutput,
      ...(signal && { signal }),
      onEvent: ({ resOutputsEvent }) => {
        if (resOutputsEvent === undefined || !isInCloud(resOutputsEvent.metadata.type)) return;
        made += 1;
        if (made === after) interrupt();
      },
    }),
  );
};

/** What the engine takes for created, as the clouds know it. */
const inState = async (stack: Stack): Promise<string[]> =>
  ownResources(await resourcesOf(stack))
    .filter(({ custom }) => custom)
    .map(({ type, id }) => `${type} ${id}`)
    .sort();

/** The next deployment ends in what one without interruption makes, and the one after that changes nothing. */
const expectRecovery = async (stack: Stack): Promise<void> => {
  const { summary } = await stack.up();
  expect(summary.result).toBe("succeeded");
  expect(await inState(stack)).toEqual(standing(ground));
  const names = ownResources(await resourcesOf(stack)).map(({ type, urn }) => `${type} ${nameOf(urn)}`);
  expect(new Set(names).size).toBe(names.length);
  const again = await stack.up();
  expect(Object.keys(again.summary.resourceChanges!)).toEqual(["same"]);
  await stack.destroy();
  expect(standing(ground)).toEqual(settingsOf("acme-test"));
};

describe.runIf(showsProcesses)("the plugin is killed in the middle of a deployment", () => {
  it.each([3, 30])("after %i resources: it fails soon, and the next one completes it", async (after) => {
    const stack = await open(`killed-${after}`);
    let killed: number[] = [];
    const output = await interrupted(stack, after, () => {
      killed = running("auditlog.cjs");
      for (const pid of killed) process.kill(pid, "SIGKILL");
    });
    expect(killed).toHaveLength(1);
    expect(output).toMatch(/error: .*auditlog/);
    expect(await lingering("sandbox.cjs")).toEqual([]);
    // Nothing that the clouds have is missing in the state: nothing has to be looked for by hand.
    expect(await inState(stack)).toEqual(standing(ground));
    expect(standing(ground).length).toBeGreaterThan(0);
    await expectRecovery(stack);
  });
});

describe("a deployment is cancelled", () => {
  it("by an interrupt: it ends soon, leaves no process, and the next one completes it", async () => {
    const stack = await open("interrupted");
    const controller = new AbortController();
    const output = await interrupted(stack, 20, () => controller.abort(), controller.signal);
    expect(output).toMatch(/cancel/i);
    expect([await lingering("auditlog.cjs"), await lingering("sandbox.cjs")]).toEqual([[], []]);
    expect(await inState(stack)).toEqual(standing(ground));
    await expectRecovery(stack);
  });
});
