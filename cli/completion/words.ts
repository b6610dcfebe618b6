/** A word that can stand somewhere, and what it is. */
export interface Word {
  readonly word: string;
  readonly says: string;
}

export interface OptionValues {
  readonly option: string;
  readonly known: readonly string[];
  readonly isFile: boolean;
}

/** What can be completed, for all shells. */
export interface Completions {
  /** What can follow the words so far, options left out. */
  readonly after: readonly { readonly words: string; readonly known: readonly Word[] }[];
  /** The commands whose arguments are files. */
  readonly files: readonly string[];
  /** The options of each command; of none, those of the program. */
  readonly options: readonly { readonly command: string; readonly known: readonly Word[] }[];
  /** The values of the options that take one. */
  readonly values: readonly OptionValues[];
}

/** The names under which the program is installed. */
export const programs = ["auditlog", "pulumi-auditlog", "pulumi-resource-auditlog"] as const;

export const wordsOf = (known: readonly Word[]): string => known.map(({ word }) => word).join(" ");
