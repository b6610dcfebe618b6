import type { CommandEntry } from "./commands/entry.ts";
import { type Option, type OptionName, options } from "./commands/options.ts";
import { type Command, commands, commandTable } from "./commands.ts";

const flag = (name: OptionName): string => {
  const { short, value }: Option = options[name];
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value.called}`}`;
};

/** Lines of two columns, indented. */
const columns = (rows: readonly (readonly [string, string])[], gap: number): string => {
  const width = Math.max(...rows.map(([left]) => left.length)) + gap;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join("\n");
};

const overview = (): string => {
  const calls = commands.map((name): [string, string] => {
    const { shortCall, summary }: CommandEntry = commandTable[name];
    return [`auditlog ${name} ${shortCall}`, summary];
  });
  const common: OptionName[] = ["json", "help", "version"];
  return `auditlog: what an audit.yaml will do, before anything is deployed

${columns([...calls, ["auditlog help COMMAND", "more about one of them"]], 5)}

${columns(
  common.map((name) => [flag(name), options[name].summary]),
  4,
)}

Examples:

${columns(
  commands.map((name) => [`auditlog ${commandTable[name].examples[0].call}`, commandTable[name].examples[0].does]),
  4,
)}

FILE may be - for the standard input. Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.
`;
};

const page = (name: Command): string => {
  const { call, about, options: own, examples, ends }: CommandEntry = commandTable[name];
  const rows = Object.entries(own).map(([option, does]): [string, string] => [flag(option as OptionName), does]);
  return [
    `auditlog ${name} ${call}`,
    about,
    ...(rows.length > 0 ? [columns(rows, 4)] : []),
    "Examples:",
    columns(
      examples.map((example) => [`auditlog ${example.call}`, example.does]),
      4,
    ),
    `${ends}\n`,
  ].join("\n\n");
};

/** What the command line says about itself, and about each command. */
export const usageOf = (about: Command | "all"): string => (about === "all" ? overview() : page(about));
