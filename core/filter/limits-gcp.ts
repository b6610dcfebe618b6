/** Characters of a filter of a sink, an exclusion, a log-based metric or an alert. https://cloud.google.com/logging/quotas */
export const queryCharacters = 20_000;
