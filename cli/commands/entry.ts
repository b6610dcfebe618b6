import type { OptionName } from "./options.ts";

/** A command as its help, the mistakes in its call and completion know it. */
export interface CommandEntry {
  /** What follows its name. */
  readonly call: string;
  /** The same in the list of commands, where it is longer than that list has room for. */
  readonly shortCall: string;
  readonly summary: string;
  /** What is between the call and the options. */
  readonly about: string;
  /** Its own options, each with what it does here. */
  readonly options: { readonly [Name in OptionName]?: string };
  /** Why it has not some option of another command, where it has a reason of its own. */
  readonly without: { readonly [Name in OptionName]?: string };
  readonly examples: readonly [CommandExample, ...CommandExample[]];
  readonly ends: string;
  /** Are its arguments files? */
  readonly takesFiles: boolean;
}

interface CommandExample {
  readonly call: string;
  readonly does: string;
}
