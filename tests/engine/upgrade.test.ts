import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ground, openGround, previewSteps, resourcesOf, standing } from "./stacks.ts";
import { restore } from "./upgrades/restore.ts";

/** Does not prove that a cloud provider's own upgrade replaces nothing: the stand-ins have one version. */

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

const versions = readdirSync(join(import.meta.dirname, "upgrades"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Its urn and id, in the order of the urns. */
const identities = async (stack: Stack): Promise<string[]> =>
  (await resourcesOf(stack))
    .filter(({ id }) => id !== undefined)
    .map(({ urn, id }) => `${urn} ${id}`)
    .sort();

const isProvider = (identity: string): boolean => identity.startsWith("urn:pulumi:prod::audit::pulumi:providers:");

describe.each(versions)("a stack that version %s has deployed", (version) => {
  it("is updated by its own program, and nothing of it is replaced or deleted", async () => {
    const stack = await restore(ground, version, "prod");
    const [before, stood] = [await identities(stack), standing(ground)];
    const steps = await previewSteps(stack);
    expect([...new Set(Object.values(steps))].sort()).toEqual(["same", "update"]);
    const { summary } = await stack.up();
    expect(Object.keys(summary.resourceChanges!).sort()).toEqual(["same", "update"]);
    expect((await identities(stack)).filter((one) => !isProvider(one))).toEqual(
      before.filter((one) => !isProvider(one)),
    );
    expect(standing(ground)).toEqual(stood);
    expect(Object.keys((await stack.up()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("is brought to today's program, and nothing of it is replaced or deleted", async () => {
    const stack = await restore(ground, version, "prod");
    const before = (await identities(stack)).filter((one) => !isProvider(one));
    const root = join(import.meta.dirname, "..", "..");
    for (const file of ["Pulumi.yaml", "Pulumi.prod.yaml", "audit.yaml"]) {
      cpSync(join(root, file), join(stack.workspace.workDir, file));
    }
    const { summary } = await stack.up();
    expect(Object.keys(summary.resourceChanges!).sort()).toEqual(["create", "same", "update"]);
    const after = await identities(stack);
    expect(before.filter((one) => !after.includes(one))).toEqual([]);
  });
});
