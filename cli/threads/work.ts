import type { Counts } from "../../core/replay/tally.ts";
import type { Unread } from "../events/read.ts";
import type { Range, Source } from "../events/sources.ts";

/** What each thread decides by: it reads the spec itself, since filters can't be sent. */
export interface Deciding {
  /** The text of the spec. */
  readonly spec: string;
  /** The day, as an ISO date. */
  readonly today: string;
}

/** A file, or lines of one, for one thread. */
export interface Work {
  readonly source: Source;
  /** Absent where it is the whole file, of whatever form. */
  readonly range: Range | undefined;
  /** Whether it was read before: then nothing is known from that. */
  readonly isAgain: boolean;
}

/** What a thread says: how much it read on the way, and what it counted in the end. */
export type Said =
  | { readonly bytes: number }
  | { readonly counts: Counts; readonly unread: Unread | undefined; readonly hadOnlyLines: boolean };

/** A piece of work that is done. */
export type Done = Exclude<Said, { readonly bytes: number }>;
