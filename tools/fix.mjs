import { join } from "node:path";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

const steps = [
  ["sdk-gen/write-schema.ts"],
  ["sandbox/generate-shapes.ts"],
  ["sandbox/write-rules.ts"],
  ["tools/scanner.mjs"],
  [join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "--write"],
];

await main(async () => {
  await ensureDependencies();
  const codes = [];
  const run = (step) => attach([projectNode(), ...step], { env: projectEnvironment() });
  for (const step of steps) codes.push(await run(step));
  // Their generators are built first, once: only where there is something to write.
  if ((await run(["sdk-gen/check-sdks.ts"])) !== 0) codes.push(await run(["tools/sdk.mjs"]));
  return codes.every((code) => code === 0) ? 0 : 1;
});
