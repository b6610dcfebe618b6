import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Records what `npm run demo -- --stack prod` has deployed, as the state from which later versions are upgraded to:
 *
 *     node tests/engine/upgrades/record.ts VERSION
 */

const [version] = process.argv.slice(2);
if (version === undefined) throw new Error("give the version that has deployed it");

const root = join(import.meta.dirname, "..", "..", "..");
const project = join(root, ".demo", "project");
const target = join(import.meta.dirname, version);
mkdirSync(target, { recursive: true });

for (const file of ["Pulumi.prod.yaml", "audit.yaml"]) copyFileSync(join(project, file), join(target, file));
// The demo says where the plugins of its checkout are.
const program = readFileSync(join(project, "Pulumi.yaml"), "utf8").replace(/^plugins: .*\n/m, "");
writeFileSync(join(target, "Pulumi.yaml"), program);

interface Recorded {
  type: string;
  custom: boolean;
  outputs?: unknown;
  created?: string;
  modified?: string;
}

const text = readFileSync(join(root, ".demo", "state", ".pulumi", "stacks", "audit", "prod.json"), "utf8");
const { version: format, checkpoint } = JSON.parse(text);
const { resources, ...deployment } = checkpoint.latest as { resources: Recorded[] };
// The outputs of components and of the stack repeat what is below them, and when it was made says nothing.
const lines = resources.map(({ created: _, modified: __, outputs, ...kept }) =>
  JSON.stringify({ ...kept, ...(kept.custom && { outputs }) }),
);
const head = JSON.stringify({ version: format, deployment: { ...deployment, resources: [] } }).slice(0, -"]}}".length);
writeFileSync(join(target, "state.json"), `${head}\n${lines.join(",\n")}\n]}}\n`);
