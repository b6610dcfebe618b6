import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSdks } from "../../sdk-gen/sdks/files.ts";
import type { Language } from "../../sdk-gen/sdks/languages.ts";

export const root = join(import.meta.dirname, "..", "..");
export const programs = join(import.meta.dirname, "programs");

/** What a compiler or checker said of a program. */
export interface Verdict {
  code: number | null;
  output: string;
}

/** One language: its SDK, made usable as its users get it, and programs that use it. */
export interface Toolchain {
  /** The program of tests/languages/programs, from the root. */
  source: string;
  /** Compiles and checks a program against the SDK, in a folder, as strictly as the language can. */
  check(text: string, folder: string): Promise<Verdict>;
  /** How to run the program that `check` accepted in the folder. */
  command(folder: string): readonly string[];
  /** What it needs in its environment. */
  env: { readonly [name: string]: string };
}

/** Every file of an SDK, as a key of what is made of it. */
export const sdkKey = (language: Language): (string | Buffer)[] =>
  [...readSdks(join(root, "sdk-gen"))].filter(([name]) => name.startsWith(`${language}/`)).flat();

export const readProgram = (source: string): string => readFileSync(join(programs, source), "utf8");
