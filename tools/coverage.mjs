import { join } from "node:path";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

/** What the fast tests run of core/, line by line; below the threshold of vitest.config.ts it fails. */
await main(async () => {
  await ensureDependencies();
  const env = projectEnvironment();
  const bundled = await attach([projectNode(), "provider/bundle.ts"], { env });
  if (bundled !== 0) return bundled;
  const vitest = [projectNode(), join("node_modules", "vitest", "vitest.mjs"), "run", "--project=fast"];
  // Counting slows the tests down.
  return attach([...vitest, "--coverage", "--testTimeout=60000", ...process.argv.slice(2)], { env });
});
