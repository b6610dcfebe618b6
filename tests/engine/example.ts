import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as auto from "@pulumi/pulumi/automation/index.js";
import type { Ground } from "./stacks.ts";

const examples = join(import.meta.dirname, "..", "..", "examples");

/** The commands of an example's README, in order: what a reader types. */
export const commandsOf = (name: string): string[] => {
  const readme = readFileSync(join(examples, name, "README.md"), "utf8");
  return [...readme.matchAll(/^ {4}(pulumi .+)$/gm)].map(([, command]) => command!);
};

/** A copy of an example, in which a reader's commands can be run. */
export interface Example {
  /** Gives what the command printed. */
  run(command: string): string;
  stack(name: string): Promise<auto.Stack>;
}

// A preview asks before it goes on, and shows what the test looks up in the state.
const unattended = ["--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"];

export const openExample = (ground: Ground, name: string): Example => {
  const workDir = join(ground.folder, name);
  cpSync(join(examples, name), workDir, { recursive: true });
  return {
    run: (command) => {
      const [program, ...args] = command.split(" ");
      const deploys = ["up", "destroy"].includes(args[0]!);
      return execFileSync(program!, [...args, ...(deploys ? unattended : [])], {
        cwd: workDir,
        env: ground.env,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
    },
    stack: (stackName) => auto.LocalWorkspace.selectStack({ stackName, workDir }, { envVars: ground.env }),
  };
};
