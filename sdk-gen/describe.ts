import { boundsOf, type Field, valuesOf } from "../core/contract/fields.ts";
import { defaultsFor, explainedDefaults } from "../core/plan/defaults.ts";

const defaults = defaultsFor({});

const defaultAt = (path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    defaults,
  );

/** The default of a field of the spec as people read it. */
export const defaultText = (path: readonly string[]): string | undefined => {
  const explained = explainedDefaults[path.join(".")];
  if (explained !== undefined) return explained;
  const value = defaultAt(path);
  if (value === undefined || (typeof value === "object" && !Array.isArray(value))) return undefined;
  return Array.isArray(value) ? "none" : `\`${String(value)}\``;
};

/** What is allowed: a range with its unit, or a list of values. */
export const allowedText = ({ schema, meta }: Field): string | undefined => {
  const bounds = boundsOf(schema);
  if (bounds)
    return `${bounds.min.toLocaleString("en-US")} to ${bounds.max.toLocaleString("en-US")}${meta.unit ? ` ${meta.unit}` : ""}`;
  if (schema._zod.def.type === "enum")
    return valuesOf(schema)
      .map((value) => `\`${value}\``)
      .join(", ");
  return undefined;
};

/** The whole documentation of a field: meaning, default, allowed values, errors and source. */
export const docOf = (field: Field, path: readonly string[] | undefined): string => {
  const byDefault = path && field.optional ? defaultText(path) : undefined;
  const allowed = allowedText(field);
  const { description, errors, source } = field.meta;
  return [
    description,
    byDefault && `Default: ${byDefault}.`,
    allowed && `Allowed: ${allowed}.`,
    errors,
    source && `Source: ${source}`,
  ]
    .filter((part) => part !== undefined)
    .join("\n\n");
};
