export const root: string;
export const windows: boolean;

/** A failure that the user can act on: shown as its message alone, without a stack trace. */
export class SetupError extends Error {}

/** A command that failed, with everything that it said. */
export class CommandError extends SetupError {
  constructor(command: readonly string[], outcome: string, output: string);
}

/** Runs a command to its end and gives its output. */
export function capture(
  command: readonly string[],
  options?: { cwd?: string; env?: NodeJS.ProcessEnv; onLine?: (line: string) => void },
): Promise<{ code: number | null; outcome: string; stdout: string; stderr: string; all: string }>;

/** The first executable of this name in the folders of a PATH. */
export function findExecutable(name: string, path?: string): string | undefined;
