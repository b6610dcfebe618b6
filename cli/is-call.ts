import { commands } from "./commands.ts";

const words: readonly string[] = [...commands, "help", "--help", "-h", "--version"];

/**
 * Whether arguments are meant for the command line, in a program that also is the plugin. Pulumi's engine gives its own
 * address among flags of its own; who debugs a plugin starts it with nothing.
 */
export const isCall = (args: readonly string[]): boolean => {
  const [first] = args;
  if (first === undefined) return false;
  return words.includes(first) || !args.some((arg) => /^[^\s/\\]+:\d+$/.test(arg));
};
