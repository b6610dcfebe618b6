import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFlags } from "./cli.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main, root } from "./process.mjs";

const biome = join("node_modules", "@biomejs", "biome", "bin", "biome");
const report = join(root, "dist", "check-report.json");

const steps = [
  { name: "format", command: [biome, "format"] },
  { name: "lint", command: [biome, "check", "--formatter-enabled=false"] },
  { name: "types", command: [join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "."] },
  { name: "schema is up to date", command: ["sdk-gen/write-schema.ts", "--check"] },
  { name: "SDKs are up to date", command: ["sdk-gen/check-sdks.ts"] },
  { name: "sandbox shapes are up to date", command: ["sandbox/generate-shapes.ts", "--check"] },
  { name: "sandbox rules page is up to date", command: ["sandbox/write-rules.ts", "--check"] },
  { name: "the scanner is up to date", command: ["tools/scanner.mjs", "--check"] },
  { name: "tests", command: ["tools/test.mjs"], dynamic: true },
];

await main(async () => {
  const { values } = parseFlags(process.argv.slice(2), { static: { type: "boolean", default: false } });
  rmSync(report, { force: true });
  await ensureDependencies();
  const env = projectEnvironment();
  const results = [];
  for (const { name, command } of steps.filter((step) => !(values.static && step.dynamic))) {
    console.log(`\n${name}: ${command.join(" ")}`);
    results.push({ name, passed: (await attach([projectNode(), ...command], { env })) === 0 });
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(report, JSON.stringify(results));
  console.log(`\n${results.map(({ name, passed }) => `${passed ? "passed" : "FAILED"}  ${name}`).join("\n")}`);
  return results.every(({ passed }) => passed) ? 0 : 1;
});
