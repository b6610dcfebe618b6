import { describe, expect, it } from "vitest";
import { readCall } from "../../cli/call.ts";
import { optionNames } from "../../cli/commands/options.ts";
import { commands } from "../../cli/commands.ts";
import { usageOf } from "../../cli/usage.ts";

import { type Files, fine, ran } from "./ran.ts";

describe("help and version", () => {
  it.each<[string[], string]>([
    [["--help"], usageOf("all")],
    [["-h"], usageOf("all")],
    [["help"], usageOf("all")],
    [["help", "check"], usageOf("check")],
    [["help", "explain"], usageOf("explain")],
    [["help", "test"], usageOf("test")],
    [["help", "replay"], usageOf("replay")],
    [["help", "backtest"], usageOf("backtest")],
    [["help", "catalog"], usageOf("catalog")],
    [["help", "completion"], usageOf("completion")],
    [["completion", "zsh", "-h"], usageOf("completion")],
    [["catalog", "--help"], usageOf("catalog")],
    [["check", "--help"], usageOf("check")],
    [["explain", "a.yaml", "-h"], usageOf("explain")],
    [["--version"], "1.2.3\n"],
    [["check", "--version"], "1.2.3\n"],
  ])("%j goes to the standard output, and ends with 0", async (args, stdout) => {
    expect(await ran({}, args)).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("has an example of each command, and each is a call that is understood", () => {
    for (const command of commands) {
      const calls = usageOf(command)
        .split("\n")
        .flatMap((line) => /^ {2}auditlog (.+?)(?: \|| {2})/.exec(line)?.[1] ?? []);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.map((call) => readCall(call.split(" ")).kind.replace(/-deployed$/, ""))).toEqual(
        calls.map(() => command),
      );
    }
  });

  it("fits a terminal of 120 columns", () => {
    const lines = (["all", ...commands] as const).flatMap((about) => usageOf(about).split("\n"));
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  it("is what a call without a command is answered with, which is a mistake", async () => {
    const answer = { code: 2, stdout: "", stderr: usageOf("all") };
    expect(await ran({}, [])).toEqual(answer);
    expect(await ran({}, ["--json"])).toEqual(answer);
  });
});

describe("a mistake in the call is one line, and ends with 2", () => {
  const files: Files = {
    "a.yaml": fine,
    bytes: Uint8Array.of(0xff, 0xfe, 0x00),
    huge: "x".repeat(5_000_001),
    folder: { refused: "EISDIR" },
    secret: { refused: "EACCES" },
    broken: { refused: "EIO" },
  };
  const knownCommands = `known: ${[...commands, "help"].join(", ")}`;
  const known = `known: ${optionNames.map((name) => `--${name}`).join(", ")}`;

  it.each<[string[], string]>([
    [["chek", "a.yaml"], `chek is no command; did you mean check? ${knownCommands}`],
    [["help", "exlpain"], `exlpain is no command; did you mean explain? ${knownCommands}`],
    [["deploy"], `deploy is no command; did you mean replay? ${knownCommands}`],
    [["check"], "no file is given; give one: auditlog check audit.yaml"],
    [["explain"], "no file is given; give one: auditlog explain audit.yaml"],
    [["explain", "a.yaml", "a.yaml"], "2 files are given; give one: auditlog explain audit.yaml"],
    [["explain", "a.yaml", "--cloud", "gpc"], "gpc is no cloud; did you mean gcp? give aws, gcp, azure"],
    [["explain", "a.yaml", "--cloud"], "--cloud needs a value; give it as in --cloud aws"],
    [["explain", "a.yaml", "--cloud="], "--cloud needs a value; give it as in --cloud aws"],
    [["explain", "a.yaml", "--json=yes"], "--json takes no value; give --json alone"],
    [
      ["catalog", "alert"],
      "alert is not in the catalog; did you mean alerts? give alerts, questions, controls, presets, activities",
    ],
    [["catalog", "alerts", "a", "b"], "2 ids are given; give one: auditlog catalog alerts a"],
    [
      ["catalog", "alerts", "rootuse"],
      "rootuse is none of the alerts; did you mean root-use? see them all: auditlog catalog alerts",
    ],
    [
      ["catalog", "activities", "dns.chang"],
      "dns.chang is none of the activities; did you mean dns.change? see them all: auditlog catalog activities",
    ],
    [
      ["explain", "a.yaml", "--adopt", "buckt"],
      "buckt can't be adopted; did you mean bucket? give bucket, key, logGroup, topic",
    ],
    [["explain", "a.yaml", "--adopt"], "--adopt needs a value; give it as in --adopt bucket"],
    [
      ["check", "a.yaml", "--adopt", "key"],
      "check has no --adopt; leave it out: it is checked as if nothing were adopted",
    ],
    [
      ["catalog", "--adopt", "key"],
      "catalog has no --adopt; leave it out: the catalog is the same whatever is adopted",
    ],
    [
      ["completion", "bash", "--adopt", "key"],
      "completion has no --adopt; leave it out: it is the same whatever is adopted",
    ],
    [["catalog", "--cloud", "aws"], "catalog has no --cloud; leave it out: each page shows all clouds"],
    [
      ["catalog", "alerts", "--cloud", "aws"],
      "catalog alerts has no --cloud; leave it out: each page shows all clouds",
    ],
    [["catalog", "questions", "--cloud", "asw"], "asw is no cloud; did you mean aws? give aws, gcp, azure"],
    [["check", "a.yaml", "--cloud", "aws"], "check has no --cloud; leave it out: all clouds are checked"],
    [
      ["completion", "bash", "--cloud", "aws"],
      "completion has no --cloud; leave it out: it is the same for all clouds",
    ],
    [["completion", "bash", "--json"], "completion has no --json; leave it out: a script has no other form"],
    [["completion"], "no shell is given; give one: auditlog completion bash"],
    [["completion", "bsh"], "bsh is no shell known here; did you mean bash? give bash, zsh, fish, powershell"],
    [["completion", "bash", "zsh"], "2 shells are given; give one: auditlog completion bash"],
    [["completions"], `completions is no command; did you mean completion? ${knownCommands}`],
    [["check", "a.yaml", "--jsn"], `--jsn is no option; did you mean --json? ${known}`],
    [["check", "a.yaml", "-x"], `-x is no option; ${known}`],
    [["check", "--", "--json"], "--json: there is no such file; give the path of an audit.yaml"],
    [["check", "none"], "none: there is no such file; give the path of an audit.yaml"],
    [["check", "folder"], "folder: this is a folder; give the path of the audit.yaml in it"],
    [["check", "secret"], "secret: the file may not be read; allow it, or give another"],
    [["check", "broken"], "broken: the file can't be read (EIO); give another"],
    [["check", "bytes"], "bytes: the file is no UTF-8 text; save it as UTF-8"],
    [["explain", "huge"], "huge: the file is over 5 MB; an audit.yaml is a few KB"],
    [["\u001b[2J"], `\\u001b[2J is no command; ${knownCommands}`],
  ])("%j", async (args, line) => {
    expect(await ran(files, args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${line}\n` });
  });
});
