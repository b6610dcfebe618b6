export type { KqlQuery } from "./kql-ast.ts";
export { type KqlRow, selectRows, selectsRow, tablesOf } from "./kql-evaluate.ts";
export { parseKql } from "./kql-query.ts";
