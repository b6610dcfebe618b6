import { sqlText } from "../filter/athena-text.ts";
import type { SqlDialect } from "./dialect.ts";
import { anyOctet } from "./networks.ts";

/** https://duckdb.org/docs/stable/sql/functions/text, https://duckdb.org/docs/stable/sql/functions/lambda */
export const duckDb: SqlDialect = {
  name: "DuckDB",
  quoted: sqlText,
  finds: (operand, pattern) => `regexp_matches(${operand}, ${sqlText(pattern)})`,
  found: (operand, pattern) => `nullif(regexp_extract(${operand}, ${sqlText(pattern)}, 1), '')`,
  ipv6: (operand) => `audit_ipv6(${operand})`,
  some: (list, test) => `len(list_filter(${list}, lambda one: ${test("one")})) > 0`,
  isFilled: (list) => `len(${list}) > 0`,
};

/** The blanks that JavaScript's trim takes away. */
const blanks = [
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0, 0x1680],
  ...Array.from({ length: 11 }, (_, at) => 0x2000 + at),
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
]
  .map((code) => `chr(${code})`)
  .join(" || ");

const groups = "[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*";

/** Addresses of IPv6 as core/filter/network.ts reads them: with the zeros that `::` stands for, and octets in hexadecimal digits. */
const addressMacros: readonly string[] = [
  `audit_digits(t) AS array_to_string(list_transform(CASE WHEN t = '' THEN [] ELSE string_split(t, ':') END, lambda one: lpad(lower(one), 4, '0')), '')`,
  `audit_padded(l, r) AS CASE WHEN length(l) + length(r) < 32 THEN l || repeat('0', 32 - length(l) - length(r)) || r END`,
  `audit_groups(t) AS CASE WHEN regexp_matches(t, '^(?:${groups})?::(?:${groups})?$') THEN audit_padded(audit_digits(split_part(t, '::', 1)), audit_digits(split_part(t, '::', 2))) WHEN regexp_matches(t, '^${groups}$') AND length(audit_digits(t)) = 32 THEN audit_digits(t) END`,
  `audit_octets(l) AS format('{:x}:{:x}', CAST(l[1] AS INTEGER) * 256 + CAST(l[2] AS INTEGER), CAST(l[3] AS INTEGER) * 256 + CAST(l[4] AS INTEGER))`,
  `audit_ipv6(t) AS audit_groups(CASE WHEN regexp_matches(t, ':${[anyOctet, anyOctet, anyOctet, anyOctet].join("\\.")}$') THEN regexp_extract(t, '^(.*:)', 1) || audit_octets(string_split(regexp_extract(t, '([0-9.]+)$', 1), '.')) ELSE t END)`,
];

/**
 * How values of a record are read, as core/event/record.ts does it: a text without blanks or none, a yes or no, an object or
 * one written as JSON text, the values of lists in lists.
 */
export const duckDbMacros: readonly string[] = [
  `audit_string(j) AS CASE WHEN json_type(j) = 'VARCHAR' THEN j->>'$' END`,
  `audit_number(j) AS CASE WHEN json_type(j) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN TRY_CAST(j->>'$' AS DOUBLE) END`,
  `audit_flag(j) AS CASE WHEN json_type(j) = 'BOOLEAN' THEN (j->>'$') = 'true' END`,
  `audit_said(t) AS CASE WHEN t IN ('', '-', '<null>', 'null') THEN NULL ELSE t END`,
  `audit_text(j) AS CASE WHEN json_type(j) IN ('VARCHAR', 'UBIGINT', 'BIGINT', 'DOUBLE') THEN audit_said(trim(j->>'$', ${blanks})) END`,
  `audit_yes(j) AS CASE WHEN json_type(j) = 'BOOLEAN' THEN (j->>'$') = 'true' WHEN lower(audit_text(j)) IN ('true', 'yes') THEN TRUE WHEN lower(audit_text(j)) IN ('false', 'no') THEN FALSE END`,
  `audit_object(j) AS CASE json_type(j) WHEN 'OBJECT' THEN j WHEN 'VARCHAR' THEN CASE WHEN starts_with(ltrim(j->>'$', ${blanks}), '{') THEN TRY_CAST(j->>'$' AS JSON) END END`,
  `audit_list(j) AS CASE WHEN json_type(j) = 'ARRAY' THEN json_extract(j, '$[*]') WHEN json_type(j) = 'VARCHAR' AND starts_with(ltrim(j->>'$', ${blanks}), '[') THEN json_extract(TRY_CAST(j->>'$' AS JSON), '$[*]') ELSE [] END`,
  `audit_texts(l) AS list_distinct(list_filter(list_transform(l, lambda one: audit_text(one)), lambda one: one IS NOT NULL))`,
  `audit_values(j) AS CASE WHEN j IS NULL OR json_type(j) = 'NULL' THEN [] WHEN json_type(j) = 'ARRAY' THEN list_filter(list_concat(json_extract(j, '$[*]'), json_extract(j, '$[*][*]'), json_extract(j, '$[*][*][*]'), json_extract(j, '$[*][*][*][*]')), lambda one: json_type(one) NOT IN ('ARRAY', 'NULL')) ELSE [j] END`,
  ...addressMacros,
].map((macro) => `CREATE OR REPLACE TEMP MACRO ${macro};`);

/** A path as JSON Pointer has it. */
export const pointer = (steps: readonly string[]): string =>
  steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The places of a record that a query reads: each once, so that the record is parsed once. */
export class DuckDbRecord {
  readonly #paths: string[] = [];

  /** The JSON at a path of objects. */
  at(...path: readonly string[]): string {
    const text = pointer(path);
    if (!this.#paths.includes(text)) this.#paths.push(text);
    return `v[${this.#paths.indexOf(text) + 1}]`;
  }

  text(...path: readonly string[]): string {
    return `audit_text(${this.at(...path)})`;
  }

  /** The values at a path, also those in lists on the way. */
  values(path: readonly string[]): string {
    const [first = "", ...steps] = path;
    return steps.reduce(
      (values, step) =>
        `flatten(list_transform(${values}, lambda one: audit_values(CASE WHEN json_type(one) = 'OBJECT' THEN json_extract(one, ${sqlText(pointer([step]))}) END)))`,
      `audit_values(${this.at(first)})`,
    );
  }

  /** What is read of each record, as SQL: a list. */
  get paths(): string {
    return `[${this.#paths.map(sqlText).join(", ")}]`;
  }
}
