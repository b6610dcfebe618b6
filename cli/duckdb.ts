import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UsageError } from "./io.ts";

/** A row of a result, as JSON has it. */
export type Row = Readonly<Record<string, unknown>>;

/** The query was understood by DuckDB, and failed: on files, memory or time. */
export class QueryFailed extends Error {}

interface Bindings {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Row[] }>;
        closeSync(): void;
      }>;
    }>;
  };
}

/** The package of DuckDB that is installed beside whoever asks. */
const installed = (): Bindings | undefined => {
  try {
    return createRequire(join(process.cwd(), "auditlog.js"))("@duckdb/node-api") as Bindings;
  } catch (error) {
    if ((error as { code?: string }).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
};

/** What DuckDB says in its first line is what is wrong; what follows is the query. */
const failed = (message: string): QueryFailed => new QueryFailed(message.trim().split("\n")[0] ?? "");

const byPackage = async ({ DuckDBInstance }: Bindings, text: string): Promise<Row[]> => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    return (await connection.runAndReadAll(text)).getRowObjectsJson();
  } catch (error) {
    throw failed((error as Error).message);
  } finally {
    connection.closeSync();
  }
};

const mostBytes = 64 * 1024 * 1024;

const byProgram = (text: string): Row[] => {
  const { error, status, stdout, stderr } = spawnSync("duckdb", ["-json", "-bail"], {
    input: text,
    encoding: "utf8",
    maxBuffer: mostBytes,
  });
  if ((error as { code?: string } | undefined)?.code === "ENOENT") {
    throw new UsageError(
      "DuckDB is not here; npm install @duckdb/node-api in this folder, or put the program duckdb on your PATH, or leave out --run and give it the query",
    );
  }
  if (error !== undefined) throw error;
  if (status !== 0) throw failed(stderr);
  return JSON.parse(stdout) as Row[];
};

/** Asks DuckDB a text of statements, of which the last one has the rows. */
export const askDuckDb = async (text: string): Promise<readonly Row[]> => {
  const bindings = installed();
  return bindings === undefined ? byProgram(text) : byPackage(bindings, text);
};
