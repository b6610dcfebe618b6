import { parseFlags } from "./cli.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { projectEnvironment } from "./environment.mjs";
import { attach, main, SetupError } from "./process.mjs";

const platforms = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64", "windows-arm64"];

const usage = `Makes the archives of a release, in dist/packages: the plugin for machines that have Node.js, the plugin as an executable that needs
nothing else for each platform, and checksums.txt.

  npm run package                                 for every platform
  npm run package -- --platform linux-amd64       for this one; may be given again

The Node.js of each platform comes from npm into your cache, about 50 MB each.`;

await main(async () => {
  const { values } = parseFlags(process.argv.slice(2), {
    platform: { type: "string", multiple: true, default: [] },
    help: { type: "boolean", default: false },
  });
  if (values.help) return void console.log(usage);
  const unknown = values.platform.filter((name) => !platforms.includes(name));
  if (unknown.length > 0) throw new SetupError(`There is no platform ${unknown[0]}: give ${platforms.join(", ")}.`);
  await ensureDependencies();
  const given = values.platform.flatMap((name) => ["--platform", name]);
  return attach([projectNode(), "provider/package.ts", ...given], { env: projectEnvironment() });
});
