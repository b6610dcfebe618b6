import { type Comparison, type Filter, fieldText, type Scalar } from "./ast.ts";

const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll("\u007f", "\\u007f").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

const scalarText = (value: Scalar): string => (typeof value === "string" ? quoted(value) : String(value));

const likeText = (field: string, parts: readonly string[]): string => {
  const [first, second, third] = parts;
  if (parts.length === 2 && second === "") return `${field}.startsWith(${quoted(first!)})`;
  if (parts.length === 2 && first === "") return `${field}.endsWith(${quoted(second!)})`;
  if (parts.length === 3 && first === "" && third === "") return `${field}.contains(${quoted(second!)})`;
  return `${field}.like(${quoted(parts.join("*"))})`;
};

const comparisonText = (comparison: Comparison): string => {
  const field = fieldText(comparison.field);
  switch (comparison.kind) {
    case "present":
      return `has(${field})`;
    case "equal": {
      const values = comparison.values.map(scalarText);
      if (field === "activities") return values.map((value) => `${value} in activities`).join(" || ");
      return values.length === 1 ? `${field} == ${values[0]}` : `${field} in [${values.join(", ")}]`;
    }
    case "like":
      return likeText(field, comparison.parts);
    case "matches":
      return `${field}.matches(${quoted(comparison.pattern)})`;
    case "order":
      return `${field} ${comparison.order} ${comparison.value}`;
    case "within":
      return comparison.networks.map((network) => `cidr(${quoted(network)}).containsIP(${field})`).join(" || ");
    default:
      return comparison satisfies never;
  }
};

/** Binds looser than what stands around it? Then it needs brackets. */
const isOr = (text: string, filter: Filter): boolean =>
  filter.kind === "or" ||
  (filter.kind !== "and" && filter.kind !== "not" && text.includes(" || ") && !text.startsWith("("));

/** `a != "b"` comes as what it means: present, and not equal. */
const differs = (filter: Filter, next: Filter | undefined): string | undefined => {
  if (filter.kind !== "present" || next?.kind !== "not" || next.of.kind !== "equal") return undefined;
  const field = fieldText(filter.field);
  const [value, ...others] = next.of.values;
  if (field !== fieldText(next.of.field) || field === "activities" || others.length > 0) return undefined;
  return `${field} != ${scalarText(value!)}`;
};

const allText = (all: readonly Filter[]): string => {
  const texts: string[] = [];
  for (let at = 0; at < all.length; at += 1) {
    const part = all[at]!;
    const joined = differs(part, all[at + 1]);
    if (joined !== undefined) at += 1;
    const text = joined ?? filterText(part);
    texts.push(joined === undefined && isOr(text, part) ? `(${text})` : text);
  }
  return texts.join(" && ");
};

/** A filter as its author could have written it. */
export const filterText = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return String(filter.value);
    case "and":
      return filter.all.length === 0 ? "true" : allText(filter.all);
    case "or":
      return filter.any.length === 0 ? "false" : filter.any.map(filterText).join(" || ");
    case "not":
      return `!(${filterText(filter.of)})`;
    default:
      return comparisonText(filter);
  }
};
