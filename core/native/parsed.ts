/** What is wrong with a native filter: a position in its text, counted in characters from 0, and what was found there. */
export interface SyntaxProblem {
  at: number;
  message: string;
}

/** A native filter, read; or everything that is wrong with it. */
export type Parsed<Filter> =
  | { filter: Filter; problems?: undefined }
  | { filter?: undefined; problems: SyntaxProblem[] };
