import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, sdkKey, type Toolchain } from "./language.ts";
import { made, run, succeed } from "./made.mjs";

const node = process.execPath;
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

/** The npm package as it is published, installed beside programs. */
export const nodejs = async (): Promise<Toolchain> => {
  const builder = join(root, "tools", "npm-package.mjs");
  const key = [...sdkKey("nodejs"), readFileSync(builder), readFileSync(join(root, "package-lock.json"))];
  const sdk = await made("nodejs", key, async (folder) => {
    await succeed([node, builder, folder]);
  });
  return {
    source: "nodejs/program.ts",
    env: {},
    check: async (text, folder) => {
      install(sdk, join(folder, "node_modules"));
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
      writeFileSync(join(folder, "program.ts"), text);
      const strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--types", "node"];
      const modern = ["--module", "nodenext", "--target", "es2022", "--skipLibCheck"];
      return run([node, tsc, ...strict, ...modern, "program.ts"], { cwd: folder });
    },
    command: (folder) => [node, join(folder, "program.js")],
  };
};

/** With its peer, as npm would do it; what those need is found where they really are. */
const install = (sdk: string, modules: string): void => {
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  cpSync(sdk, join(modules, "pulumi-auditlog"), { recursive: true });
  symlinkSync(join(root, "node_modules", "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"));
  symlinkSync(join(root, "node_modules", "@types"), join(modules, "@types"));
};
