import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { edits } from "../../provider/bundle/edits.ts";
import { writeLaunchers } from "../../provider/bundle/launchers.ts";
import { refuseUnwanted, requireStubs, stubs } from "../../provider/bundle/stubs.ts";
import { bundlePlugin, bundleSandbox, requireAscii } from "../../provider/bundle.ts";
import { root } from "./scratch.ts";

const toy = `
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider/index.js";

async function misuse() {
  const uses = [
    async () => pulumi.automation.LocalWorkspace,
    async () => new pulumi.dynamic.Resource({} as never, "a", {}),
    async () => pulumi.runtime.serializeFunction(() => Bucket),
  ];
  for (const use of uses) await use().catch((error: Error) => console.log(error.message));
}

console.error(JSON.stringify(process.argv.slice(2)));
if (process.argv[2] === "misuse") misuse();
else provider.main({ version: "0.1.0", schema: "{}" }, process.argv.slice(2));
`;

let folder: string;
beforeAll(async () => {
  // Below the checkout, where the toy finds its imports.
  mkdirSync(join(root, "dist"), { recursive: true });
  folder = mkdtempSync(join(root, "dist", "bundle-test-"));
  writeFileSync(join(folder, "main.ts"), toy);
  await bundlePlugin({ entry: join(folder, "main.ts"), folder: join(folder, "plugin") });
  await bundleSandbox({ entry: join(folder, "main.ts"), folder: join(folder, "sandbox") });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = { AUDITLOG_NODE: process.execPath, PATH: "/usr/bin:/bin" };

/** Starts a plugin as the engine does, and gives its first line, once it has printed it. */
function firstLines(program: string, args: readonly string[]): Promise<{ port: string; argv: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env: node });
    let argv = "";
    child.stderr.on("data", (text) => (argv += text));
    child.stdout.once("data", (text) => {
      child.kill();
      done({ port: String(text).trim(), argv: argv.trim() });
    });
    child.on("error", fail);
    child.on("close", (code) => fail(new Error(`ended with ${code}: ${argv}`)));
  });
}

describe("the plugin's bundle", () => {
  test("consists of the launchers, the program and the licences", () => {
    expect(readdirSync(join(folder, "plugin")).sort()).toEqual([
      "THIRD-PARTY-LICENSES.txt",
      "auditlog.cjs",
      "pulumi-resource-auditlog",
      "pulumi-resource-auditlog.cmd",
      "start.cjs",
    ]);
  });

  test("starts from a link to its launcher, in an empty folder, and prints its port", async () => {
    const link = join(mkdtempSync(join(tmpdir(), "auditlog-link-")), "pulumi-resource-auditlog");
    symlinkSync(join(folder, "plugin", "pulumi-resource-auditlog"), link);
    const { port, argv } = await firstLines(link, ["127.0.0.1:1", "-v=9", "a b"]);
    expect(port).toMatch(/^\d+$/);
    expect(argv).toBe('["127.0.0.1:1","-v=9","a b"]');
  });

  test("refuses what was left out of it with a sentence", () => {
    const launcher = join(folder, "plugin", "pulumi-resource-auditlog");
    const { stdout } = spawnSync(launcher, ["misuse"], { env: node, encoding: "utf8" });
    expect(stdout.split("\n")).toEqual([
      "The Automation API is not part of this bundle",
      "A dynamic provider is not part of this bundle",
      "Serializing functions is not part of this bundle",
      "",
    ]);
  });

  test("carries the licence of each bundled package, the shared texts once", () => {
    const licences = readFileSync(join(folder, "plugin", "THIRD-PARTY-LICENSES.txt"), "utf8");
    expect(licences).toMatch(/^@grpc\/grpc-js \S+ \(Apache-2\.0\)$/m);
    expect(licences).toMatch(/^@pulumi\/pulumi \S+ \(Apache-2\.0\)$/m);
    expect(licences).not.toMatch(/^(typescript|source-map-support) /m);
    const texts = licences.split(/^=+$/m).filter((_, index) => index > 0 && index % 2 === 0);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe("the sandbox's bundle", () => {
  test.each(["aws", "gcp", "azure-native"])("has a launcher that passes %s first", async (cloud) => {
    const { argv } = await firstLines(join(folder, "sandbox", `pulumi-resource-${cloud}`), ["127.0.0.1:1"]);
    expect(argv).toBe(`["${cloud}","127.0.0.1:1"]`);
  });
});

describe("a launcher", () => {
  test("says what to install where there is no Node", () => {
    const launcher = join(folder, "plugin", "pulumi-resource-auditlog");
    const run = spawnSync(launcher, [], { env: { ...node, AUDITLOG_NODE: "/nowhere/node" }, encoding: "utf8" });
    expect({ status: run.status, stderr: run.stderr }).toEqual({
      status: 1,
      stderr:
        "pulumi-resource-auditlog needs Node.js 20 or newer, and there is no /nowhere/node on the PATH: https://nodejs.org\n",
    });
  });

  test("says what to install where Node is too old", () => {
    const old = join(folder, "old");
    mkdirSync(old);
    writeLaunchers(old, "missing.cjs", { plugin: [] });
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });";
    writeFileSync(join(old, "pretend.cjs"), pretend);
    const env = { ...node, NODE_OPTIONS: `--require=${join(old, "pretend.cjs")}` };
    const run = spawnSync(join(old, "plugin"), [], { env, encoding: "utf8" });
    expect({ status: run.status, stderr: run.stderr }).toEqual({
      status: 1,
      stderr: `auditlog needs Node.js 20 or newer, and ${process.execPath} is 18.20.8: https://nodejs.org\n`,
    });
  });
});

describe("the check of the stubs", () => {
  const inputs = Object.fromEntries(
    [...Object.keys(stubs), ...Object.keys(edits)].map((path) => [`node_modules/${path}`, { bytes: 1, imports: [] }]),
  );

  test("passes where each stub replaced a file", () => {
    expect(() => requireStubs({ inputs, outputs: {} })).not.toThrow();
    expect(() => refuseUnwanted({ inputs, outputs: {} })).not.toThrow();
  });

  test("fails where a stub replaced nothing", () => {
    const { "node_modules/@pulumi/pulumi/automation/index.js": _, ...rest } = inputs;
    expect(() => requireStubs({ inputs: rest, outputs: {} })).toThrow(
      "no longer loaded, so that a part of provider/bundle/stubs.ts or edits.ts is in vain: @pulumi/pulumi/automation/index.js",
    );
  });

  test("fails where the compiler comes in by another way", () => {
    const more = { ...inputs, "node_modules/typescript/lib/typescript.js": { bytes: 1, imports: [] } };
    expect(() => refuseUnwanted({ inputs: more, outputs: {} })).toThrow(
      "bundled, but of no use in a provider: typescript; stub it in provider/bundle/stubs.ts",
    );
  });
});

test("a bundle of ASCII alone is one byte for each character in memory: another character is refused, with where it is", () => {
  expect(() => requireAscii(Buffer.from("/[\\u201c]/~"))).not.toThrow();
  expect(() => requireAscii(Buffer.from("let quotes = /[\u201c]/;"))).toThrow(
    "the bundle has a character beyond ASCII, which is to be written as \\u0000: let quotes = /[\u201c]/;",
  );
});
