import type { Json } from "../../sandbox/resource.ts";
import type { Case } from "./azure-cases.ts";
import { bad, QUERY, where } from "./azure-scheduled-query-cases.ts";
import { dimension, measured } from "./azure-scheduled-query-criteria-cases.ts";

const minutely = { evaluationFrequency: "PT1M" };
const query = (text: string, more: { [path: string]: Json } = {}) => where({ query: text, ...more });
const each = (text: string) => ({ ...minutely, ...query(text) });

/** The rules on the query itself. */
export const queryCases: Case[] = [
  bad("query-is-valid", "an empty query", query(" \n"), {}, /allOf\[0\]\.query could not be validated: it is empty/),
  bad(
    "query-is-valid",
    "a query that ends in the middle",
    query(`${QUERY}\n| where`),
    query(`${QUERY}\n| where Caller has "@"`),
    /could not be validated: .*, at line 4, column 8\./,
  ),
  bad(
    "query-is-valid",
    "a column that the table hasn't",
    query("AzureActivity | where Who == 'a'"),
    query("AzureActivity | where Caller == 'a'"),
    /at line 1, column 23/,
  ),
  bad(
    "query-is-valid",
    "a wrong query whose validation is skipped",
    { skipQueryValidation: true, ...query("Unknown") },
    { skipQueryValidation: true },
    /Unknown.*As skipQueryValidation is true, Azure accepts the alert rule, but it never fires/,
  ),
  bad(
    "query-has-no-forbidden-word",
    "bag_unpack()",
    query("AzureActivity | evaluate bag_unpack(Properties_d)"),
    query("AzureActivity | where Caller == 'bag_unpack' // bag_unpack"),
    /don't support bag_unpack\(\)/,
  ),
  bad(
    "query-has-no-forbidden-word",
    "a reserved column",
    query("AzureActivity | summarize AggregatedValue = count()"),
    query("AzureActivity | summarize Aggregated = count()"),
    /'AggregatedValue' is a reserved word/,
  ),
  bad(
    "query-ago-has-a-literal",
    "a computed ago()",
    query("AzureActivity | where TimeGenerated > ago(iff(1 == 1, 1m, 2m))"),
    query("AzureActivity | where TimeGenerated > ago(2m)"),
    /timespan literals only/,
  ),
  bad(
    "query-ago-is-within-its-range",
    "an ago() beyond the window",
    query("AzureActivity | where TimeGenerated > ago(1h)"),
    { overrideQueryTimeRange: "PT1H", ...query("AzureActivity | where TimeGenerated > ago(1h)") },
    /looks back 60 minutes with ago\(\), but is run over the last 5: Azure accepts/,
  ),
  bad(
    "query-ago-is-within-its-range",
    "an ago() beyond two days",
    { windowSize: "P2D", ...query("AzureActivity | where TimeGenerated > ago(49h)") },
    { windowSize: "P2D", ...query("AzureActivity | where TimeGenerated > ago(48h)") },
    /run over the last 2880/,
  ),
  ...[
    { when: "a union", text: "union AzureActivity, AuditLogs", word: /\(union at/ },
    { when: "a union within parentheses", text: "(union AzureActivity, AuditLogs) | where 1 == 1", word: /\(union at/ },
    { when: "a search", text: "AzureActivity | search 'a'", word: /\(search at/ },
    { when: "a limit", text: "AzureActivity | limit 10", word: /\(limit at/ },
    { when: "ingestion_time()", text: "AzureActivity | where ingestion_time() > ago(1m)", word: /\(ingestion_time at/ },
    { when: "another cluster", text: "adx('https://help.kusto.windows.net/Samples').table", word: /\(adx at/ },
  ].map(({ when, text, word }) =>
    bad(
      "query-fits-a-frequency-of-1-minute",
      `${when} each minute`,
      each(text),
      text.startsWith("union") ? query(text) : each("AzureActivity | extend union_ = 'union'"),
      word,
    ),
  ),
  bad(
    "columns-are-of-its-query",
    "a dimension that the query leaves out",
    query(QUERY, { dimensions: [dimension("CallerIpAddress")] }),
    query(QUERY, { dimensions: [dimension("Caller")] }),
    /Failed to resolve scalar expression named 'CallerIpAddress' \(.*dimensions\[0\]\.name\)/,
  ),
  bad(
    "columns-are-of-its-query",
    "a dimension that is neither text nor number",
    query(QUERY, { dimensions: [dimension("Properties_d")] }),
    query(QUERY, { dimensions: [dimension("Lost")] }),
    /'Properties_d' at .* is a dynamic; it must be string, int, long, real/,
  ),
  bad(
    "columns-are-of-its-query",
    "a total of texts",
    query(QUERY, { ...measured, metricMeasureColumn: "Caller" }),
    query(QUERY, measured),
    /'Caller' at .*metricMeasureColumn is a string/,
  ),
  bad(
    "columns-are-of-its-query",
    "a resource's id that is no column",
    query(QUERY, { resourceIdColumn: "ResourceId" }),
    query(QUERY, { resourceIdColumn: "_ResourceId" }),
    /'ResourceId' \(.*resourceIdColumn\)/,
  ),
  bad(
    "periods-have-times",
    "several periods of rows without a time",
    query("AzureActivity | project Caller", { "failingPeriods.numberOfEvaluationPeriods": 2 }),
    query("AzureActivity | project Caller, TimeGenerated", { "failingPeriods.numberOfEvaluationPeriods": 2 }),
    /the query's result has no datetime column/,
  ),
];
