import { cpSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseFlags } from "./cli.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { attach, main, root, SetupError } from "./process.mjs";

const usage = `Makes the npm package, as it is published, of the SDK in sdk-gen/nodejs.

  node tools/npm-package.mjs FOLDER

Its package.json names cli/auditlog.cjs as the command line that \`npx\` runs: who publishes puts dist/cli of \`npm run build\` there.`;

await main(async () => {
  const { values, positionals } = parseFlags(
    process.argv.slice(2),
    { help: { type: "boolean", default: false } },
    { allowPositionals: true },
  );
  if (values.help) return void console.log(usage);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new SetupError(`Give one folder.\n\n${usage}`);
  await ensureDependencies();
  return build(resolve(folder));
});

// The compiled code reads package.json beside itself: what is published is the folder with both.
async function build(target) {
  const sdk = join(root, "sdk-gen", "nodejs");
  mkdirSync(target, { recursive: true });
  for (const file of ["package.json", "README.md"]) cpSync(join(sdk, file), join(target, file));
  cpSync(join(root, "LICENSE"), join(target, "LICENSE"));
  const tsc = [projectNode(), join(root, "node_modules", "typescript", "bin", "tsc"), "-p", sdk, "--outDir", target];
  return attach([...tsc, "--sourceMap", "false", "--declarationMap", "false"], { cwd: sdk });
}
