import { mkdirSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { ensureEngine } from "./engine.mjs";
import { projectEnvironment } from "./environment.mjs";
import { ensureJavaHost } from "./java-host.mjs";
import { attach, main, root } from "./process.mjs";

const report = join(root, "dist", "test-report.json");

await main(async () => {
  rmSync(report, { force: true });
  await ensureDependencies();
  const engine = await ensureEngine();
  const hosts = dirname(await ensureJavaHost());
  const env = projectEnvironment({ AUDITLOG_ENGINE: [engine.path, hosts].join(delimiter) });
  const bundled = await attach([projectNode(), "provider/bundle.ts"], { env });
  if (bundled !== 0) return bundled;
  mkdirSync(join(root, "dist"), { recursive: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = [projectNode(), join("node_modules", "vitest", "vitest.mjs"), "run", ...reporters];
  return attach([...vitest, ...process.argv.slice(2)], { env });
});
