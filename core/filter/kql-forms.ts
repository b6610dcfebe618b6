import type { Code, Operand } from "./kql-code.ts";

/** A resource's name, whole and by its last part. */
export interface NamePair {
  readonly whole: Operand;
  readonly last: Operand;
}

/** How a table says a field of the event model. What isn't there is an empty text. */
export type FieldForm =
  | { readonly is: "fixed"; readonly value: string }
  /** `lower` has it in lower case, as the event model does; `isAlways`: no row is without. */
  | { readonly is: "text"; readonly operand: Operand; readonly lower?: Operand; readonly isAlways?: true }
  | { readonly is: "texts"; readonly operands: readonly Operand[] }
  | { readonly is: "names"; readonly pairs: readonly NamePair[] }
  /** A made column with one of few words; `direct` is how some, with blanks between them, are said without it. */
  | {
      readonly is: "word";
      readonly operand: Operand;
      readonly values: readonly string[];
      readonly direct?: Readonly<Record<string, readonly [yes: Code, no: Code]>>;
    }
  /** Conditions, one a value, of which `isAlways` one holds. */
  | {
      readonly is: "choice";
      readonly values: readonly { readonly value: string | boolean; readonly yes: Code; readonly no: Code }[];
      readonly isAlways?: true;
    }
  /** Somewhere in a list, which a condition can't search item by item. */
  | { readonly is: "listed"; readonly column: string };

/** A column that `extend` makes. */
export interface Made {
  readonly value: string;
  /** The made columns that it uses. */
  readonly needs?: readonly string[];
}

/** The columns of what alerts tell. */
export type ToldColumn = "Who" | "What" | "Target" | "Account" | "SourceIp" | "Outcome";

export interface TableForm {
  readonly made: Readonly<Record<string, Made>>;
  readonly fields: Readonly<Record<string, FieldForm>>;
  /** What people are told where a field has several values: the first that is there. */
  readonly told?: Readonly<Partial<Record<ToldColumn, string>>>;
}

export const column = (text: string): Operand => ({ text });
export const made = (name: string): Operand => ({ text: name, made: name });
export const text = (operand: Operand): FieldForm => ({ is: "text", operand });
export const fixed = (value: string): FieldForm => ({ is: "fixed", value });
