import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../../cli/commands.ts";
import { completion } from "../../../cli/completion.ts";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";

/** Runs the script in a real bash; does not prove how a terminal shows it. */

const hasBash = spawnSync("bash", ["--version"]).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-completion-"));
  writeFileSync(join(folder, "script"), completion("bash"));
  mkdirSync(join(folder, "specs"));
  writeFileSync(join(folder, "specs", "audit one.yaml"), "");
  writeFileSync(join(folder, "specs", "audit.yaml"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash offers where the last of these words is being written. */
const offered = (...words: string[]): string[] => {
  const program =
    'set -u; source ./script; COMP_CWORD=$(($# - 1)); COMP_WORDS=("$@"); cd specs; set +u; _auditlog; printf "%s\\n" "${COMPREPLY[@]}"';
  const output = execFileSync("bash", ["--norc", "-c", program, "bash", "auditlog", ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return output.split("\n").filter((line) => line !== "");
};

describe.runIf(hasBash)("completion in bash", () => {
  it.each([
    ["", [...commands, "help"].join(" ")],
    ["ch", "check"],
    ["help c", "check catalog completion"],
    ["-", "--help --version"],
    ["check --", "--json --help --version"],
    ["explain audit.yaml --c", "--cloud"],
    ["explain --cloud ", "aws gcp azure"],
    ["explain --cloud a", "aws azure"],
    // Bash cuts --cloud=a into three words.
    ["explain --cloud = a", "aws azure"],
    ["explain --cloud =", "aws gcp azure"],
    ["catalog ", "alerts questions controls presets activities"],
    ["catalog --json p", "presets"],
    ["catalog alerts root", "root-use"],
    ["catalog presets pci", "pci-dss-4"],
    ["catalog alerts root-use ", ""],
    ["completion ", "bash zsh fish powershell"],
    ["deploy ", ""],
  ])("after %j offers %j", (words, expected) => {
    expect(offered(...words.split(" ")).join(" ")).toBe(expected);
  });

  it("offers files where a command takes files, also with a space in their name", () => {
    // In the order of the disk.
    expect(offered("explain", "--cloud", "aws", "audit").sort()).toEqual(["audit one.yaml", "audit.yaml"]);
    expect(offered("explain", "--cloud", "=", "aws", "audit.y")).toEqual(["audit.yaml"]);
    expect(offered("check", "audit.yaml", "audit one")).toEqual(["audit one.yaml"]);
    expect(offered("replay", "--state", "audit.y")).toEqual(["audit.yaml"]);
    expect(offered("replay", "--state", "=", "audit.y")).toEqual(["audit.yaml"]);
  });

  it("offers every alert of the catalog", () => {
    expect(offered("catalog", "alerts", "")).toEqual(catalogAlerts.map(({ id }) => id));
  });
});
