import { backtestCommand } from "./commands/backtest.ts";
import { catalogCommand } from "./commands/catalog.ts";
import { checkCommand } from "./commands/check.ts";
import { completionCommand } from "./commands/completion.ts";
import { diffCommand } from "./commands/diff.ts";
import type { CommandEntry } from "./commands/entry.ts";
import { explainCommand } from "./commands/explain.ts";
import { type OptionName, optionNames } from "./commands/options.ts";
import { replayCommand } from "./commands/replay.ts";
import { reportCommand } from "./commands/report.ts";
import { testCommand } from "./commands/test.ts";

/** What can be called, in the order in which it is shown. */
export const commandTable = {
  check: checkCommand,
  explain: explainCommand,
  test: testCommand,
  replay: replayCommand,
  report: reportCommand,
  backtest: backtestCommand,
  diff: diffCommand,
  catalog: catalogCommand,
  completion: completionCommand,
} as const satisfies Record<string, CommandEntry>;

export type Command = keyof typeof commandTable;

export const commands = Object.keys(commandTable) as Command[];

/** What the package comes with. */
export const catalogKinds = ["alerts", "questions", "controls", "presets", "activities"] as const;

export type CatalogKind = (typeof catalogKinds)[number];

/** The shells whose completion can be had. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

/** Every command has these. */
export const commonOptions: readonly OptionName[] = ["help", "version"];

/** Its own options and those of every command. */
export const optionsOf = (command: Command): readonly OptionName[] =>
  optionNames.filter((name) => name in commandTable[command].options || commonOptions.includes(name));
