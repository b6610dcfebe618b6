import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getSchema, withPlugin } from "../../bench/process.ts";
import { hostPlatform, nameOf } from "../../provider/package/platforms.ts";
import { fetchRuntime, pinnedRuntimes } from "../../provider/package/runtimes.ts";
import { archiveName, packageExecutable, packageScript } from "../../provider/package.ts";
import { folders } from "../../tools/environment.mjs";
import { findExecutable } from "../../tools/process.mjs";
import { type Ground, openGround, ownResources, resourcesOf, rootStack } from "./stacks.ts";

/** Does not prove that what is made for other platforms runs there: that is a step of the release, on each of them. */

const root = join(import.meta.dirname, "..", "..");
const committed = JSON.parse(readFileSync(join(root, "schema.json"), "utf8"));
const platform = hostPlatform();
if (platform === undefined) throw new Error(`there is no package for ${process.platform} on ${process.arch}`);

/** Threads have to find the program that they are of. */
const replayed = ["replay", "audit.yaml", "examples/events"] as const;

let folder: string;
let executable: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-packages-"));
  executable = await packageExecutable(platform);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The npm package as the release packs it, installed in an empty folder from nothing but its tarball. */
const installed = (name: string): string => {
  const [source, target] = [join(folder, `${name}-source`), join(folder, name)];
  execFileSync(process.execPath, [join(root, "tools", "npm-package.mjs"), source]);
  cpSync(join(root, "dist", "cli"), join(source, "cli"), { recursive: true });
  const packed = execFileSync("npm", ["pack", "--silent"], { cwd: source, encoding: "utf8" }).trim();
  mkdirSync(target);
  writeFileSync(join(target, "package.json"), "{}");
  execFileSync("npm", ["install", "--offline", "--no-audit", join(source, packed)], { cwd: target });
  return target;
};

const unpacked = (name: string, bytes: Buffer): string => {
  const target = join(folder, name);
  mkdirSync(target);
  writeFileSync(join(folder, `${name}.tar.gz`), bytes);
  execFileSync("tar", ["-xzf", join(folder, `${name}.tar.gz`), "-C", target]);
  return target;
};

