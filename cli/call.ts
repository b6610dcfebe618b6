import { type BacktestCall, backtestCall } from "./calls/backtest.ts";
import { type CatalogCall, catalogCall } from "./calls/catalog.ts";
import { type CheckCall, checkCall } from "./calls/check.ts";
import { type CompletionCall, completionCall } from "./calls/completion.ts";
import { type DiffCall, diffCall } from "./calls/diff.ts";
import { type ExplainCall, explainCall } from "./calls/explain.ts";
import { didYouMean, given } from "./calls/given.ts";
import { type ReplayCall, replayCall } from "./calls/replay.ts";
import { type DeployedCall, deployedCall, isOfDeployed } from "./calls/replay-deployed.ts";
import { type ReportCall, reportCall } from "./calls/report.ts";
import { type TestCall, testCall } from "./calls/test.ts";
import type { CommandEntry } from "./commands/entry.ts";
import { type OptionName, options } from "./commands/options.ts";
import { type Command, commands, commandTable, optionsOf } from "./commands.ts";
import { UsageError } from "./io.ts";

/** What the user asks for. */
export type Call =
  | { readonly kind: "nothing" | "version" }
  | { readonly kind: "help"; readonly about: Command | "all" }
  | CheckCall
  | ExplainCall
  | ReplayCall
  | TestCall
  | ReportCall
  | BacktestCall
  | DeployedCall
  | DiffCall
  | CompletionCall
  | CatalogCall;

const commandNamed = (name: string): Command => {
  const known = commands.find((one) => one === name);
  if (known !== undefined) return known;
  const all = [...commands, "help"];
  throw new UsageError(`${name} is no command; ${didYouMean(name, all)}known: ${all.join(", ")}`);
};

const refuseForeign = (kind: Command, flags: ReadonlySet<OptionName>): void => {
  const own = optionsOf(kind);
  const { without }: CommandEntry = commandTable[kind];
  for (const flag of flags) {
    if (own.includes(flag)) continue;
    throw new UsageError(`${kind} has no --${flag}; leave it out: ${without[flag] ?? options[flag].elsewhere}`);
  }
};

/** Arguments → what is asked for. Throws `UsageError` with what to write instead. */
export const readCall = (args: readonly string[]): Call => {
  const { words: all, flags, values } = given(args);
  const [word, ...words] = all;
  if (flags.has("version")) return { kind: "version" };
  if (word === undefined) return { kind: flags.has("help") ? "help" : "nothing", about: "all" };
  if (word === "help") return { kind: "help", about: words[0] === undefined ? "all" : commandNamed(words[0]) };
  const kind = commandNamed(word);
  if (flags.has("help")) return { kind: "help", about: kind };
  refuseForeign(kind, flags);
  const its = { words, flags, values };
  if (kind === "catalog") return catalogCall(its);
  if (kind === "completion") return completionCall(its);
  if (kind === "test") return testCall(its);
  if (kind === "diff") return diffCall(its);
  if (kind === "replay" && isOfDeployed(its)) return deployedCall(its);
  const [file] = words;
  if (file === undefined) throw new UsageError(`no file is given; give one: auditlog ${kind} audit.yaml`);
  switch (kind) {
    case "check":
      return checkCall(its);
    case "explain":
      return explainCall(its, file);
    case "replay":
      return replayCall(its, file);
    case "report":
      return reportCall(its, file);
    case "backtest":
      return backtestCall(its, file);
    default:
      return kind satisfies never;
  }
};
