import { type Comparison, type Field, fieldText, type Scalar } from "./ast.ts";
import { pathKind } from "./gcp-paths.ts";
import { patternOf } from "./on-field.ts";

/**
 * A text in double quotes, as the query language reads it.
 * https://cloud.google.com/logging/docs/view/logging-query-language#strings
 */
const quoted = (text: string): string => `"${/[\\"\n\r\t]/.test(text) ? escaped(text) : text}"`;

const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");

const step = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name));

const pathTexts = new WeakMap<Field, string>();

const pathText = ({ field }: Comparison): string => {
  const known = pathTexts.get(field);
  if (known !== undefined) return known;
  const text = field.of === "record" ? field.path.map(step).join(".") : fieldText(field);
  pathTexts.set(field, text);
  return text;
};

const scalar = (value: Scalar): string => {
  if (typeof value === "string") return quoted(value);
  const text = String(value);
  return /^(?:\d+(?:\.\d+)?|true|false)$/.test(text) ? text : quoted(text);
};

const anyOf = (field: string, values: readonly string[]): string =>
  values.length === 1 ? `${field}=${values[0]}` : `${field}=(${values.join(" OR ")})`;

/** In a payload, texts that read as numbers or times are compared as these. */
const mayConvert = (value: Scalar): boolean => typeof value === "string" && /^[+-]?\.?\d|^$/.test(value);

const regex = (comparison: Comparison): string => {
  const pattern = patternOf(comparison, ".*");
  if (pattern === undefined) throw new Error(`no pattern for ${comparison.kind}`);
  const { kind } = comparison;
  const parts = kind === "like" ? comparison.parts : [];
  const opens = parts.length > 0 && parts[0] === "";
  const closes = parts.length > 0 && parts[parts.length - 1] === "";
  // What may begin or end as it likes needs no anchor and no star there.
  const from = opens ? ".*".length : 0;
  const text = pattern.text.slice(
    from,
    closes && pattern.text.length > from ? pattern.text.length - ".*".length : undefined,
  );
  return `${pattern.flags}${opens ? "" : "^"}${text}${closes ? "" : "$"}`;
};

const equalText = (comparison: Extract<Comparison, { kind: "equal" }>, field: string): string => {
  const isText = comparison.values.every((value) => typeof value === "string");
  const isOpen = comparison.field.of === "record" && pathKind(comparison.field.path) === "open";
  const plain = !isText || (comparison.fold && !isOpen && !comparison.values.some(mayConvert));
  return plain ? anyOf(field, comparison.values.map(scalar)) : `${field}=~${quoted(regex(comparison))}`;
};

const logNames = (comparison: Extract<Comparison, { kind: "equal" }>): string =>
  comparison.values.map((log) => logText(String(log))).join(" OR ");

/** One of the audit logs. https://cloud.google.com/logging/docs/audit */
export const logText = (log: string): string => `log_id("cloudaudit.googleapis.com/${log}")`;

/** A comparison that a query can say, in the words of the query language. */
export const comparisonText = (comparison: Comparison): string => {
  const field = pathText(comparison);
  switch (comparison.kind) {
    case "present":
      return `${field}:*`;
    case "equal":
      return field === `"".auditLog` ? logNames(comparison) : equalText(comparison, field);
    case "like": {
      const [first, middle, last] = comparison.parts;
      const isContains = comparison.parts.length === 3 && first === "" && last === "" && comparison.fold;
      return isContains && middle !== "" ? `${field}:${quoted(middle!)}` : `${field}=~${quoted(regex(comparison))}`;
    }
    case "matches":
      return `${field}=~${quoted(comparison.pattern)}`;
    case "order":
      return `${field}${comparison.order}${scalar(comparison.value)}`;
    case "within":
      return comparison.networks.map((network) => `ip_in_net(${field}, ${quoted(network)})`).join(" OR ");
    default:
      return comparison satisfies never;
  }
};
