import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { stubPlugin } from "../../provider/bundle/stubs.ts";

/** Does not prove how long a start takes, nor how much memory it needs: `npm run bench` measures that. */

const root = join(import.meta.dirname, "..", "..");

/** The modules that a file loads with itself. */
const loadedWith = async (...files: string[]): Promise<Set<string>> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files,
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    outdir: "unwritten",
    plugins: [stubPlugin(root)],
  });
  const loaded = new Set(files);
  for (const file of loaded) {
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? []) {
      if (kind !== "dynamic-import" && !external) loaded.add(path);
    }
  }
  return loaded;
};

test("the plugin starts without what reads and compiles specs, and without the clouds' SDKs", async () => {
  const loaded = [...(await loadedWith("provider/main.ts", "provider/serve.ts"))];
  expect(loaded.length).toBeGreaterThan(100);
  const late =
    /^node_modules\/(?:zod|yaml|re2js|@bufbuild|@pulumi\/(?:aws|gcp|azure-native))\/|^core\/(?:catalog|compile|filter|plan|spec)\//;
  expect(loaded.filter((file) => late.test(file))).toEqual([]);
});
