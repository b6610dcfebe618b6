import { parsedJson } from "./record.ts";

/** What bytes hold: JSON values, and what is none. `offset` counts bytes from the beginning. */
export interface Found {
  value(value: unknown, offset: number): void;
  broken(reason: string, offset: number): void;
  /** Takes whole lines, with their ends, of bytes that have a record a line; else each is read by itself. */
  lines?(bytes: Uint8Array, offset: number): void;
  /** Takes a line that is a document by itself, or says that it can't. */
  document?(line: Uint8Array, offset: number): boolean;
}

const utf8 = new TextDecoder();

/** Reads one line. Is it JSON of an object or array? */
export const readLine = (found: Found, line: Uint8Array, offset: number): boolean => {
  const text = utf8.decode(line).trim();
  const value = parsedJson(text);
  if (value !== undefined) found.value(value, offset);
  else if (text !== "") found.broken("not JSON", offset);
  return typeof value === "object" && value !== null;
};

export interface SplitLimits {
  /** Up to this a line or an object is read as a whole; of a longer one the records in it, one by one. */
  readonly wholeBytes: number;
  /** What is longer is no record: clouds write at most 1 MB of an event. */
  readonly recordBytes: number;
}
