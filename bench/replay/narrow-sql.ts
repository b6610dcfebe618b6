import type { Comparison, Filter } from "../../core/filter/ast.ts";
import type { FieldName } from "../../core/filter/fields.ts";
import { forCloud } from "../../core/filter/for-cloud.ts";
import type { AskedAlert } from "../../core/replay/told.ts";

/**
 * The rules of alerts as whoever knows CloudTrail would ask DuckDB by hand: a few columns that hold texts, no other spelling, no envelope,
 * no record that is no event. What of a filter asks for more is left out, so that DuckDB has less to do than replay.
 */

const columns: { readonly [N in FieldName]?: string } = {
  account: "recipientAccountId",
  region: "awsRegion",
  service: "eventSource",
  operation: "eventName",
  "actor.id": "userIdentity.arn",
  "actor.type": "userIdentity.type",
  sourceIp: "sourceIPAddress",
  userAgent: "userAgent",
  error: "errorCode",
};

/** As `read_json` is to read them, and nothing else of a record. */
const types = {
  eventTime: "VARCHAR",
  eventSource: "VARCHAR",
  eventName: "VARCHAR",
  awsRegion: "VARCHAR",
  sourceIPAddress: "VARCHAR",
  userAgent: "VARCHAR",
  errorCode: "VARCHAR",
  recipientAccountId: "VARCHAR",
  readOnly: "BOOLEAN",
  userIdentity: "STRUCT(type VARCHAR, arn VARCHAR)",
} as const;

const actorTypes = {
  root: ["Root"],
  user: ["IAMUser"],
  role: ["AssumedRole", "Role"],
  service: ["AWSService"],
} as const;

const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

const one = (comparison: Comparison): string | undefined => {
  if (comparison.field.of === "record" || comparison.kind !== "equal") return undefined;
  const { name } = comparison.field;
  const values = comparison.values.map(String);
  if (name === "access") return values.includes("write") ? "NOT readOnly" : "readOnly";
  if (name === "outcome" && values.includes("denied"))
    return "(errorCode IN ('AccessDenied', 'AccessDeniedException') OR ends_with(errorCode, 'UnauthorizedOperation'))";
  const column = columns[name];
  if (column === undefined) return undefined;
  const all =
    name === "actor.type" ? values.flatMap((value) => actorTypes[value as keyof typeof actorTypes] ?? []) : values;
  if (all.length === 0) return undefined;
  const fold = comparison.fold && name !== "actor.type";
  const list = all.map((value) => quoted(fold ? value.toLowerCase() : value)).join(", ");
  return `${fold ? `lower(${column})` : column} IN (${list})`;
};

/** Undefined where it can't be said. */
const said = (filter: Filter, left: { out: number }): string | undefined => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "TRUE" : "FALSE";
    case "and": {
      const parts = filter.all.flatMap((part) => said(part, left) ?? []);
      return parts.length === 0 ? undefined : `(${parts.join(" AND ")})`;
    }
    case "or": {
      const parts = filter.any.map((part) => said(part, left));
      return parts.includes(undefined) ? undefined : `(${parts.join(" OR ")})`;
    }
    case "not": {
      const inner = said(filter.of, { out: 0 });
      return inner === undefined || filter.of.kind === "and" ? leave(left) : `NOT coalesce(${inner}, FALSE)`;
    }
    default:
      return one(filter) ?? leave(left);
  }
};

const leave = (left: { out: number }): undefined => {
  left.out += 1;
  return undefined;
};

export interface NarrowQuery {
  readonly text: string;
  /** How many alerts it asks for, and of how many all that they ask. */
  readonly alerts: number;
  readonly whole: number;
}

export const narrowQuery = (file: string, alerts: readonly AskedAlert[]): NarrowQuery => {
  const asked = alerts.map(({ filter }) => {
    const left = { out: 0 };
    return { sql: said(forCloud(filter, "aws"), left), isWhole: left.out === 0 };
  });
  const rules = asked.flatMap(({ sql }) => sql ?? []);
  const list = Object.entries(types).map(([name, type]) => `${name}: '${type}'`);
  const counts = rules.flatMap((sql, at) => [
    `count(*) FILTER (WHERE ${sql}) AS n${at}`,
    `min(eventTime) FILTER (WHERE ${sql}) AS f${at}`,
    `max(eventTime) FILTER (WHERE ${sql}) AS l${at}`,
  ]);
  return {
    text: `SELECT count(*) AS records, ${counts.join(",\n")}\nFROM read_json(${quoted(file)}, format = 'newline_delimited', columns = {${list.join(", ")}})`,
    alerts: rules.length,
    whole: asked.filter(({ isWhole }) => isWhole).length,
  };
};
