import { toToldKql } from "../../filter/to-kql.ts";
import type { QueryLanguage } from "../query-language.ts";

/** Of the workspace; the tables that it lacks are left out. */
export const searchQuery: QueryLanguage = {
  target: "Log Analytics",
  compile: toToldKql,
  write: ({ question: { by }, comments, condition }) =>
    [
      ...comments.map((line) => `// ${line}`),
      condition,
      ...(by === undefined
        ? ["| sort by TimeGenerated desc"]
        : [`| summarize Events = count(), Last = max(TimeGenerated) by ${by.join(", ")}`, "| sort by Events desc"]),
    ].join("\n"),
};
