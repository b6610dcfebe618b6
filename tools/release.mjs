import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

await main(async () => {
  await ensureDependencies();
  return attach([projectNode(), "tools/release/main.ts", ...process.argv.slice(2)], { env: projectEnvironment() });
});
