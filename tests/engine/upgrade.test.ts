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

/** What had to be replaced all the same: no store, no key, nothing that stands between events and them. */
const replaced: { readonly [version: string]: readonly string[] } = {
  // Alerts about the audit log's role go by its name, which is its own since then. The new role is made first.
  "0.1.0-before-alerts": [
    "aws:iam/role:Role audit-aws-delivery",
    "aws:iam/rolePolicy:RolePolicy audit-aws-delivery-policy",
  ],
};

/** Its urn and id, in the order of the urns. */
const identities = async (stack: Stack): Promise<string[]> =>
  (await resourcesOf(stack))
    .filter(({ id }) => id !== undefined)
    .map(({ urn, id }) => `${urn} ${id}`)
    .sort();

/** The identities of what is neither a provider nor to be replaced, by the version that has deployed it. */
const lasting = async (stack: Stack, version: string): Promise<string[]> =>
  (await identities(stack)).filter(
    (identity) =>
      !identity.startsWith("urn:pulumi:prod::audit::pulumi:providers:") &&
      !replaced[version]?.some((one) => identity.includes(`$${one.replace(" ", "::")} `)),
  );

describe.each(versions)("a stack that version %s has deployed", (version) => {
  it("is updated by its own program, and nothing evidential is replaced or deleted", async () => {
    const stack = await restore(ground, version, "prod");
    const before = await lasting(stack, version);
    const stood = standing(ground).length;
    const steps = Object.entries(await previewSteps(stack));
    expect(steps.filter(([, op]) => op !== "same" && op !== "update").map(([name]) => name)).toEqual(replaced[version]);
    await stack.up();
    expect(await lasting(stack, version)).toEqual(before);
    expect(standing(ground)).toHaveLength(stood);
    expect(Object.keys((await stack.up()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("is brought to today's program, and nothing evidential is replaced or deleted", async () => {
    const stack = await restore(ground, version, "prod");
    const before = await lasting(stack, version);
    const root = join(import.meta.dirname, "..", "..");
    for (const file of ["Pulumi.yaml", "Pulumi.prod.yaml", "audit.yaml"]) {
      cpSync(join(root, file), join(stack.workspace.workDir, file));
    }
    const { summary } = await stack.up();
    expect(summary.resourceChanges).toMatchObject({ replace: replaced[version]?.length });
    expect(summary.resourceChanges).not.toHaveProperty("delete");
    const after = await identities(stack);
    expect(before.filter((one) => !after.includes(one))).toEqual([]);
  });
});
