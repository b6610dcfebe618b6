import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Cloud, clouds } from "../../core/contract/cloud.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "auditlog-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Without version control, whose ignore file is the project's.
const { vcs, $schema, ...config } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
writeFileSync(join(folder, "biome.json"), JSON.stringify(config));

/** What the project's linter says of each of these lines, in a file of its own: nothing where it accepts it. */
const complaints = (lines: readonly string[]): string[] => {
  const files = lines.map((line, index) => {
    writeFileSync(join(folder, `${index}.ts`), `${line}\n`);
    return `${index}.ts`;
  });
  const options = ["lint", "--only=style/noRestrictedImports", "--reporter=github", "--max-diagnostics=none"];
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin/biome"), [...options, ...files], {
    cwd: folder,
    encoding: "utf8",
  });
  const found = [...stdout.matchAll(/^::error title=([^,]*),file=([^,]*),.*?::(.*)$/gm)];
  expect(status).toBe(found.length === 0 ? 0 : 1);
  return files.map((file) =>
    found
      .filter(([, , where]) => basename(where!) === file)
      .map(([, rule, , message]) => `${rule}: ${message}`)
      .join("\n"),
  );
};

const packages: Record<Cloud, { root: string; module: string; file: string; example: string }> = {
  aws: {
    root: "@pulumi/aws",
    module: "@pulumi/aws/s3",
    file: "@pulumi/aws/s3/bucket.js",
    example: "@pulumi/aws/s3/bucket.js",
  },
  gcp: {
    root: "@pulumi/gcp",
    module: "@pulumi/gcp/storage",
    file: "@pulumi/gcp/projects/iammember.js",
    example: "@pulumi/gcp/storage/bucket.js",
  },
  azure: {
    root: "@pulumi/azure-native",
    module: "@pulumi/azure-native/storage",
    file: "@pulumi/azure-native/keyvault/vault.js",
    example: "@pulumi/azure-native/storage/storageAccount.js",
  },
};

const rule = "lint/style/noRestrictedImports";
const forms = (from: string): string[] => [
  `import * as sdk from "${from}"; console.log(sdk);`,
  `import { s3 } from "${from}"; console.log(s3);`,
  `export * from "${from}";`,
  `console.log(await import("${from}"));`,
];

test.each(clouds)("the root of the SDK of %s can't be imported, in any form", (cloud) => {
  const { root: from, example } = packages[cloud];
  const refused = `${rule}: The root import loads the whole SDK: import the file of one resource, such as ${example}.`;
  expect(complaints(forms(from))).toEqual(forms(from).map(() => refused));
});

const loadsMore = `${rule}: A module import loads every resource of the service: import the file of one resource, ending in .js.`;

test.each(clouds)("a module of the SDK of %s can't be imported, in any form", (cloud) => {
  expect(complaints(forms(packages[cloud].module))).toEqual(Array(4).fill(loadsMore));
});

test.each(clouds)("the index files of %s, which load as much as their folders, can't be imported", (cloud) => {
  const { root: sdk, module } = packages[cloud];
  const imports = [`${sdk}/index.js`, `${module}/index.js`, `${module}/index`].map(
    (from) => `export * from "${from}";`,
  );
  expect(complaints(imports)).toEqual(Array(3).fill(loadsMore));
});

test.each(clouds)("the file of one resource of %s can be imported", (cloud) => {
  expect(complaints(forms(packages[cloud].file))).toEqual(["", "", "", ""]);
});

test("a file at the root of the SDK, and Pulumi itself, can be imported", () => {
  const files = ["@pulumi/aws/getCallerIdentity.js", "@pulumi/pulumi", "@pulumi/pulumi/provider/index.js"];
  expect(complaints(files.flatMap(forms))).toEqual(Array(12).fill(""));
});
