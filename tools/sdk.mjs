import { dirname, join } from "node:path";
import { parseFlags } from "./cli.mjs";
import { ensureDependencies, projectNode } from "./dependencies.mjs";
import { ensureEngine } from "./engine.mjs";
import { projectEnvironment } from "./environment.mjs";
import { ensureGoPrograms, goDownload } from "./go.mjs";
import { ensureJavaHost } from "./java-host.mjs";
import { attach, main, root } from "./process.mjs";

const usage = `Writes the SDKs for Node.js, Python, Go, .NET and Java into sdk-gen/, from the committed schema.json.

  npm run sdk                 write them
  npm run sdk -- --check      write nothing, and say what is not as it would be written`;

const generator = {
  title: "the generator of SDKs",
  programs: [
    {
      name: "auditlog-sdk",
      folder: join(root, "tools", "sdk"),
      package: ".",
      arguments: ["-trimpath", "-mod=readonly", "-ldflags", "-s -w"],
      sources: ["main.go"],
    },
  ],
  announcement: "Building the generator of SDKs into your cache (about a minute on 2 cores, once).",
  noGo: `Go is not on the PATH: install Go 1.21 or newer (${goDownload}), which builds the generators of SDKs.`,
};

await main(async () => {
  const { values } = parseFlags(process.argv.slice(2), {
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  });
  if (values.help) return void console.log(usage);
  await ensureDependencies();
  const { pulumi } = await ensureEngine();
  const [program] = await ensureGoPrograms(generator);
  const javaHost = dirname(await ensureJavaHost());
  const flags = ["--generator", program, "--pulumi", pulumi, "--java-host", javaHost];
  const command = [projectNode(), "sdk-gen/write-sdks.ts", ...flags, ...(values.check ? ["--check"] : [])];
  return attach(command, { env: projectEnvironment() });
});
