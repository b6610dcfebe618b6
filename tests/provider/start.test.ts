import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Does not prove how much time is saved: `npm run bench` measures that. */

/** In the form that a bundle has. */
const bundleOf = (program: string): string =>
  `(function (exports, require, module, __filename, __dirname) {${program}\n})`;

const toy = `
console.log(JSON.stringify({ args: process.argv.slice(2), file: __filename, folder: __dirname, os: require("os").EOL }));
setTimeout(() => {}, 1500);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-start-"));
  copyFileSync(join(import.meta.dirname, "..", "..", "provider", "bundle", "start.cjs"), join(folder, "start.cjs"));
  writeFileSync(join(folder, "toy.cjs"), bundleOf(toy));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (cacheHome = join(folder, "cache")): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const env = { ...process.env, XDG_CACHE_HOME: cacheHome };
    const child = spawn(process.execPath, [join(folder, "start.cjs"), "toy.cjs", "one", "--two"], { env });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => (output.stdout += text));
    child.stderr.on("data", (text) => (output.stderr += text));
    child.on("close", (code) => done({ code, ...output }));
  });

const said = { args: ["one", "--two"], file: "", folder: "", os: "\n" };
const expected = () => ({
  code: 0,
  stdout: `${JSON.stringify({ ...said, file: join(folder, "toy.cjs"), folder })}\n`,
  stderr: "",
});

const compiled = () => join(folder, "cache", "auditlog", "compiled");

describe("start.cjs", () => {
  it("runs the bundle with the arguments after its name, and keeps what was compiled", async () => {
    expect(await start()).toEqual(expected());
    expect(readdirSync(compiled())).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it("has what is loaded late loaded before it keeps what was compiled", async () => {
    writeFileSync(join(folder, "toy.cjs"), bundleOf(`${toy}exports.load = async () => console.log("late");`));
    const { stdout } = await start();
    expect(stdout.split("\n").slice(1)).toEqual(["late", ""]);
    expect(readdirSync(compiled())).toHaveLength(1);
    expect((await start()).stdout.split("\n").slice(1)).toEqual([""]);
  });

  it("starts from what it kept, without writing it again", async () => {
    await start();
    const [name] = readdirSync(compiled()) as [string];
    const old = new Date("2026-01-01");
    utimesSync(join(compiled(), name), old, old);
    const kept = readFileSync(join(compiled(), name));
    expect(await start()).toEqual(expected());
    expect(readFileSync(join(compiled(), name))).toEqual(kept);
  });

  it("takes no harm from a file in the cache that is not what it kept, and replaces it", async () => {
    await start();
    const [name] = readdirSync(compiled()) as [string];
    writeFileSync(join(compiled(), name), "not code");
    expect(await start()).toEqual(expected());
    expect(readFileSync(join(compiled(), name), "utf8")).not.toBe("not code");
  });

  it("starts where nothing can be kept", async () => {
    writeFileSync(join(folder, "in-the-way"), "");
    expect(await start(join(folder, "in-the-way"))).toEqual(expected());
  });

  it("keeps another bundle under another name, and forgets what is a month old", async () => {
    await start();
    const [first] = readdirSync(compiled()) as [string];
    const old = new Date(Date.now() - 40 * 24 * 3600 * 1000);
    utimesSync(join(compiled(), first), old, old);
    writeFileSync(join(folder, "toy.cjs"), bundleOf(`${toy}// changed`));
    await start();
    const names = readdirSync(compiled());
    expect(names).toHaveLength(1);
    expect(names).not.toContain(first);
  });
});
