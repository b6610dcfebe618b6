import type { GcpBlueprint } from "../compile/gcp/blueprint.ts";
import {
  both,
  type Comparison,
  either,
  equal,
  eventField,
  type Filter,
  isComparison,
  matches,
  never,
  not,
  partsOf,
  present,
  recordField,
  sameField,
  withParts,
} from "../filter/ast.ts";
import { pathKind } from "../filter/gcp-paths.ts";
import { auditLog } from "../filter/gcp-record.ts";
import { quotedRegex } from "../filter/on-field.ts";
import { rewrite } from "../filter/rewrite.ts";
import { excludedEntries } from "../filter/to-cloud-logging-query.ts";
import type { Expression } from "../native/cloud-logging-ast.ts";
import { parseCloudLoggingQuery } from "../native/cloud-logging-query.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { logsOfCategories } from "./gcp.ts";
import type { Stored } from "./stored-kind.ts";

const logName = recordField("logName");
const severity = recordField("severity");

/** Entries of some audit logs, which copies without the log's name tell by what they are of. */
const inLogs = (names: readonly string[]): Filter => {
  const categories = Object.entries(logsOfCategories).flatMap(([category, log]) =>
    names.includes(log) ? [category] : [],
  );
  const pattern = `(?i)^[^/]+/[^/]+/logs/cloudaudit\\.googleapis\\.com(?:/|%2f)(?:${names.map(quotedRegex).join("|")})$`;
  return either(
    matches(logName, pattern),
    both(not(present(logName)), equal(eventField("category"), categories, false)),
  );
};

const ids = (expression: Expression): readonly string[] => {
  if (expression.kind === "or") return expression.terms.flatMap(ids);
  if (expression.kind !== "log-id") throw new Error(`a sink that asks for more than logs: ${expression.kind}`);
  return [expression.folded];
};

/** The audit logs that a sink's filter asks for, by the last part of their names. */
const routedLogs = (filter: string): readonly string[] => {
  const { filter: query, problems } = parseCloudLoggingQuery(filter);
  if (query === undefined) throw new Error(`a sink can't have the filter ${filter}: ${JSON.stringify(problems)}`);
  return ids(query.expression).map((id) => id.slice(id.indexOf("/") + 1));
};

/** What a query says of the entry itself and no path of a record leads to: the log, and the severity of what has none. */
const ofEntry = (comparison: Comparison): Filter => {
  if (comparison.kind !== "equal") return comparison;
  if (sameField(comparison.field, auditLog)) return inLogs(comparison.values.map(String));
  const isDefault = sameField(comparison.field, severity) && comparison.values.includes("DEFAULT");
  return isDefault ? either(comparison, not(present(severity))) : comparison;
};

/** Does Cloud Logging convert what it finds to the type that is compared with, or take a null for something? */
const isConverted = ({ field, ...comparison }: Comparison): boolean => {
  if (field.of !== "record" || pathKind(field.path) !== "open") return false;
  if (comparison.kind !== "equal") return comparison.kind === "order" || comparison.kind === "present";
  return !comparison.values.every((value) => typeof value === "string");
};

const lacksTypes = "not Cloud Logging's conversion of types in fields that a service fills in";

/** A filter that queries have the text of, without what they leave out by a conversion. */
const unconverted = (filter: Filter, report: (lacks: string) => void): Filter => {
  if (filter.kind === "and" || filter.kind === "or") {
    return withParts(
      filter,
      partsOf(filter).map((part) => unconverted(part, report)),
    );
  }
  if (filter.kind !== "not" || !isComparison(filter.of) || !isConverted(filter.of)) return filter;
  report(lacksTypes);
  return filter.of.kind === "present" ? never : both(filter, not(matches(filter.of.field, "")));
};

/** What a blueprint's sinks store: the logs that they ask for, but for what is excluded. */
export const gcpStored = ({ sinks }: GcpBlueprint, exclusions: AuditPlan["rules"]["exclude"]): Stored => {
  const lacks = new Set<string>();
  const excluded = exclusions.map(({ filter }) => {
    const entries = excludedEntries(filter);
    return rewrite(entries === filter ? filter : unconverted(entries, (one) => lacks.add(one)), ofEntry);
  });
  return { kinds: [{ event: both(inLogs(routedLogs(sinks.filter)), ...excluded.map(not)) }], lacks: [...lacks] };
};
