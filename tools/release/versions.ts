import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const inJson = /^\s*"version": "([^"]+)"/m;

/** Files that carry the release's version, and where in each it stands. Package.json decides; what is generated follows. */
const places: readonly { files: string; version: RegExp }[] = [
  { files: "package.json", version: inJson },
  { files: "package-lock.json", version: inJson },
  { files: "schema.json", version: inJson },
  { files: "sdk-gen/nodejs/package.json", version: inJson },
  { files: "sdk-gen/python/pyproject.toml", version: /^\s*version = "([^"]+)"/m },
  { files: "sdk-gen/go/*/pulumi-plugin.json", version: inJson },
  { files: "sdk-gen/dotnet/*.csproj", version: /<Version>([^<]+)<\/Version>/ },
  { files: "sdk-gen/java/pom.xml", version: /<version>([^<]+)<\/version>/ },
];

/** The version that each file carries, by the file's path. */
export const versionsIn = (root: string): Record<string, string | undefined> =>
  Object.fromEntries(
    places.flatMap(({ files, version }) => {
      const found = globSync(files, { cwd: root });
      return (found.length === 0 ? [files] : found).map((file) => [file, readVersion(join(root, file), version)]);
    }),
  );

const readVersion = (file: string, version: RegExp): string | undefined =>
  existsSync(file) ? version.exec(readFileSync(file, "utf8"))?.[1] : undefined;

/** What doesn't agree with the version of package.json, or with the tag that is released. */
export const versionProblems = (versions: Record<string, string | undefined>, tag: string | undefined): string[] => {
  const version = versions["package.json"];
  const differing = Object.entries(versions)
    .filter(([, found]) => found !== version)
    .map(([file, found]) => `${file} has ${found ?? "no version"}, and package.json has ${version}`);
  const wanted = `v${version}`;
  return tag === undefined || tag === wanted ? differing : [...differing, `the tag is ${tag}, and not ${wanted}`];
};
