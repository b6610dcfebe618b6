import type { ParseArgsConfig } from "node:util";

/** Parses a script's options, each of them a flag or `--name value`; an unknown one is refused with the nearest known. */
export function parseFlags(
  argv: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  settings?: { allowPositionals?: boolean },
): { values: { [name: string]: string | boolean | (string | boolean)[] | undefined }; positionals: string[] };
