import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { identityOf, packageNames } from "../../sdk-gen/package-names.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const identity = identityOf(JSON.parse(read("package.json")));
const names = packageNames(identity);

describe("what the package is called", () => {
  it("in each language", () => {
    expect(names).toEqual({
      npm: "pulumi-auditlog",
      pypi: "pulumi-auditlog",
      pythonModule: "pulumi_auditlog",
      go: {
        module: "github.com/auditlog-dev/pulumi-auditlog/sdk-gen/go",
        package: "github.com/auditlog-dev/pulumi-auditlog/sdk-gen/go/auditlog",
      },
      dotnet: { root: "Pulumi", namespace: "Auditlog" },
      maven: { group: "com.auditlog", artifact: "pulumi-auditlog" },
      java: { base: "com.auditlog", name: "pulumi" },
    });
  });

  it("and its Go module follow the root's package.json", () => {
    const { name, go, pythonModule } = {
      name: "other-name",
      ...packageNames({ name: "other-name", repository: "https://example.com/them/theirs" }),
    };
    expect([name, pythonModule, go.module]).toEqual(["other-name", "other_name", "example.com/them/theirs/sdk-gen/go"]);
  });

  it("is what the SDKs are published as, in the version of the root's package.json", () => {
    const { name, version } = JSON.parse(read("sdk-gen/nodejs/package.json")) as Record<string, string>;
    expect([name, version]).toEqual([names.npm, identity.version]);
    expect(read("sdk-gen/python/pyproject.toml")).toMatch(`name = "${names.pypi}"`);
    expect(read("sdk-gen/python/pyproject.toml")).toMatch(`version = "${identity.version}"`);
    expect(read("sdk-gen/go/go.mod")).toMatch(new RegExp(`^module ${names.go.module}\n`));
    const { root: top, namespace } = names.dotnet;
    expect(read(`sdk-gen/dotnet/${top}.${namespace}.csproj`)).toMatch(`<Version>${identity.version}</Version>`);
    const { group, artifact } = names.maven;
    expect(read("sdk-gen/java/pom.xml")).toMatch(
      `<groupId>${group}</groupId>\n  <artifactId>${artifact}</artifactId>\n  <version>${identity.version}</version>`,
    );
    expect(existsSync(join(root, "sdk-gen/java/src/main/java/com/auditlog/pulumi/AuditLog.java"))).toBe(true);
  });

  it("says in each SDK which plugin a program needs", () => {
    const plugin = { resource: true, name: "auditlog", version: identity.version };
    const files = [
      `sdk-gen/python/${names.pythonModule}/pulumi-plugin.json`,
      "sdk-gen/go/auditlog/pulumi-plugin.json",
      "sdk-gen/dotnet/pulumi-plugin.json",
      "sdk-gen/java/src/main/resources/com/auditlog/auditlog/plugin.json",
    ];
    const said = files.map((file) => JSON.parse(read(file)));
    said.push((JSON.parse(read("sdk-gen/nodejs/package.json")) as { pulumi: object }).pulumi);
    for (const one of said) expect(one).toMatchObject(plugin);
  });
});
