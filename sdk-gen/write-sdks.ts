import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { identityOf } from "./package-names.ts";
import { complete } from "./sdks/complete.ts";
import { readSdks } from "./sdks/files.ts";
import { generate } from "./sdks/generate.ts";
import { languages } from "./sdks/languages.ts";
import { currentRecord, recordFile } from "./sdks/record.ts";

/** Writes the SDKs from schema.json; with --check, says what would be written otherwise and writes nothing. */

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    generator: { type: "string" },
    pulumi: { type: "string" },
    "java-host": { type: "string" },
    check: { type: "boolean", default: false },
  },
});
const { generator, pulumi, "java-host": javaHost } = values;
if (generator === undefined || pulumi === undefined || javaHost === undefined) {
  throw new Error("the generators are not given: run npm run sdk");
}

const differences = (generated: Map<string, Buffer>, committed: Map<string, Buffer>): string[] =>
  [...new Set([...generated.keys(), ...committed.keys()])]
    .filter((name) => !generated.get(name)?.equals(committed.get(name) ?? Buffer.from("missing")))
    .sort();

const replace = (staging: string): void => {
  for (const language of languages) {
    rmSync(join(root, "sdk-gen", language), { recursive: true, force: true });
    cpSync(join(staging, language), join(root, "sdk-gen", language), { recursive: true });
  }
  writeFileSync(recordFile, `${JSON.stringify(currentRecord(), null, 2)}\n`);
};

const staging = mkdtempSync(join(tmpdir(), "auditlog-sdks-"));
try {
  const sources = { schemaFile: join(root, "schema.json"), logoFile: join(root, "docs", "logo.png") };
  await generate({ generator, pulumi, javaHost }, sources, staging);
  complete(staging, identityOf(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))));
  const changed = differences(readSdks(staging), readSdks(join(root, "sdk-gen")));
  if (values.check) {
    for (const name of changed)
      console.error(`sdk-gen/${name} is not what is generated; run npm run sdk and commit it`);
    process.exitCode = changed.length > 0 ? 1 : 0;
  } else {
    replace(staging);
    console.log(changed.length === 0 ? "the SDKs were up to date" : `wrote ${changed.length} files of the SDKs`);
  }
} finally {
  rmSync(staging, { recursive: true, force: true });
}
