import { join } from "node:path";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

const steps = [
  ["sdk-gen/write-schema.ts"],
  ["sandbox/generate-shapes.ts"],
  ["sandbox/write-rules.ts"],
  [join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "--write"],
];

await main(async () => {
  await ensureDependencies();
  const codes = [];
  for (const step of steps) codes.push(await attach([projectNode(), ...step], { env: projectEnvironment() }));
  return codes.every((code) => code === 0) ? 0 : 1;
});
