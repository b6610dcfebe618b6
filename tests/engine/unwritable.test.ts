import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, openGround, refusedOutput, resourcesOf, standing } from "./stacks.ts";

/** Does not prove what a disk does that fills up in the middle of a deployment. A file stands where a folder is wanted: so the super-user can't write there either. */

let ground: Ground;
let blocked: string;
beforeEach(() => {
  ground = openGround();
  blocked = join(ground.folder, "a-file");
  writeFileSync(blocked, "");
});
afterEach(() => ground.clear());

const program = async (): Promise<void> => {
  new AuditLog("audit", { ...everywhere, spec: { version: 1, evidence: "disposable" } });
};

describe("where nothing can be written", () => {
  it("but the state, a deployment works: no cache, no home and no folder for temporary files is needed", async () => {
    const nowhere = join(blocked, "nowhere");
    for (const name of ["XDG_CACHE_HOME", "HOME", "TMPDIR"]) ground.env[name] = nowhere;
    const stack = await inlineStack(ground, "no-cache", program);
    const { summary, stderr } = await stack.up();
    expect([summary.result, stderr]).toEqual(["succeeded", ""]);
    const again = await stack.up();
    expect(Object.keys(again.summary.resourceChanges!)).toEqual(["same"]);
  });

  it("by the sandbox, it says so, with what to do", async () => {
    ground.env.AUDITLOG_SANDBOX = blocked;
    const stack = await inlineStack(ground, "no-sandbox", program);
    const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
    const said = ["aws", "gcp", "azure-native"].map(
      (cloud) =>
        `The sandbox can't write to ${join(blocked, cloud)} (ENOTDIR): set AUDITLOG_SANDBOX to another folder.`,
    );
    // The first one that fails ends the deployment.
    expect(said.filter((one) => output.includes(`error: ${one}\n`))).not.toEqual([]);
  });

  it("by Pulumi, it says where, and nothing is made in the clouds", async () => {
    const stack = await inlineStack(ground, "no-state", program);
    const state = join(ground.folder, "state");
    rmSync(state, { recursive: true });
    writeFileSync(state, "");
    const output = await refusedOutput((onOutput) => stack.up({ onOutput, onError: onOutput }));
    expect(output).toContain(state);
    expect(standing(ground)).toEqual([]);
    expect(await resourcesOf(stack).catch(String)).toContain(state);
  });
});
