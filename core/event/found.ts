/** What bytes hold: JSON values, and what is none. `offset` counts bytes from the beginning. */
export interface Found {
  value(value: unknown, offset: number): void;
  broken(reason: string, offset: number): void;
}

export interface SplitLimits {
  /** Up to this a line or an object is read as a whole; of a longer one the records in it, one by one. */
  readonly wholeBytes: number;
  /** What is longer is no record: clouds write at most 1 MB of an event. */
  readonly recordBytes: number;
}
