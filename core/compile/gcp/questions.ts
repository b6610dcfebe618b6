import { toCloudLoggingQuery } from "../../filter/to-cloud-logging-query.ts";
import type { QueryLanguage } from "../query-language.ts";

/** Of the Logs Explorer, which has columns and counts of its own: a query says which entries. */
export const searchQuery: QueryLanguage = {
  target: "Cloud Logging",
  compile: (filter) => toCloudLoggingQuery(filter),
  write: ({ comments, condition }) => [...comments.map((line) => `-- ${line}`), condition].join("\n"),
};
