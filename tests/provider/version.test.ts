import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { archiveName } from "../../provider/package.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
const { version } = read("package.json") as { version: string };

it("has one version, that of package.json", () => {
  expect(read("schema.json").version).toBe(version);
  expect(read("package-lock.json").version).toBe(version);
  expect(read("package-lock.json").packages[""].version).toBe(version);
  expect(read("provider/package.json")).not.toHaveProperty("version");
});

it("is downloaded from the release of its version, under the name that Pulumi adds", () => {
  const { pluginDownloadURL } = read("schema.json") as { pluginDownloadURL: string };
  const url = pluginDownloadURL.replace("${VERSION}", "1.2.3");
  expect(url).toBe("https://github.com/auditlog-dev/pulumi-auditlog/releases/download/v1.2.3");
  expect(archiveName("linux-amd64")).toBe(`pulumi-resource-auditlog-v${version}-linux-amd64.tar.gz`);
});