describe("the self-contained plugin, unpacked into an empty folder on a PATH without Node", () => {
  let ground: Ground;
  let env: Record<string, string>;
  let program: string;
  beforeAll(() => {
    const plugin = unpacked("self-contained", executable);
    program = join(plugin, "pulumi-resource-auditlog");
    ground = openGround();
    // The stand-ins are scripts: they are told by AUDITLOG_NODE where theirs is.
    const path = [plugin, folders.sandbox, dirname(findExecutable("pulumi", ground.env.PATH)!)];
    env = { ...ground.env, PATH: path.join(delimiter) };
    ground.env = env;
  });
  const ownPath = process.env.PATH;
  afterAll(() => {
    process.env.PATH = ownPath;
    ground.clear();
  });

  it("deploys the demo, and changes nothing in a second up", async () => {
    expect(findExecutable("node", env.PATH)).toBeUndefined();
    // The Automation API looks for `pulumi` on the PATH of its own process.
    process.env.PATH = env.PATH;
    const stack = await rootStack(ground, "dev");
    expect((await stack.up()).summary.result).toBe("succeeded");
    expect(ownResources(await resourcesOf(stack)).length).toBeGreaterThanOrEqual(45);
    expect(Object.keys((await stack.up()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("is the command line too", () => {
    const call = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(program, args, { env, cwd: root, encoding: "utf8" });
      return { status, stdout, stderr };
    };
    expect(call("--version")).toEqual({ status: 0, stdout: `${committed.version}\n`, stderr: "" });
    expect(call("check", "audit.yaml")).toMatchObject({ status: 0, stderr: "" });
    expect(call(...replayed, "--threads", "2")).toEqual(call(...replayed, "--threads", "1"));
    expect(call(...replayed, "--threads", "2").stdout).toContain("audit.yaml on 101 events in 3 files");
    expect(call("chek", "audit.yaml")).toMatchObject({ status: 2, stdout: "" });
    expect(call("chek", "audit.yaml").stderr).toContain("chek is no command; did you mean check?");
  });

  it("does not listen to what the user's own Node is told", () => {
    const mistaken = { ...env, NODE_OPTIONS: "--require=/nowhere/hook.cjs" };
    expect(spawnSync(program, ["--version"], { env: mistaken, encoding: "utf8" }).stdout).toBe(
      `${committed.version}\n`,
    );
  });

  it("has the same bytes when it is made again", async () => {
    expect((await packageExecutable(platform)).equals(executable)).toBe(true);
  });
});

describe("a release", () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!);
      response.end(request.url!.endsWith(archiveName(nameOf(platform))) ? executable : undefined);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it("is found by Pulumi at the schema's download URL, and installed", async () => {
    const ground = openGround();
    const env = { ...ground.env, PATH: dirname(findExecutable("pulumi", ground.env.PATH)!) };
    const { version, pluginDownloadURL } = committed as { version: string; pluginDownloadURL: string };
    const place = new URL(pluginDownloadURL).pathname;
    // Not waited for in this thread, which serves the archive.
    const pulumi = async (...args: string[]) =>
      (await promisify(execFile)(join(env.PATH, "pulumi"), args, { env, timeout: 60_000, maxBuffer: 1 << 28 })).stdout;
    await pulumi("plugin", "install", "resource", "auditlog", `v${version}`, "--server", `${url}${decodeURI(place)}`);
    const file = archiveName(nameOf(platform));
    expect(asked).toEqual([`/auditlog-dev/pulumi-auditlog/releases/download/v${version}/${file}`]);
    expect(JSON.parse(await pulumi("plugin", "ls", "--json"))).toMatchObject([{ name: "auditlog", version }]);
    expect(JSON.parse(await pulumi("package", "get-schema", `auditlog@${version}`))).toEqual(committed);
    ground.clear();
  });
});

describe("the script plugin", () => {
  let script: string;
  beforeAll(() => {
    script = unpacked("script", packageScript());
  });

  const host = pinnedRuntimes.find((one) => one.package === platform.runtime)!.package;
  const nodes = pinnedRuntimes.filter((one) => one.package === host);

  it("is a download of 0.6 MB at most", () => {
    expect(packageScript().length).toBeLessThanOrEqual(600_000);
  });

  it.each(nodes)("starts on Node $version, and answers with the schema", async (node) => {
    const command = {
      program: join(script, "pulumi-resource-auditlog"),
      args: [],
      env: { AUDITLOG_NODE: join(await fetchRuntime(node), node.program), PATH: "/nowhere", XDG_CACHE_HOME: folder },
    };
    // The second start is from what the first has kept.
    for (const _ of [1, 2]) {
      expect(JSON.parse(await withPlugin(command, (port) => getSchema(port)))).toEqual(committed);
    }
  });

  it.each(nodes)("is the command line on Node $version", async (node) => {
    const env = {
      AUDITLOG_NODE: join(await fetchRuntime(node), node.program),
      PATH: "/nowhere",
      XDG_CACHE_HOME: folder,
    };
    const program = join(script, "pulumi-resource-auditlog");
    const { status, stdout, stderr } = spawnSync(program, ["check", "audit.yaml"], {
      env,
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("audit.yaml: ");
    const threads = spawnSync(program, [...replayed, "--threads", "2"], { env, cwd: root, encoding: "utf8" });
    expect([threads.status, threads.stderr]).toEqual([0, ""]);
    expect(threads.stdout).toContain("audit.yaml on 101 events in 3 files");
  });

  it.each(nodes)("comes with a command line for npm that runs on Node $version", async (node) => {
    const env = { XDG_CACHE_HOME: folder, PATH: "/nowhere" };
    const args = [join(root, "dist", "cli", "auditlog.cjs"), "check", "audit.yaml"];
    const program = join(await fetchRuntime(node), node.program);
    const { status, stdout, stderr } = spawnSync(program, args, { env, cwd: root, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("audit.yaml: ");
  });
});

describe("the npm package, installed in an empty folder", () => {
  let target: string;
  beforeAll(() => {
    target = installed("npm");
    writeFileSync(join(target, "audit.yaml"), "version: 1\nretention: { day: 400 }\n");
  });

  it.each(["pulumi-auditlog", "auditlog"])("is the command line that npx runs as %s", (name) => {
    const npx = (...args: string[]) =>
      spawnSync("npx", ["--offline", name, ...args], { cwd: target, encoding: "utf8" });
    expect(npx("--version").stdout.trim()).toBe(committed.version);
    const { status, stdout } = npx("check", "audit.yaml");
    expect(status).toBe(1);
    expect(stdout).toContain("audit.yaml:2:14: error: retention.day: the key day is not known; did you mean days?");
  });

  it("needs no other package", () => {
    expect(readdirSync(join(target, "node_modules")).filter((entry) => !entry.startsWith("."))).toEqual([
      "pulumi-auditlog",
    ]);
  });
});
