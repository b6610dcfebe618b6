/** Characters of a filter of a sink, an exclusion, a log-based metric or an alert. https://cloud.google.com/logging/quotas */
export const queryCharacters = 20_000;

/** Bytes of a query of BigQuery. https://cloud.google.com/bigquery/quotas#query_jobs */
export const bigQueryBytes = 1_000_000;
