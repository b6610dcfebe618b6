interface Options {
  cwd?: string;
  env?: { readonly [name: string]: string | undefined };
}

/** A folder in the user's cache that `make` fills, once for each key. */
export function made(
  name: string,
  key: readonly (string | Buffer)[],
  make: (folder: string) => Promise<void>,
): Promise<string>;

/** The program on the PATH; without it the tests fail, they are not left out. */
export function program(name: string, purpose: string): string;

/** Runs a command to its end. */
export function run(command: readonly string[], options?: Options): Promise<{ code: number | null; output: string }>;

/** Runs a command that must succeed, and gives what it said. */
export function succeed(command: readonly string[], options?: Options): Promise<string>;
