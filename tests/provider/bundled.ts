import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { stubPlugin } from "../../provider/bundle/stubs.ts";

const root = join(import.meta.dirname, "..", "..");

/** What a module with these lines exports, run as in a bundle: with what the bundle has otherwise. */
export const bundled = async <Exports>(contents: string): Promise<Exports> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    plugins: [stubPlugin(root)],
  });
  const main = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0]!.text)(
    main,
    main.exports,
    createRequire(import.meta.url),
  );
  return main.exports as Exports;
};
