import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

/** Asks DuckDB the query in a file, with so many threads. */
const [file, threads] = process.argv.slice(2) as [string, string];
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const rows = (await connection.runAndReadAll(readFileSync(file, "utf8"))).getRowObjectsJson();
console.log(JSON.stringify(rows));
