import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type PackageIdentity, packageNames } from "../package-names.ts";
import { writeFile } from "./files.ts";
import { type Language, languages } from "./languages.ts";
import { pom } from "./pom.ts";
import { sdkReadme } from "./readme.ts";

const schemaFile = join(import.meta.dirname, "..", "..", "schema.json");

/** What the SDK for Go is compiled and tested with; the generator writes a version that is too old for what it generates. */
const goPulumi = "v3.255.0";

/** Adds what Pulumi's generators leave to the package's author. */
export const complete = (folder: string, identity: PackageIdentity): void => {
  for (const language of languages) {
    writeFile(join(folder, language, "README.md"), sdkReadme(language, identity));
    completions[language](join(folder, language), identity);
  }
};

type Completion = (folder: string, identity: PackageIdentity) => void;

const edit = (file: string, change: (text: string) => string): void => {
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`nothing was to be changed in ${file}: the generator writes it otherwise now`);
  writeFile(file, changed);
};

const completions: Record<Language, Completion> = {
  /**
   * One npm package is both: the SDK, and the command line that `npx pulumi-auditlog` runs. The command line needs nothing
   * of Pulumi, so @pulumi/pulumi is a peer that npx does not fetch; a program of Pulumi has it anyway.
   */
  nodejs: (folder, identity) =>
    edit(join(folder, "package.json"), (text) => {
      const { scripts: _, devDependencies: __, repository: ___, ...generated } = JSON.parse(text);
      const completed = {
        ...generated,
        repository: { type: "git", url: `git+${identity.repository}.git`, directory: "sdk-gen/nodejs" },
        type: "commonjs",
        main: "index.js",
        types: "index.d.ts",
        // Of several, npx takes the one with the package's name.
        bin: { [packageNames(identity).npm]: "cli/auditlog.cjs", auditlog: "cli/auditlog.cjs" },
        engines: { node: ">=20" },
        peerDependenciesMeta: { "@pulumi/pulumi": { optional: true } },
      };
      return `${JSON.stringify(completed, null, 2)}\n`;
    }),
  python: (folder, identity) => {
    const { pypi, pythonModule } = packageNames(identity);
    edit(join(folder, "pyproject.toml"), (text) => text.replace(`name = "${pythonModule}"`, `name = "${pypi}"`));
    rmSync(join(folder, pythonModule, "README.md"));
  },
  go: (folder) => edit(join(folder, "go.mod"), (text) => text.replace(/(pulumi\/sdk\/v3) v\S+/, `$1 ${goPulumi}`)),
  dotnet: () => {},
  java: (folder, identity) => {
    writeFile(join(folder, "pom.xml"), pom(identity));
    // By it Pulumi finds out, before a program runs, which plugin the program needs.
    const plugin = readFileSync(join(folder, "..", "dotnet", "pulumi-plugin.json"));
    writeFile(join(folder, javaResources(identity), "plugin.json"), plugin);
    documentOutputs(folder, identity);
  },
};

/** The generator writes what the fields of an output mean, and not what the output itself is. */
const documentOutputs = (folder: string, identity: PackageIdentity): void => {
  const { java } = packageNames(identity);
  const outputs = join(folder, "src", "main", "java", ...java.base.split("."), java.name, "outputs");
  const { types } = JSON.parse(readFileSync(schemaFile, "utf8")) as { types: Record<string, { description: string }> };
  for (const [token, { description }] of Object.entries(types)) {
    const file = join(outputs, `${token.split(":").at(-1)}.java`);
    if (existsSync(file))
      edit(file, (text) => text.replace("\n@CustomType\n", `\n${javadoc(description)}\n@CustomType\n`));
  }
};

const javadoc = (text: string): string =>
  ["/**", ...text.split("\n").map((line) => ` * ${line.replace(/[&<>@*/]/g, escaped)}`.trimEnd()), " */"].join("\n");

const escaped = (character: string): string => `&#${character.codePointAt(0)};`;

/** Where the generated code looks for the version: by the schema's name, not by the Java package's. */
const javaResources = (identity: PackageIdentity): string => {
  const { java } = packageNames(identity);
  return join("src", "main", "resources", ...java.base.split("."), "auditlog");
};
