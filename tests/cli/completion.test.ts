import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readCall } from "../../cli/call.ts";
import { type Option, type OptionName, options } from "../../cli/commands/options.ts";
import { commands, type Shell, shells } from "../../cli/commands.ts";
import { programs } from "../../cli/completion/words.ts";
import { completion, completions } from "../../cli/completion.ts";
import { ran } from "./ran.ts";

/** Does not prove that zsh, fish and PowerShell understand their scripts where they are not installed. */

describe("completion", () => {
  it.each(shells)("prints the script for %s", async (shell) => {
    expect(await ran({}, ["completion", shell])).toEqual({ code: 0, stdout: completion(shell), stderr: "" });
  });

  it("offers nothing that is not understood", () => {
    for (const { words, known } of completions.after.filter(({ words }) => words !== "")) {
      for (const { word } of known) expect(() => readCall([...words.split(" "), word])).not.toThrow();
    }
    for (const { command, known } of completions.options.filter(({ command }) => command !== "")) {
      const required =
        {
          check: ["a.yaml"],
          explain: ["a.yaml"],
          replay: ["a.yaml", "logs/"],
          backtest: ["a.yaml", "logs/"],
          report: ["a.yaml"],
          diff: ["a.yaml", "b.yaml"],
          catalog: ["questions"],
          completion: ["bash"],
        }[command] ?? [];
      for (const { word } of known) {
        const { value }: Option = options[word.slice("--".length) as OptionName];
        const option = value === undefined ? word : `${word}=${value.of[0] ?? value.example}`;
        // What is deployed stands instead of the spec.
        const words = command === "replay" && ["--state", "--preview", "--stack"].includes(word) ? ["logs/"] : required;
        expect(() => readCall([command, ...words, option])).not.toThrow();
      }
    }
  });

  it("offers every command, and options of each", () => {
    expect(completions.after[0]?.known.map(({ word }) => word)).toEqual([...commands, "help"]);
    expect(completions.options.map(({ command }) => command)).toEqual(["", ...commands]);
  });

  const parsers: Record<Shell, readonly string[]> = {
    bash: ["bash", "-n"],
    zsh: ["zsh", "-n"],
    fish: ["fish", "--no-execute"],
    powershell: ["pwsh", "-NoProfile", "-Command", "[scriptblock]::Create($input)"],
  };

  it.each(shells)("is for all names of the program in %s, and a script that the shell can read", (shell) => {
    const script = completion(shell);
    for (const program of programs) expect(script).toContain(program);
    const [program = "", ...args] = parsers[shell];
    const parsed = spawnSync(program, args, { input: script, encoding: "utf8" });
    if (parsed.error === undefined) expect([parsed.status, parsed.stderr]).toEqual([0, ""]);
  });
});
