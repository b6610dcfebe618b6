import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "./scratch.ts";

let folder: string;
let exitCode: number | null;
beforeEach(() => {
  exitCode = 0;
  // Below the checkout, where vitest finds itself.
  mkdirSync(join(root, "dist"), { recursive: true });
  folder = mkdtempSync(join(root, "dist", "count-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
}

function count(): { status: number | null; stdout: string } {
  const args = [join(root, "tools", "count.mjs"), folder, String(exitCode)];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout };
}

/** Runs test files with the real vitest and the configuration of the project. */
function runTests(files: { [name: string]: string }): void {
  mkdirSync(join(folder, "tests"));
  const imports = 'import { expect, test } from "vitest";\n';
  for (const [name, text] of Object.entries(files)) write(join("tests", `${name}.test.ts`), imports + text);
  const report = `--outputFile.json=${join(folder, "test-report.json")}`;
  const vitest = [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    "--root",
    folder,
    "--reporter=json",
    report,
  ];
  const config = ["--config", join(root, "vitest.config.ts")];
  exitCode = spawnSync(process.execPath, [...vitest, ...config], { cwd: root, encoding: "utf8" }).status;
}

const steps = [
  { name: "types", passed: true },
  { name: "lint", passed: true },
];
const good = 'test("holds", () => expect(1).toBe(1));\n';

describe("the last line of .ci/run", () => {
  test("adds the tests and the static steps that passed", () => {
    runTests({ a: good, b: good });
    write("check-report.json", steps);
    expect(count()).toEqual({ status: 0, stdout: "4 passed, 0 failed\n" });
  });

  test("counts a failed test and a failed step", () => {
    runTests({ a: `${good}test("breaks", () => expect(1).toBe(2));` });
    write("check-report.json", [{ name: "types", passed: false }]);
    expect(count()).toEqual({ status: 1, stdout: "1 passed, 2 failed\n" });
  });

  test("counts a file that does not load as a failure", () => {
    runTests({ a: good, b: 'import "./missing.ts";' });
    write("check-report.json", steps);
    expect(count()).toEqual({ status: 1, stdout: "3 passed, 1 failed\n" });
  });

  test("counts what is skipped, planned or shut out by `.only` as failures", () => {
    runTests({
      a: `${good}test.skip("skipped", () => {});\ntest.todo("planned");`,
      b: `${good}test.only("only", () => {});`,
    });
    write("check-report.json", steps);
    const { status, stdout } = count();
    expect(status).toBe(1);
    expect(Number(/(\d+) failed/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(3);
  });

  test("counts an error outside of every test as a failure", () => {
    runTests({
      a: `${good}setTimeout(() => { throw new Error("late"); });\nawait new Promise((done) => setTimeout(done, 50));`,
    });
    write("check-report.json", steps);
    expect(count()).toEqual({ status: 1, stdout: "3 passed, 1 failed\n" });
  });

  test("says that nothing passed where the tests left no report, or half of one", () => {
    write("check-report.json", steps);
    expect(count()).toEqual({ status: 1, stdout: "0 passed, 1 failed\n" });
    write("test-report.json", '{"numPassedTests": 3');
    expect(count()).toEqual({ status: 1, stdout: "0 passed, 1 failed\n" });
  });

  test("fails where no test ran", () => {
    runTests({});
    write("check-report.json", steps);
    expect(count().status).toBe(1);
  });

  test("counts the static steps as one failure where they left no report", () => {
    runTests({ a: good });
    expect(count()).toEqual({ status: 1, stdout: "1 passed, 1 failed\n" });
  });
});
