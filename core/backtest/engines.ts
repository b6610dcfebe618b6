/** The engines whose language an archive can be asked in. */
export const engines = ["duckdb"] as const;

export type Engine = (typeof engines)[number];
