import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFlags } from "./cli.mjs";
import { keptBy, renderKept, renderReport } from "./demo-report.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { ensureEngine } from "./engine.mjs";
import { engineEnvironment, pluginPaths, projectEnvironment } from "./environment.mjs";
import { exampleNames, runExample } from "./example.mjs";
import { attach, CommandError, capture, main, root, SetupError } from "./process.mjs";

const usage = `Deploys the root Pulumi.yaml on the real Pulumi engine, against stand-ins of the three clouds on this machine.

  npm run demo                        deploy the stack dev
  npm run demo -- --stack prod        deploy another one: dev, staging or prod
  npm run demo -- --destroy           take the stack down, and list what is kept on purpose
  npm run demo -- --example NAME      run the commands of an example's README: ${exampleNames().join(", ")}
  npm run demo -- --reset             forget every stack, and everything in the stand-ins

No account is needed, and nothing leaves this machine. State and stand-ins are kept in .demo/.`;

const folder = join(root, ".demo");
const project = join(folder, "project");
const programFiles = /^(?:Pulumi(?:\.[a-z]+)?|audit)\.yaml$/;

await main(async () => {
  const { values } = parseFlags(process.argv.slice(2), {
    stack: { type: "string", default: "dev" },
    example: { type: "string" },
    destroy: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  });
  if (values.help) return void console.log(usage);
  checkStack(values.stack);
  checkExample(values.example);
  if (values.reset) return void reset();
  await ensureDependencies();
  const engine = await ensureEngine();
  const bundled = await attach([projectNode(), "provider/bundle.ts"], { env: projectEnvironment() });
  if (bundled !== 0) return bundled;
  if (values.example) return runExample(values.example, { folder: join(folder, "examples", values.example), engine });
  const pulumi = await openStack(engine, values.stack);
  return values.destroy ? destroy(pulumi) : deploy(pulumi, values.stack);
});

function checkStack(name) {
  const stacks = readdirSync(root).flatMap((file) => /^Pulumi\.([a-z]+)\.yaml$/.exec(file)?.[1] ?? []);
  if (!stacks.includes(name)) throw new SetupError(`There is no stack ${name}: give ${stacks.join(", ")}.`);
}

function checkExample(name) {
  if (name === undefined || exampleNames().includes(name)) return;
  throw new SetupError(`There is no example ${name}: give ${exampleNames().join(", ")}.`);
}

function reset() {
  rmSync(folder, { recursive: true, force: true });
  console.log("Every stack of the demo is forgotten, and the stand-ins are empty.");
}

async function openStack(engine, stack) {
  copyProgram(stack);
  const env = engineEnvironment({ state: join(folder, "state"), sandbox: join(folder, "clouds"), engine: engine.path });
  const run = (onLine, ...args) =>
    capture([engine.pulumi, "--non-interactive", ...args], { cwd: project, env, onLine });
  await succeed(run(() => {}, "stack", "select", "--create", stack));
  return { show: (...args) => run(showLine, ...args), capture: (...args) => run(() => {}, ...args) };
}

/** What is run is a copy of the program, because Pulumi writes the salt of a stack's secrets into the stack's file. */
function copyProgram(stack) {
  const salt = saltOf(join(project, `Pulumi.${stack}.yaml`));
  mkdirSync(project, { recursive: true });
  for (const file of readdirSync(root).filter((name) => programFiles.test(name))) {
    writeFileSync(join(project, file), readFileSync(join(root, file)));
  }
  appendFileSync(join(project, `Pulumi.${stack}.yaml`), salt);
  appendFileSync(join(project, "Pulumi.yaml"), pluginPaths());
}

function saltOf(file) {
  return existsSync(file) ? (/^encryptionsalt:.*\n/m.exec(readFileSync(file, "utf8"))?.[0] ?? "") : "";
}

/** Each resource once: not also that it is being worked on. */
function showLine(line) {
  if (!/^@ |^ *[-+~]+ .*(?:creating|updating|deleting) \(|^ *$/.test(line)) console.log(line);
}

async function succeed(running) {
  const result = await running;
  if (result.code !== 0) throw new CommandError(["pulumi"], result.outcome, result.all);
  return result;
}

async function deploy(pulumi, stack) {
  console.log(`pulumi up, stack ${stack}, against the stand-ins of AWS, Google Cloud and Azure on this machine:\n`);
  const { code } = await pulumi.show("up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress");
  if (code !== 0) return code;
  const { stdout } = await succeed(pulumi.capture("stack", "output", "--json"));
  const outputs = JSON.parse(stdout);
  console.log(renderReport(outputs));
  const again = stackFlag(stack) && ` --${stackFlag(stack)}`;
  console.log(`\nRun it again: npm run demo${again}\nTake it down: npm run demo -- --destroy${stackFlag(stack)}`);
  return 0;
}

async function destroy(pulumi) {
  const { stdout } = await succeed(pulumi.capture("stack", "export"));
  const kept = keptBy(JSON.parse(stdout));
  const { code } = await pulumi.show("destroy", "--yes", "--skip-preview", "--suppress-progress");
  if (code !== 0) return code;
  console.log(renderKept(kept));
  return 0;
}

function stackFlag(stack) {
  return stack === "dev" ? "" : ` --stack ${stack}`;
}
