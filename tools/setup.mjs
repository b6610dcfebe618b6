import { pathToFileURL } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureEngine } from "./engine.mjs";
import { main } from "./process.mjs";

export { ensureDependencies, ensureEngine };

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await ensureDependencies();
    const { pulumi } = await ensureEngine();
    console.log(`Ready: the dependencies are installed, and Pulumi is ${pulumi}`);
  });
}
