import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main } from "./process.mjs";

await main(async () => {
  await ensureDependencies();
  return attach([projectNode(), "tests/browser/picture.ts"], { env: projectEnvironment() });
});
