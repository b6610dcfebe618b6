import { join } from "node:path";
import { cacheFolder } from "./cache.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main, root } from "./process.mjs";

// npm runs a script in the project's folder, and tells where the user was: paths are meant from there.
const { npm_lifecycle_event, INIT_CWD, NODE_COMPILE_CACHE } = process.env;
const cwd = npm_lifecycle_event === "auditlog" && INIT_CWD ? INIT_CWD : process.cwd();

await main(async () => {
  await ensureDependencies();
  // What Node compiled is kept for the next call, which takes half the time.
  const env = projectEnvironment({ NODE_COMPILE_CACHE: NODE_COMPILE_CACHE || cacheFolder("compiled") });
  return attach([projectNode(), join(root, "cli", "main.ts"), ...process.argv.slice(2)], { cwd, env });
});
