import type * as z from "zod";
import { type ComponentName, componentNames } from "../core/contract/component-names.ts";
import { componentArgs } from "../core/contract/components.ts";
import { type Field, fieldOf, fieldsOf } from "../core/contract/fields.ts";
import { cloudOutputs, componentOutputs } from "../core/contract/outputs.ts";
import { auditSpec } from "../core/contract/spec.ts";
import { allowedText, defaultText } from "./describe.ts";

const generated = "<!-- Generated from core/contract by `npm run fix`: change it there. -->";

/** The reference of `audit.yaml`: a table a mapping. */
export const specReference = (): string =>
  `${[
    generated,
    "# The spec: `audit.yaml`",
    auditSpec.meta()!.description!,
    "The same fields, without `version` and `tests`, are a stack's `overrides`.",
    table(fieldsOf(auditSpec), []),
    ...fieldsOf(auditSpec).flatMap(([name, field]) => section(name, field, [name])),
  ].join("\n\n")}\n`;

/** The reference of the four components: arguments and outputs. */
export const componentReference = (): string =>
  `${[
    generated,
    "# The components",
    ...componentNames.flatMap(componentSection),
    "## Outputs of each cloud",
    "`AwsAuditLog`, `GcpAuditLog` and `AzureAuditLog` have them directly; `AuditLog` has them under `aws`, `gcp` and `azure`.",
    table(fieldsOf(cloudOutputs)),
    ...fieldsOf(cloudOutputs).flatMap(([name, field]) => section(name, field)),
  ].join("\n\n")}\n`;

const componentSection = (name: ComponentName): string[] => {
  const args: z.ZodType = componentArgs[name];
  const fields = fieldsOf(args);
  const placements = name === "AuditLog" ? ["aws", "gcp", "azure"] : [];
  return [
    `## ${name}`,
    `\`auditlog:index:${name}\`. ${args.meta()!.description}`,
    table(fields),
    ...fields.filter(([field]) => placements.includes(field)).flatMap(([field, part]) => section(field, part)),
    ...(name === "AuditLog" ? ["### Outputs of AuditLog", table(fieldsOf(componentOutputs[name]))] : []),
  ];
};

/** A heading and a table for a field that is a mapping, or a list or mapping of mappings, and for each such field in it. */
const section = (name: string, field: Field, path?: readonly string[]): string[] => {
  const inner = mappingIn(field);
  if (inner === undefined) return [];
  const fields = fieldsOf(inner);
  const { description } = field.meta;
  return [
    `### \`${path ? path.join(".") : name}\``,
    description ?? "",
    table(fields, path),
    ...fields.flatMap(([part, one]) => section(part, one, path && [...path, part])),
  ];
};

const mappingIn = ({ schema }: Field): z.ZodType | undefined => {
  switch (schema._zod.def.type) {
    case "object":
      return schema;
    case "array":
      return mappingIn(fieldOf((schema as z.ZodArray<z.ZodType>).element));
    case "record":
      return mappingIn(fieldOf((schema as z.ZodRecord<z.ZodString, z.ZodType>).valueType));
    default:
      return undefined;
  }
};

const table = (fields: [string, Field][], path?: readonly string[]): string =>
  [
    "| field | type | default | meaning |",
    "|---|---|---|---|",
    ...fields.map(
      ([name, field]) =>
        `| \`${name}\` | ${typeText(field)} | ${defaultCell(field, path && [...path, name])} | ${meaning(field)} |`,
    ),
  ].join("\n");

const defaultCell = (field: Field, path: readonly string[] | undefined): string => {
  if (!field.optional) return "required";
  return (path && defaultText(path)) ?? "";
};

const typeText = (field: Field): string => {
  const allowed = allowedText(field);
  if (field.meta.resource !== undefined) return field.meta.resource;
  const input = field.deferrable ? " or an output" : "";
  return (allowed ?? typeNames[field.schema._zod.def.type] ?? field.schema._zod.def.type) + input;
};

const typeNames: Record<string, string> = {
  string: "text",
  boolean: "`true`, `false`",
  literal: "`1`",
  array: "list",
  object: "mapping",
  unknown: "text or mapping",
  record: "mapping of your names",
};

/** One cell: a table's row can't have a line break. */
const meaning = ({ schema, meta }: Field): string => {
  const values =
    schema._zod.def.type === "enum"
      ? Object.entries(meta.values ?? {}).map(([value, what]) => `\`${value}\`: ${what}`)
      : [];
  const source = meta.source && `[source](${meta.source})`;
  return [meta.description, ...values, meta.errors, source].filter((part) => part !== undefined).join(" ");
};
