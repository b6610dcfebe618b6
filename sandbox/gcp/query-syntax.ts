import { parseCloudLoggingQuery } from "../../core/native/cloud-logging-query.ts";

/** What is wrong with the query, as Cloud Logging says it, or nothing. An empty query matches everything. */
export function queryProblem(query: string): string | undefined {
  const problem = parseCloudLoggingQuery(query).problems?.[0];
  if (problem === undefined) return undefined;
  const lines = query.slice(0, problem.at).split("\n");
  const place = `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
  const token = /^unexpected (token .*)$/s.exec(problem.message)?.[1];
  if (token !== undefined) return `Unparseable filter: syntax error at ${place}, ${token}`;
  return `Unparseable filter: ${problem.message} at ${place}`;
}
