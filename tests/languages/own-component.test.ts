// Does not prove that `pulumi` runs the example as a program of its own: its host of Node programs is not among what is built here.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ground, inlineStack, nameOf, openGround, resourcesOf } from "../engine/stacks.ts";
import { root } from "./language.ts";
import { succeed } from "./made.mjs";
import { nodejs } from "./nodejs.ts";

/** Runs the example's index.ts as an inline program of the Automation API. */
const runner = `
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import type * as example from "./index.js";

const program = async (): Promise<typeof example> => require("./index.js");

const main = async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ projectName: "test", stackName: "own", program });
  const { summary, outputs } = await stack.up();
  console.log(JSON.stringify({ changes: summary.resourceChanges, archives: outputs.archives?.value }));
};

main();
`;

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

it("a component of a user's own has an audit log for each team below it", async () => {
  const { check, command, env } = await nodejs();
  const folder = join(ground.folder, "program");
  // Its tsconfig.json stays behind: the check is stricter.
  for (const file of ["index.ts", "company-audit.ts"]) {
    cpSync(join(root, "examples", "own-component", file), join(folder, file));
  }
  expect(await check(runner, folder)).toEqual({ code: 0, output: "" });

  const said = await succeed(command(folder), { cwd: folder, env: { ...ground.env, ...env } });
  expect(JSON.parse(said.trim().split("\n").at(-1)!).archives).toEqual([
    expect.stringMatching(/^gs:\/\/payments-audit-archive-/),
    expect.stringMatching(/^gs:\/\/search-audit-archive-/),
  ]);

  const resources = await resourcesOf(await inlineStack(ground, "own", async () => {}, {}));
  const below = (type: string) =>
    resources
      .filter((one) => one.type === type)
      .map(({ urn, parent }) => [nameOf(urn), nameOf(parent!)])
      .sort();
  expect(below("auditlog:index:GcpAuditLog")).toEqual([
    ["payments-audit", "payments"],
    ["search-audit", "search"],
  ]);
  expect(below("gcp:storage/bucket:Bucket")).toEqual([
    ["payments-audit-archive", "payments-audit"],
    ["search-audit-archive", "search-audit"],
  ]);
});
