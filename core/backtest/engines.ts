import type { Cloud } from "../contract/cloud.ts";

/** An engine that archives are asked by. */
export interface EngineInfo {
  /** The clouds whose archives it reads. */
  readonly clouds: readonly Cloud[];
  /** What it reads, for people. */
  readonly says: string;
}

/** The engines in whose language an archive can be asked. */
export const engineTable = {
  duckdb: {
    clouds: ["aws", "gcp", "azure"],
    says: "DuckDB, over files of any cloud: FILES are paths, patterns in quotes, or addresses that it reads",
  },
  athena: { clouds: ["aws"], says: "Athena, over the table that query.archive makes, or the --table of that form" },
  bigquery: { clouds: ["gcp"], says: "BigQuery, over the --table _AllLogs of a log bucket's linked dataset" },
  kql: { clouds: ["azure"], says: "Log Analytics, over the tables of a workspace, or over one --table of them" },
} as const satisfies Record<string, EngineInfo>;

export type Engine = keyof typeof engineTable;

export const engines = Object.keys(engineTable) as readonly Engine[];
