import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { stubs } from "./stubs.ts";

const licenceFile = /^(licen[cs]e|copying|notice)/i;

/** The licences of the packages that a bundle contains, each text once. */
export function thirdPartyLicences(root: string, metafile: Metafile): string {
  const packagesByText = new Map<string, string[]>();
  for (const folder of bundledPackages(metafile)) {
    const { title, text } = readPackage(join(root, folder));
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), title]);
  }
  const line = "=".repeat(80);
  const sections = [...packagesByText].map(([text, titles]) => `${line}\n${titles.join("\n")}\n${line}\n\n${text}\n`);
  return ["This program contains the packages below, under their own licences.\n", ...sections].join("\n");
}

/** The folders of the packages from which at least one file is in the output. */
function bundledPackages(metafile: Metafile): string[] {
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 && !isStub(path) ? [path] : [])),
  );
  const folders = files.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function isStub(path: string): boolean {
  return path.replace("node_modules/", "") in stubs;
}

function readPackage(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8").replaceAll("\r\n", "\n").trim());
  if (files.length === 0 && typeof license !== "string") {
    throw new Error(`${folder} is bundled, but neither carries a licence nor names one`);
  }
  return { title: `${name} ${version} (${license})`, text: files.join("\n\n") || `Licensed under ${license}.` };
}
