import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, capture } from "../../tools/process.mjs";
import type { Platform } from "./platforms.ts";
import { signAdHoc } from "./sign-ad-hoc.ts";
import { stripElf } from "./strip-elf.ts";

/**
 * Makes one file of a Node.js and the plugin's bundle, in Node's format of single executables. What V8 compiles is not in it:
 * that would be for this machine's processor alone, and other bytes in each build; start.cjs keeps it where it runs.
 */
export async function buildExecutable(node: string, plugin: string, os: Platform["os"]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-executable-"));
  try {
    const output = join(folder, "executable");
    const runtime = join(folder, "runtime");
    const original = readFileSync(node);
    writeFileSync(runtime, os === "linux" ? stripElf(original) : original, { mode: 0o755 });
    const config = join(folder, "sea.json");
    const settings = {
      main: join(plugin, "start.cjs"),
      // Threads of it start by start.cjs too.
      assets: { "auditlog.cjs": join(plugin, "auditlog.cjs"), "start.cjs": join(plugin, "start.cjs") },
      executable: runtime,
      output,
      disableExperimentalSEAWarning: true,
      useCodeCache: false,
      // NODE_OPTIONS of the user's own Node, such as a --require, are not for this program.
      execArgvExtension: "none",
    };
    writeFileSync(config, JSON.stringify(settings));
    const command = [process.execPath, `--build-sea=${config}`];
    const { code, outcome, all } = await capture(command);
    if (code !== 0) throw new CommandError(command, outcome, all);
    const built = readFileSync(output);
    return os === "darwin" ? signAdHoc(built, "pulumi-resource-auditlog") : built;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
