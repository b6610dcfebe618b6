import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createScratch, root, type Scratch } from "./scratch.ts";

const packages = {
  "": { name: "project" },
  "node_modules/node": { version: "26.10.0", integrity: "sha512-node", dev: true },
  "node_modules/yaml": { version: "2.9.1", integrity: "sha512-yaml" },
  "node_modules/other-platform": { version: "1.0.0", integrity: "sha512-other", optional: true },
};
const { "": _, "node_modules/other-platform": __, ...installed } = packages;

// What npm says of scripts that it doesn't run and of Node versions is noise: the project brings its own Node.
const installs = `
echo "npm $*" >> "$LOG"
echo "npm warn EBADENGINE Unsupported engine" >&2
mkdir -p node_modules/node/bin
printf '#!/bin/sh\\n' > node_modules/node/bin/node
chmod +x node_modules/node/bin/node`;

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
  writeJson("package-lock.json", { packages });
});
afterEach(() => scratch.remove());

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(join(scratch.folder, path)), { recursive: true });
  writeFileSync(join(scratch.folder, path), JSON.stringify(value));
}

/** As if the user had run npm by hand. */
function installByHand(present: object): void {
  writeJson("node_modules/.package-lock.json", { packages: present });
  const node = join(scratch.folder, "node_modules/node/bin/node");
  mkdirSync(dirname(node), { recursive: true });
  writeFileSync(node, "#!/bin/sh\n", { mode: 0o755 });
}

function ensure(env = {}) {
  const [setup, runner] = ["setup.mjs", "process.mjs"].map((file) => pathToFileURL(join(root, "tools", file)).href);
  const script = `
    import { ensureDependencies } from "${setup}";
    import { main } from "${runner}";
    await main(() => ensureDependencies(${JSON.stringify(scratch.folder)}));`;
  return scratch.node(["--input-type=module", "--eval", script], env);
}

const ci = "npm ci --include=dev --include=optional --no-audit --no-fund";

describe("dependencies", () => {
  test("are installed with those for development where there are none, and npm's warnings are not shown", async () => {
    scratch.program("npm", installs);
    expect(await ensure({ NODE_ENV: "production", npm_config_omit: "dev" })).toEqual({
      code: 0,
      stdout: "",
      stderr: "Installing the npm dependencies (about a minute, once).\n",
    });
    expect(scratch.log()).toEqual([ci]);
  });

  test("are installed once", async () => {
    scratch.program("npm", installs);
    await ensure();
    expect(await ensure()).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(scratch.log()).toEqual([ci]);
  });

  test("are installed once by two runs at the same time", async () => {
    scratch.program("npm", `sleep 0.5\n${installs}`);
    const outcomes = await Promise.all([ensure(), ensure()]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(scratch.log()).toEqual([ci]);
  });

  test("are installed again when package-lock.json has changed", async () => {
    scratch.program("npm", installs);
    await ensure();
    writeJson("package-lock.json", { packages: { ...packages, "node_modules/zod": { version: "4.6.7" } } });
    expect((await ensure()).code).toBe(0);
    expect(scratch.log()).toEqual([ci, ci]);
  });

  test("that npm, run by hand, already installed are kept", async () => {
    installByHand(installed);
    expect(await ensure()).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test.each([
    ["without those for development", { "node_modules/yaml": installed["node_modules/yaml"] }],
    [
      "from another package-lock.json",
      { ...installed, "node_modules/yaml": { version: "2.9.0", integrity: "sha512-old" } },
    ],
    ["with more than package-lock.json lists", { ...installed, "node_modules/ts-node": { version: "10.9.2" } }],
  ])("that were installed by hand %s are installed again", async (_title, present) => {
    scratch.program("npm", installs);
    installByHand(present);
    expect((await ensure()).code).toBe(0);
    expect(scratch.log()).toEqual([ci]);
  });

  test("that can't be installed end the run with npm's own words, and are tried again", async () => {
    scratch.program("npm", "echo 'npm error code ENOTFOUND' >&2; exit 1");
    const { code, stderr } = await ensure();
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Installing the npm dependencies (about a minute, once).\n\n" +
        `The command failed (exit code 1): ${ci}\n\nnpm error code ENOTFOUND\n`,
    );
    scratch.program("npm", installs);
    expect((await ensure()).code).toBe(0);
  });

  test("without a Node that starts end the run with what to do", async () => {
    scratch.program("npm", "mkdir node_modules");
    const { code, stderr } = await ensure();
    expect(code).toBe(1);
    expect(stderr).toContain(
      "\nnpm installed the dependencies, but not the Node that this project runs on: its install script did not run. " +
        "Allow it with `npm rebuild node --ignore-scripts=false`, then run this again.\n",
    );
  });

  test("on a machine without npm end the run with what to install", async () => {
    expect(await ensure()).toEqual({
      code: 1,
      stdout: "",
      stderr: "\nnpm is not on the PATH. Install Node 20 or newer, which brings it: https://nodejs.org\n",
    });
  });
});
