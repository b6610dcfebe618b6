import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { presetIds } from "../core/catalog/preset-ids.ts";
import { type Cloud, cloudNames } from "../core/contract/cloud.ts";
import { exampleNames } from "../tools/example.mjs";
import { ran } from "./cli/ran.ts";

/** Does not prove that what the pages say of clouds is right: only that links, commands and specs in them are. */

interface Explained {
  compliance: { preset: string; control: string; cloud: Cloud; status: string }[];
}

const root = resolve(import.meta.dirname, "..");
const pages = globSync(["*.md", "docs/**/*.md", "examples/*/README.md", ".github/*.md"], { cwd: root })
  .map(normalize)
  .sort();
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

const blocksOf = (page: string, language: string): string[] =>
  [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, block]) => block!);

describe.each(pages)("%s", (page) => {
  test("links to what is there", () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link]) => link!);
    const broken = links.filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? page : normalize(join(dirname(page), file));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("names npm scripts and examples that are there", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = [...textOf(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    const examples = [...textOf(page).matchAll(/--example ([\w-]+)/g)].map(([, name]) => name!);
    expect(examples.filter((name) => name !== "NAME" && !exampleNames().includes(name))).toEqual([]);
  });
});

const specs = pages.flatMap((page) =>
  blocksOf(page, "yaml")
    .filter((block) => /^version: 1$/m.test(block))
    .map((block, index) => [`${page}, spec ${index + 1}`, block] as const),
);

test.each(specs)("%s has no errors", async (_, spec) => {
  const { code, stdout } = await ran({ "audit.yaml": spec }, ["check", "audit.yaml"]);
  expect(code === 0 ? "" : stdout).toBe("");
});

test("the tutorial's spec and program are those of the example, which is deployed by a test", () => {
  const example = ["audit.yaml", "Pulumi.yaml"].map((file) => textOf(join("examples", "first-audit-log", file)));
  expect(blocksOf(join("docs", "tutorial.md"), "yaml").slice(0, 2)).toEqual(example);
});

test.each(["replay", "backtest"])("the %s that its guide shows is what it prints", (command) => {
  const guide = join("docs", `${command}.md`);
  const [, args] = new RegExp(`npm run auditlog -- (${command} .*)`).exec(textOf(guide))!;
  const main = join(root, "cli", "main.ts");
  const { status, stdout } = spawnSync(process.execPath, [main, ...args!.split(" ")], { cwd: root, encoding: "utf8" });
  expect([status, blocksOf(guide, "")]).toEqual([0, [stdout]]);
});

describe("the guide to tests", () => {
  const page = join("docs", "testing.md");
  const [whole, failing] = blocksOf(page, "yaml");
  const example = join("examples", "ci");

  test("shows the tests of the example, and they pass and reach all of it", async () => {
    expect(whole).toBe(textOf(join(example, "audit.yaml")));
    const fixtures = globSync("fixtures/*", { cwd: join(root, example) }).map(normalize);
    const files = Object.fromEntries(["audit.yaml", ...fixtures].map((file) => [file, textOf(join(example, file))]));
    const { code, stdout } = await ran(files, ["test", "--coverage"]);
    expect([code, /coverage .*/.exec(stdout)?.[0]]).toEqual([
      0,
      "coverage 100 %: 4 of 4 alerts, 2 of 2 parts of capture",
    ]);
  });

  test("shows what is printed of tests that fail", async () => {
    const untimed = (text: string): string => text.replace(/[\d.]+ s$/m, "T s");
    const { code, stdout } = await ran({ "audit.yaml": failing! }, ["test"]);
    const [, printed] = /^it prints\n\n```\n(.*?)^```/ms.exec(textOf(page))!;
    expect([code, untimed(stdout)]).toEqual([1, untimed(printed!)]);
  });
});

test("the README's pictures are there, and small", () => {
  const files = [...textOf("README.md").matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, file]) => file!);
  expect(files).toEqual(["docs/report-dark.png", "docs/report-light.png"]);
  expect(files.filter((file) => statSync(join(root, file)).size > 150_000)).toEqual([]);
});

describe("the guide to presets", () => {
  const sections = textOf(join("docs", "presets.md")).split(/^## /m).slice(1);
  const idOf = (section: string): string => /`([\w-]+)`/.exec(section)![1]!;
  /** Those that depend on the arguments of a component, which a spec alone doesn't know. */
  const ofArguments = ["alerts-reach-people", "readers-named"];

  test("has a section for each", () => {
    expect(sections.map(idOf)).toEqual(presetIds);
  });

  test.each(sections.map((section) => [idOf(section), section] as const))(
    "lists what the spec of %s leaves over, and nothing else",
    async (preset, section) => {
      const [, spec] = /^```yaml\n(.*?)^```/ms.exec(section)!;
      const { stdout } = await ran({ "audit.yaml": spec! }, ["explain", "audit.yaml", "--json"]);
      const { compliance } = JSON.parse(stdout) as Explained;
      const unmet = compliance.filter(
        (row) => row.preset === preset && row.status === "not-met" && !ofArguments.includes(row.control),
      );
      const cloudsOf = Map.groupBy(unmet, ({ control }) => control);
      const expected = [...cloudsOf].map(
        ([control, rows]) => `| \`${control}\` | ${rows.map(({ cloud }) => cloudNames[cloud]).join(", ")} |`,
      );
      const listed = [...section.matchAll(/^(\| `[\w-]+` \| [^|]+ \|)/gm)].map(([, row]) => row!);
      expect(listed.sort()).toEqual(expected.sort());
    },
  );
});
