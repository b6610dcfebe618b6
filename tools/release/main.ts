import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseFlags } from "../cli.mjs";
import { auditProblems, readAudit } from "./audit.ts";
import { changelogProblems, sectionOf } from "./changelog.ts";
import { collectPlugins, emptyFolder, missingPlatforms, namedSbom, writeChecksums } from "./files.ts";
import { versionProblems, versionsIn } from "./versions.ts";

const usage = `Makes the files of a release, in dist/release/, and publishes nothing: that is the workflow's.

  npm run release -- --dry-run        before the day is known, from any commit
  npm run release -- --tag v1.2.3     of the tag that is released`;

const root = resolve(import.meta.dirname, "..", "..");
const folder = join(root, "dist", "release");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

interface Release {
  version: string;
  name: string;
  tag: string | undefined;
  isDryRun: boolean;
  /** Says what a step could not find out. */
  note(text: string): void;
}

/** A step gives what keeps the release from being made, in sentences. */
interface Step {
  name: string;
  run(release: Release): readonly string[];
}

const npmRun = (...args: string[]): string[] => {
  const { status } = spawnSync(npm, ["run", "--silent", ...args], { cwd: root, stdio: "inherit" });
  return status === 0 ? [] : [`npm run ${args.join(" ")} failed: see above`];
};

const writeSbom = (format: "cyclonedx" | "spdx", ending: string, { name, version }: Release): string[] => {
  const args = ["sbom", "--sbom-format", format, "--omit", "dev", "--package-lock-only"];
  const { status, stdout, stderr } = spawnSync(npm, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) return [`npm ${args.join(" ")} failed: ${stderr.trim()}`];
  writeFileSync(join(folder, `${name}-${version}.${ending}.json`), namedSbom(stdout, basename(root), name));
  return [];
};

/** The SDK and, as its `bin`, the command line: what `npx` runs is one bundle, without dependencies. */
const packNpm = ({ version }: Release): string[] => {
  const packageFolder = join(root, "dist", "npm");
  emptyFolder(packageFolder);
  const built = spawnSync(process.execPath, ["tools/npm-package.mjs", packageFolder], { cwd: root, stdio: "inherit" });
  if (built.status !== 0) return ["the SDK for Node.js was not built: see above"];
  const program = join(packageFolder, "cli", "auditlog.cjs");
  cpSync(join(root, "dist", "cli"), dirname(program), { recursive: true });
  const { stdout } = spawnSync(process.execPath, [program, "--version"], { encoding: "utf8", timeout: 30_000 });
  const packed = spawnSync(npm, ["pack", "--pack-destination", folder], { cwd: packageFolder, encoding: "utf8" });
  return [
    ...(stdout.includes(version) ? [] : [`cli/auditlog.cjs --version printed "${stdout.trim()}"`]),
    ...(packed.status === 0 ? [] : [`npm pack failed: ${packed.stderr.trim()}`]),
  ];
};

const steps: readonly Step[] = [
  { name: "the versions agree", run: ({ tag }) => versionProblems(versionsIn(root), tag) },
  {
    name: "the changelog has the version",
    run: ({ version, isDryRun }) => {
      const section = sectionOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
      writeFileSync(join(folder, "notes.md"), `${section?.text ?? ""}\n`);
      return changelogProblems(section, version, isDryRun);
    },
  },
  {
    name: "no dependency has a known vulnerability",
    run: ({ isDryRun, note }) => {
      const { stdout } = spawnSync(npm, ["audit", "--omit", "dev", "--json"], { cwd: root, encoding: "utf8" });
      return auditProblems(readAudit(stdout ?? ""), isDryRun, note);
    },
  },
  { name: "nothing generated is stale", run: () => npmRun("check", "--", "--static") },
  {
    name: "the plugin is packed",
    run: ({ version }) => {
      const failed = npmRun("package");
      const missing = missingPlatforms(collectPlugins(root, version, folder));
      return [...failed, ...missing.map((platform) => `there is no tarball for ${platform}`)];
    },
  },
  { name: "the npm package is packed", run: (release) => packNpm(release) },
  {
    name: "the bill of materials is made",
    run: (release) => [...writeSbom("cyclonedx", "cdx", release), ...writeSbom("spdx", "spdx", release)],
  },
];

const printSizes = (): void => {
  for (const { file, bytes } of writeChecksums(folder)) {
    console.log(`  ${(bytes / 1e6).toFixed(2).padStart(8)} MB  ${file}`);
  }
};

const main = (): number => {
  const { values } = parseFlags(process.argv.slice(2), {
    "dry-run": { type: "boolean", default: false },
    tag: { type: "string" },
    help: { type: "boolean", default: false },
  });
  if (values.help || (!values["dry-run"] && values.tag === undefined)) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const notes: string[] = [];
  const release: Release = {
    name,
    version,
    tag: values.tag as string | undefined,
    isDryRun: values["dry-run"] === true,
    note: (text) => void notes.push(text),
  };
  emptyFolder(folder);
  const results = steps.map((step) => {
    const problems = step.run(release);
    return { name: step.name, problems, unknown: notes.splice(0) };
  });
  console.log(`\nRelease ${version}${release.isDryRun ? ", a dry run" : ""}`);
  for (const { name: step, problems, unknown } of results) {
    const known = unknown.length === 0 ? "passed " : "UNKNOWN";
    console.log(`${problems.length === 0 ? known : "FAILED "}  ${step}`);
    for (const text of [...problems, ...unknown]) console.log(`         ${text}`);
  }
  printSizes();
  return results.every(({ problems }) => problems.length === 0) ? 0 : 1;
};

process.exitCode = main();
