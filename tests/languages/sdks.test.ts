// That the SDKs compile, and that the compilers see their types. The SDK for .NET is read as text: tests/sdk-gen/dotnet.test.ts.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import schema from "../../schema.json" with { type: "json" };
import { go } from "./go.ts";
import { java } from "./java.ts";
import { readProgram, type Toolchain } from "./language.ts";
import { succeed } from "./made.mjs";
import { nodejs } from "./nodejs.ts";
import { python } from "./python.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-languages-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string): string => {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
};

interface Case {
  name: string;
  open: () => Promise<Omit<Toolchain, "command">>;
  /** In the program, a number of days, and in its place a text, which the compiler refuses. */
  right: string;
  wrong: string;
  refusal: RegExp;
}

const cases: Case[] = [
  {
    name: "nodejs",
    open: nodejs,
    right: "searchableDays: 30",
    wrong: 'searchableDays: "30"',
    refusal: /program\.ts\(\d+,\d+\): error TS2322: Type 'string' is not assignable to type 'number'/,
  },
  {
    name: "python",
    open: python,
    right: "searchable_days=30",
    wrong: 'searchable_days="30"',
    refusal: /program\.py:\d+: error: Argument "searchable_days" to "RetentionArgs" has incompatible type "str"/,
  },
  {
    name: "go",
    open: go,
    right: "pulumi.IntRef(30)",
    wrong: 'pulumi.StringRef("30")',
    refusal: /program\.go:\d+:\d+: cannot use pulumi\.StringRef\("30"\) \(value of type \*string\) as \*int value/,
  },
  {
    name: "java",
    open: java,
    right: ".searchableDays(30)",
    wrong: '.searchableDays("30")',
    refusal: /Program\.java:\d+: error: incompatible types: String cannot be converted to Integer/,
  },
];

describe.each(cases)("the SDK for $name", ({ name, open, right, wrong, refusal }) => {
  let toolchain: Omit<Toolchain, "command">;
  beforeAll(async () => {
    toolchain = await open();
  });

  it("compiles, with a program that uses it, under the strictest rules of the language", async () => {
    const { code, output } = await toolchain.check(readProgram(toolchain.source), place(`${name}-right`));
    expect(output).toMatch(/^(Success: no issues found in 1 source file\n)?$/);
    expect(code).toBe(0);
  });

  it("has types that the compiler holds a program to", async () => {
    const program = readProgram(toolchain.source);
    expect(program).toContain(right);
    const { code, output } = await toolchain.check(program.replace(right, wrong), place(`${name}-wrong`));
    expect(output).toMatch(refusal);
    expect(code).not.toBe(0);
  });
});

it("every module of the SDK for Python compiles, and its own types hold", async () => {
  const { interpreter, sdk } = await python();
  await succeed([interpreter, "-m", "compileall", "-q", "-f", sdk], {
    env: { ...process.env, PYTHONPYCACHEPREFIX: join(folder, "compiled") },
  });
  // In _utilities.py, which is the same in every SDK of Pulumi, a decorator's type does not hold.
  const modules = readdirSync(sdk).filter((name) => name.endsWith(".py") && name !== "_utilities.py");
  const own = ["--follow-imports", "silent", "--cache-dir", join(folder, "mypy")];
  const files = modules.map((name) => join(sdk, name));
  const said = await succeed([interpreter, "-m", "mypy", ...own, ...files], { cwd: folder });
  expect([modules.length, said]).toEqual([9, "Success: no issues found in 9 source files\n"]);
});

it("Pulumi finds on the class path which plugin a program in Java needs", async () => {
  const { libraries, runtime } = await java();
  const path = ["-cp", join(libraries, "*")];
  const said = await succeed([runtime, ...path, "com.pulumi.bootstrap.internal.Main", "packages"]);
  expect(JSON.parse(said)).toEqual([
    { resource: true, name: "auditlog", version: schema.version, server: schema.pluginDownloadURL },
  ]);
});
