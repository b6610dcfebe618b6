import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cache.mjs";
import { parseFlags } from "./cli.mjs";
import { CommandError, capture, main, root, SetupError, windows } from "./process.mjs";

const folder = join(root, "tools", "scanner");
const target = join(root, "core", "scan", "wasm.ts");
const flags = ["--optimizeLevel", "3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--initialMemory", "256"];

const digest = (...texts) => createHash("sha256").update(texts.join("\n")).digest("hex");

/** The sources by their names, and the compiler's version among them. */
const sources = () => {
  const names = readdirSync(folder).filter((name) => /\.ts$|^package-lock\.json$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
};

const written = (base64) => `/**
 * What tools/scanner becomes, in base64; written by \`npm run fix\`.
 * Of ${digest(...Object.values(sources()), ...flags)}, as ${digest(base64)}.
 */
export const scannerWasm =
  "${base64}";
`;

const present = () => (existsSync(target) ? readFileSync(target, "utf8") : "");

/** What is there, if the digests are those of it: to compare them needs no compiler. */
const isCurrent = () => present() === written(/"([A-Za-z0-9+/=]+)"/.exec(present())?.[1] ?? "");

/** AssemblyScript's compiler, which is large and seldom needed: installed into the cache when it is. */
async function compiler() {
  const installed = cacheFolder(
    "scanner",
    digest(readFileSync(join(folder, "package-lock.json"), "utf8")).slice(0, 16),
  );
  const entry = join(installed, "node_modules", "assemblyscript", "dist", "asc.js");
  if (!existsSync(entry)) {
    console.error("Installing the compiler of the scanner into your cache (about a minute, once).");
    mkdirSync(installed, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(folder, name), join(installed, name));
    const command = [windows ? "npm.cmd" : "npm", "ci", "--include=dev", "--no-audit", "--no-fund"];
    const { code, outcome, all } = await capture(command, { cwd: installed });
    if (code !== 0) throw new CommandError(command, outcome, all);
  }
  return import(pathToFileURL(entry).href);
}

async function compile() {
  const { default: asc } = await compiler();
  const files = sources();
  let wasm;
  const [stdout, stderr] = [asc.createMemoryStream(), asc.createMemoryStream()];
  const { error } = await asc.main(["scanner.ts", "--outFile", "scanner.wasm", ...flags], {
    readFile: (name) => files[name] ?? null,
    writeFile: (_, content) => (wasm = content),
    listFiles: () => [],
    stdout,
    stderr,
  });
  if (error !== null) throw new SetupError(`${error.message}\n${stderr.toString()}`);
  return Buffer.from(wasm).toString("base64");
}

await main(async () => {
  const { values } = parseFlags(process.argv.slice(2), {
    check: { type: "boolean", default: false },
    compile: { type: "boolean", default: false },
  });
  if (values.compile ? present() === written(await compile()) : isCurrent()) return 0;
  if (!values.check) return void writeFileSync(target, written(await compile()));
  console.error("core/scan/wasm.ts is not what tools/scanner becomes; run npm run fix and commit it");
  return 1;
});
