import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCall } from "../cli/call.ts";

/** Does not prove that GitHub and GitLab run their templates: only that what they call is there, and what the script does. */

const root = resolve(import.meta.dirname, "..");
const example = join(root, "examples", "ci");
const textOf = (file: string): string => readFileSync(join(example, file), "utf8");
const isPosix = process.platform !== "win32";

interface Job {
  readonly permissions: object;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const jobs = (): Record<string, Job> => parse(textOf("github-actions.yml")).jobs;
const gitLab = (): Record<string, { readonly script: readonly string[] }> => parse(textOf("gitlab-ci.yml"));

describe("the calls of auditlog in the script", () => {
  const calls = [...textOf("audit-ci.sh").matchAll(/\$AUDITLOG (\w+ .+?) (?:>|\|\|)/g)].map(([, call]) => call!);

  it.each(calls)("%s is understood", (call) => {
    const words = call
      .replace(/\$\{EVENTS:[^}]*\}/, "logs")
      .replaceAll(/"|\$/g, "")
      .split(" ");
    expect(readCall(words).kind).toBe(words[0]);
  });

  it("are check, test and diff", () => {
    expect(calls.map((call) => call.split(" ")[0])).toEqual(["check", "test", "diff"]);
  });
});

describe("the workflow of GitHub Actions", () => {
  it("gives each job the permissions that it needs, and the one that may write nothing of the pull request to run", () => {
    expect(parse(textOf("github-actions.yml")).permissions).toEqual({});
    expect(Object.fromEntries(Object.entries(jobs()).map(([name, { permissions }]) => [name, permissions]))).toEqual({
      spec: { contents: "read" },
      preview: { contents: "read" },
      comment: { "pull-requests": "write" },
    });
    const { steps } = jobs().comment!;
    expect(steps.some(({ uses = "", run = "" }) => uses.includes("checkout") || run.includes("ci/"))).toBe(false);
  });

  it("has no text of a pull request in a script: what is written in ${{ }} goes through the environment", () => {
    const scripts = Object.values(jobs()).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it("uses the actions of the project's own workflows, in the same versions, and Pulumi's", () => {
    const own = ["ci.yml", "release.yml"].map((file) => readFileSync(join(root, ".github", "workflows", file), "utf8"));
    const known = own.flatMap((text) => [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action!));
    const used = Object.values(jobs()).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used.filter((action) => !known.includes(action))).toEqual(["pulumi/actions@v6"]);
  });
});

it("every template calls the script as it can be called", () => {
  const scripts = [
    ...Object.values(jobs()).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
    ...Object.values(gitLab()).flatMap(({ script }) => script),
  ].join("\n");
  expect([...scripts.matchAll(/audit-ci\.sh (\w+)/g)].map(([, what]) => what)).toEqual([
    "spec",
    "preview",
    "spec",
    "preview",
  ]);
});

it("the version that is called is the package's", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(textOf("audit-ci.sh")).toContain(`pulumi-auditlog@${version}}`);
});

describe.runIf(isPosix)("the script", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "auditlog-ci-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: string[]): void => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
    const { status, stderr } = spawnSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };

  const ran = (what: string, env: Record<string, string> = {}) => {
    const AUDITLOG = `${process.execPath} ${join(root, "cli", "main.ts")}`;
    const all = { ...process.env, FORCE_COLOR: "0", AUDITLOG, BASE: "main", ...env };
    const { status, stdout, stderr } = spawnSync("sh", [join(example, "audit-ci.sh"), ...(what ? [what] : [])], {
      cwd: folder,
      env: all,
      encoding: "utf8",
    });
    return { code: status, stdout, stderr };
  };

  const report = (name: string): string => readFileSync(join(folder, "audit-reports", name), "utf8");

  /** A repository with the example's spec on main, and a branch on which it is changed. */
  const changed = (change: (spec: string) => string): void => {
    for (const part of ["audit.yaml", "fixtures"]) cpSync(join(example, part), join(folder, part), { recursive: true });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "The spec");
    git("checkout", "--quiet", "-b", "change");
    writeFileSync(join(folder, "audit.yaml"), change(textOf("audit.yaml")));
  };

  it("says of a change that breaks no test what it changes, and ends with 0", { timeout: 60_000 }, () => {
    changed((spec) => spec.replace("version: 1", "version: 1\nretention: { days: 500 }"));
    const { code, stdout } = ran("spec");
    expect([code, /\d+ passed of \d+ tests/.exec(stdout)?.[0]]).toEqual([0, "6 passed of 6 tests"]);
    expect(report("spec.md")).toMatch(/retention\.days.*500/);
    expect(report("tests.xml")).toContain('tests="6" failures="0" errors="0"');
  });

  it("says of recorded events what becomes of them otherwise", { timeout: 60_000 }, () => {
    changed((spec) => spec.replace("[audit-log-stopped, root-use]", "[audit-log-stopped]"));
    const { code } = ran("spec", { EVENTS: "fixtures" });
    expect([code, report("tests.xml").includes("expected root-use, got none")]).toEqual([1, true]);
    expect(report("spec.md")).toContain("root-use");
  });

  it("ends with 1 where the spec has an error, and its reports are there all the same", { timeout: 60_000 }, () => {
    changed((spec) => spec.replace("version: 1", "version: 2"));
    const { code, stdout } = ran("spec");
    expect([code, stdout.includes("audit.yaml:2:10: error: version")]).toEqual([1, true]);
    expect(report("spec.md")).toBe("What changes can't be said: the job's log has the reason.\n");
    expect(report("tests.xml")).toContain("the number 2 is not a known version");
  });

  it("says of a spec that is new that there is nothing to compare it with", { timeout: 60_000 }, () => {
    changed((spec) => spec);
    const { code } = ran("spec", { BASE: "none" });
    expect([code, report("spec.md")]).toEqual([0, "The spec is new here: there is nothing to compare it with.\n"]);
  });

  it("of a preview that can't be made has what was printed, as text that is no markup", () => {
    const { code } = ran("preview", { STACK: "none", PATH: "/usr/bin:/bin" });
    expect(code).toBe(1);
    expect(report("preview.md")).toMatch(
      /^\n<details><summary>pulumi preview fails<\/summary>\n\n( {4}.*\n)+\n<\/details>\n$/,
    );
  });

  it("without a word says how it is called", () => {
    expect(ran("")).toEqual({
      code: 2,
      stdout: "",
      stderr: "give spec or preview: sh audit-ci.sh spec\n",
    });
    expect(existsSync(join(folder, "audit-reports", "spec.md"))).toBe(false);
  });
});
