import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { engineEnvironment, pluginPaths } from "./environment.mjs";
import { attach, root } from "./process.mjs";

const examples = join(root, "examples");

const isYaml = (name) => {
  const project = join(examples, name, "Pulumi.yaml");
  return existsSync(project) && /^runtime: yaml$/m.test(readFileSync(project, "utf8"));
};

/** Those that need no language host but YAML's, which is built with the engine. */
export const exampleNames = () => readdirSync(examples).filter(isYaml).sort();

/** The `pulumi` commands of an example's README, in order: what a reader types. */
export function readmeCommands(name) {
  const readme = readFileSync(join(examples, name, "README.md"), "utf8");
  return [...readme.matchAll(/^ {4}(pulumi .+)$/gm)].map(([, command]) => command);
}

/** Runs them from the beginning, against stand-ins that hold nothing yet. */
export async function runExample(name, { folder, engine }) {
  rmSync(folder, { recursive: true, force: true });
  const project = join(folder, "project");
  cpSync(join(examples, name), project, { recursive: true });
  appendFileSync(join(project, "Pulumi.yaml"), pluginPaths());
  const env = engineEnvironment({ state: join(folder, "state"), sandbox: join(folder, "clouds"), engine: engine.path });
  for (const command of readmeCommands(name)) {
    console.log(`\n$ ${command}`);
    const [, ...args] = command.split(" ");
    const code = await attach([engine.pulumi, "--non-interactive", ...unattended(args)], { cwd: project, env });
    if (code !== 0) return code;
  }
  return 0;
}

/** Without the preview, which asks before it goes on. */
export function unattended(args) {
  const deploys = ["up", "destroy"].includes(args[0]);
  return deploys ? [...args, "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"] : args;
}
