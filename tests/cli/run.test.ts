import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Io } from "../../cli/io.ts";
import { run } from "../../cli/run.ts";

const root = resolve(import.meta.dirname, "../..");

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a call on files that are held in memory. */
const ran = (files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]): Ran => {
  const result = { stdout: "", stderr: "" };
  const io: Io = {
    stdout: (text) => {
      result.stdout += text;
    },
    stderr: (text) => {
      result.stderr += text;
    },
    read: (file) => {
      const found = files[file];
      if (found === undefined) throw Object.assign(new Error("not found"), { code: "ENOENT" });
      return typeof found === "string" ? new TextEncoder().encode(found) : found;
    },
    hasColour: false,
  };
  return { code: run(args, io, "1.2.3"), ...result };
};

const fine = "version: 1\ncapture: { management: write }\nencryption: { customerManagedKey: false }\n";

const notices = [
  "a.yaml:2:1: notice: capture.identity: CloudTrail records sign-ins with the management events; they are stored although not asked for",
];

describe("auditlog check", () => {
  it("says what a cloud does otherwise, and ends with 0", () => {
    expect(ran({ "a.yaml": fine }, "check", "a.yaml")).toEqual({
      code: 0,
      stdout: `${notices.join("\n").replace("2:1", "2:10")}\na.yaml: 1 notice\n`,
      stderr: "",
    });
  });

  it("says every error with its place and what to write instead, and ends with 1", () => {
    const text = [
      "version: 1",
      "capture:",
      "  managment: all",
      "  exclude:",
      "    - { name: noise, when: 'operation = \"x\"', reason: noise }",
      "alerts:",
      "  custom:",
      '    - { name: a, when: "operatoin == \\"x\\"", severity: low }',
      "",
    ].join("\n");
    const { code, stdout } = ran({ "a.yaml": text }, "check", "a.yaml");
    const errors = stdout.split("\n").filter((line) => line.includes(" error: "));
    expect(errors.map((line) => line.slice(0, 110))).toEqual([
      "a.yaml:3:3: error: capture.managment: the key managment is not known; did you mean management? known here: man",
      "a.yaml:5:39: error: capture.exclude[0].when: at character 11 stands =, which can't stand there; compare with =",
      "a.yaml:8:25: error: alerts.custom[0].when: at character 1 stands operatoin, which is no field of an event; did",
    ]);
    expect(stdout).toMatch(/^a\.yaml: 3 errors/m);
    expect(code).toBe(1);
  });

  it("tells programs the same as JSON", () => {
    const { code, stdout } = ran({ "a.yaml": fine }, "check", "--json", "a.yaml");
    expect(JSON.parse(stdout)).toEqual({
      file: "a.yaml",
      errors: 0,
      warnings: 0,
      notices: 1,
      issues: [
        {
          severity: "notice",
          code: "aws-identity-with-management",
          path: "capture.identity",
          message: "CloudTrail records sign-ins with the management events; they are stored although not asked for",
          line: 2,
          column: 10,
        },
      ],
    });
    expect(code).toBe(0);
  });

  it("shows a hostile file without what a terminal would obey", () => {
    const { stdout } = ran({ "a.yaml": 'version: 1\n"\\e[31mred\\u202e": 1\n' }, "check", "a.yaml");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stdout).toContain("\\u001b[31mred\\u202e");
  });
});

describe("auditlog explain", () => {
  const spec = `${fine}alerts:\n  custom:\n    - { name: gone, when: operation == "DeleteTrail" && cloud == "aws", severity: high }\n`;

  it("shows the plan with the origin of each value, and each rule in each cloud's own words", () => {
    const { code, stdout } = ran({ "a.yaml": spec }, "explain", "a.yaml");
    expect(code).toBe(0);
    expect(stdout).toContain("  capture.management: write (spec)\n");
    expect(stdout).toContain("  retention.days: 400 (default)\n");
    expect(stdout).toContain('alerts.custom.gone\n    operation == "DeleteTrail" && cloud == "aws"\n    = AWS: exact,');
    expect(stdout).toMatch(/"eventName": \[\s+"DeleteTrail"\s+\]/);
    expect(stdout).toContain("    = Google Cloud: exact, not deployed yet: no event of this cloud matches\n");
  });

  it("of one cloud leaves the others out", () => {
    const { stdout } = ran({ "a.yaml": spec }, "explain", "a.yaml", "--cloud", "gcp", "--json");
    const found = JSON.parse(stdout) as { clouds: Record<string, { rules: { rule: string; fidelity: string }[] }> };
    expect(Object.keys(found.clouds)).toEqual(["gcp"]);
    expect(found.clouds.gcp?.rules).toMatchObject([{ rule: "alerts.custom.gone", fidelity: "exact", native: [] }]);
  });

  it("of a file with errors says them, and ends with 1", () => {
    const { code, stdout } = ran({ "a.yaml": "version: 2\n" }, "explain", "a.yaml");
    expect([code, stdout]).toEqual([
      1,
      "a.yaml:1:10: error: version: the number 2 is not a known version; this release reads version 1\na.yaml: 1 error\n",
    ]);
  });
});

describe("a mistake in the call is one line, and ends with 2", () => {
  it.each<[string[], string]>([
    [["chek", "a.yaml"], "auditlog: chek is no command; did you mean check? known: check, explain, help\n"],
    [["check"], "auditlog: no file is given; give a file: auditlog check audit.yaml\n"],
    [["check", "b.yaml"], "auditlog: b.yaml: there is no such file; give the path of an audit.yaml\n"],
    [["check", "bytes"], "auditlog: bytes: the file is no UTF-8 text; save it as UTF-8\n"],
    [["check", "huge"], "auditlog: huge: the file is over 5 MB; an audit.yaml is a few KB\n"],
    [["explain", "a.yaml", "a.yaml"], "auditlog: 2 files are given; give one: auditlog explain audit.yaml\n"],
    [["explain", "a.yaml", "--cloud", "gpc"], "auditlog: gpc is no cloud; did you mean gcp? give aws, gcp, azure\n"],
    [
      ["check", "a.yaml", "--jsn"],
      "auditlog: --jsn is no option; did you mean --json? known: --cloud, --json, --help, --version\n",
    ],
    [["explain", "a.yaml", "--cloud"], "auditlog: --cloud is used wrongly; see auditlog --help\n"],
  ])("%j", (args, stderr) => {
    const files = { "a.yaml": fine, bytes: Uint8Array.of(0xff, 0xfe, 0x00), huge: "x".repeat(5_000_001) };
    expect(ran(files, ...args)).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("the process", () => {
  const main = join(root, "cli", "main.ts");

  it("ends with the exit code, reads the standard input, and leaves a closed pipe in peace", () => {
    const folder = mkdtempSync(join(tmpdir(), "auditlog-cli-"));
    try {
      writeFileSync(join(folder, "bad.yaml"), "version: 3\n");
      const bad = spawnSync(process.execPath, [main, "check", join(folder, "bad.yaml")], { encoding: "utf8" });
      expect([bad.status, bad.stderr]).toEqual([1, ""]);
      const piped = spawnSync(process.execPath, [main, "check", "-"], { encoding: "utf8", input: fine });
      expect([piped.status, piped.stdout.split("\n").at(-2)]).toEqual([0, "-: 1 notice"]);
      const version = spawnSync(process.execPath, [main, "--version"], { encoding: "utf8" });
      expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
      const none = spawnSync(process.execPath, [main], { encoding: "utf8" });
      expect([none.status, none.stdout]).toEqual([2, ""]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
