import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSdks } from "./files.ts";

/** What the SDKs were generated from, and what came of it: compared in no time, where generating anew takes long. */
export interface SdkRecord {
  schema: string;
  generators: string;
  sdks: string;
}

const root = join(import.meta.dirname, "..", "..");
export const recordFile = join(root, "sdk-gen", "sdks.json");

/** Whatever else decides what is generated: the pinned generators, what is added to their output, and the logo. */
const generatorFiles = [
  "tools/{sdk,java-host}/*.{mod,sum,go}",
  "sdk-gen/package-names.ts",
  "sdk-gen/sdks/*.ts",
  "docs/logo.png",
];

const digest = (files: Iterable<[string, Buffer]>): string => {
  const hash = createHash("sha256");
  for (const [name, content] of files) hash.update(`${name} ${content.length}\n`).update(content);
  return hash.digest("hex");
};

const read = (name: string): [string, Buffer] => [name, readFileSync(join(root, name))];

/** The record as it should be of what lies in the repository. */
export const currentRecord = (): SdkRecord => ({
  schema: digest([read("schema.json")]),
  generators: digest(
    globSync(generatorFiles, { cwd: root })
      .map((file) => file.replaceAll("\\", "/"))
      .sort()
      .map(read),
  ),
  sdks: digest(readSdks(join(root, "sdk-gen"))),
});

/** Which parts of the record are not those of the repository. */
export const staleParts = (): (keyof SdkRecord)[] => {
  const recorded = JSON.parse(readFileSync(recordFile, "utf8")) as SdkRecord;
  const current = currentRecord();
  return (["schema", "generators", "sdks"] as const).filter((part) => recorded[part] !== current[part]);
};
