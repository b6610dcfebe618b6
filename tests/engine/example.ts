import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import * as auto from "@pulumi/pulumi/automation/index.js";
import { unattended } from "../../tools/example.mjs";
import type { Ground } from "./stacks.ts";

/** A copy of an example, in which a reader's commands can be run. */
export interface Example {
  /** Gives what the command printed. */
  run(command: string): string;
  stack(name: string): Promise<auto.Stack>;
}

export const openExample = (ground: Ground, name: string): Example => {
  const workDir = join(ground.folder, name);
  cpSync(join(import.meta.dirname, "..", "..", "examples", name), workDir, { recursive: true });
  return {
    run: (command) => {
      const [program, ...args] = command.split(" ");
      return execFileSync(program!, unattended(args), {
        cwd: workDir,
        env: ground.env,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
    },
    stack: (stackName) => auto.LocalWorkspace.selectStack({ stackName, workDir }, { envVars: ground.env }),
  };
};
