import { RE2JS, RE2JSException } from "re2js";
import { parseCloudLoggingQuery } from "../../core/native/cloud-logging-query.ts";

/** The page that gives the syntax of what takes a value out of a log entry. */
export const extractorSyntax =
  "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics#LogMetric.FIELDS.value_extractor";

/** What is wrong with `EXTRACT(field)` or `REGEXP_EXTRACT(field, "regex")`. */
export function extractorProblem(expression: string): string | undefined {
  const whole = /^\s*EXTRACT\((.*)\)\s*$/s.exec(expression)?.[1];
  if (whole !== undefined) return fieldProblem(whole);
  const [, field, pattern] = /^\s*REGEXP_EXTRACT\(([^,]*),\s*"(.*)"\s*\)\s*$/s.exec(expression) ?? [];
  if (field === undefined || pattern === undefined) {
    return 'must be EXTRACT(field) or REGEXP_EXTRACT(field, "regex")';
  }
  return fieldProblem(field) ?? patternProblem(pattern.replaceAll('\\"', '"'));
}

/** A field is whatever a query may ask for the presence of. */
function fieldProblem(field: string): string | undefined {
  const { filter } = parseCloudLoggingQuery(`${field}:*`);
  if (filter?.expression.kind === "present" && filter.expression.subject.kind === "field") return undefined;
  return `"${field.trim()}" is not a field of a log entry`;
}

function patternProblem(pattern: string): string | undefined {
  try {
    const groups = RE2JS.compile(pattern).groupCount();
    return groups === 1 ? undefined : `the regex must include exactly one capture group, it has ${groups}`;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `the regex is invalid: ${error.message}`;
  }
}
