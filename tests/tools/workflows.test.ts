import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "./scratch.ts";

/** Does not prove that GitHub runs them: only GitHub does. */

interface Step {
  uses?: string;
  run?: string;
}

interface Job {
  needs?: string | string[];
  permissions?: Record<string, string>;
  environment?: string;
  "timeout-minutes"?: number;
  strategy?: { matrix: { include?: { platform: string }[] } };
  steps: Step[];
}

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const folder = join(root, ".github", "workflows");
const scripts = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts);
const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");
const workflowOf = (file: string): Workflow => parse(textOf(file));

test("the workflows are these", () => {
  expect(readdirSync(folder).sort()).toEqual(["ci.yml", "release.yml"]);
});

describe.each(["ci.yml", "release.yml"])("%s", (file) => {
  const { permissions, jobs } = workflowOf(file);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("runs no script that package.json doesn't have, and no file that is not there", () => {
    const commands = steps.map(({ run }) => run ?? "").join("\n");
    const named = [...commands.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
    const files = [...commands.matchAll(/(?:^|\s)((?:\.ci|tools)\/[\w./-]+)/g)].map(([, path]) => path!);
    expect(files).toContain(".ci/run");
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("uses actions of a stated version alone", () => {
    const loose = steps.filter(({ uses }) => uses && !/@(?:v\d+(?:\.\d+)*|release\/v\d+|[0-9a-f]{40})$/.test(uses));
    expect(loose).toEqual([]);
  });

  test("may only read where a job doesn't say more, and each job has an end", () => {
    expect(permissions).toEqual({ contents: "read" });
    expect(Object.entries(jobs).filter(([, job]) => job["timeout-minutes"] === undefined)).toEqual([]);
  });

  test("needs jobs that are there", () => {
    const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
    expect(needed.filter((name) => !(name in jobs))).toEqual([]);
  });
});

describe("release.yml", () => {
  const { jobs } = workflowOf("release.yml");

  test("starts the executable of each platform on it", () => {
    expect(jobs.platforms!.strategy!.matrix.include!.map(({ platform }) => platform)).toEqual([
      "linux-amd64",
      "linux-arm64",
      "darwin-amd64",
      "darwin-arm64",
      "windows-amd64",
      "windows-arm64",
    ]);
  });

  test("publishes from the environment release alone, by trusted publishing where the registry knows it", () => {
    const publishing = Object.entries(jobs).filter(([, { environment }]) => environment === "release");
    expect(publishing.map(([name, job]) => [name, job.permissions])).toEqual([
      ["npm", { contents: "read", "id-token": "write" }],
      ["pypi", { contents: "read", "id-token": "write" }],
      ["nuget", { contents: "read", "id-token": "write" }],
      ["maven", { contents: "read" }],
      ["github", { contents: "write" }],
    ]);
    const secrets = [...textOf("release.yml").matchAll(/secrets\.(\w+)/g)].map(([, name]) => name!);
    expect(secrets.filter((name) => !name.startsWith("MAVEN_"))).toEqual([]);
  });
});
