import { join } from "node:path";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

/** The property tests of the filters, of replay's fast way and the oracles in their long mode: 100,000 pairs each, about three quarters of an hour. */
await main(async () => {
  await ensureDependencies();
  const vitest = [projectNode(), join("node_modules", "vitest", "vitest.mjs"), "run", "--testTimeout=3600000"];
  const only =
    process.argv.length > 2
      ? process.argv.slice(2)
      : ["tests/core/filter", "tests/core/properties", "tests/core/replay", "tests/oracles"];
  return attach([...vitest, "--project=fast", "--project=oracles", ...only], {
    env: projectEnvironment({ AUDITLOG_LONG: "1" }),
  });
});
