import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { ensureEngine } from "./engine.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

await main(async () => {
  await ensureDependencies();
  const engine = await ensureEngine();
  const env = projectEnvironment({ AUDITLOG_ENGINE: engine.path });
  return attach([projectNode(), "bench/main.ts", ...process.argv.slice(2)], { env });
});
