import type * as z from "zod";
import type { Path } from "./issues.ts";

/** A field of the contract without its wrappers. */
export interface Field {
  schema: z.ZodType;
  optional: boolean;
  /** Whether an output of another resource may be given. */
  deferrable: boolean;
  meta: z.GlobalMeta;
}

/** Looks through `optional` and `deferrable`; the description of the place wins over that of the type. */
export const fieldOf = (schema: z.ZodType): Field => {
  const own = schema.meta() ?? {};
  const { type } = schema._zod.def;
  if (type === "optional") {
    const inner = fieldOf((schema as z.ZodOptional<z.ZodType>).unwrap());
    return { ...inner, optional: true, meta: { ...inner.meta, ...own } };
  }
  if (type === "union") {
    const inner = fieldOf((schema as z.ZodUnion<[z.ZodType]>).options[0]);
    return { ...inner, deferrable: true, meta: { ...inner.meta, ...own } };
  }
  return { schema, optional: false, deferrable: false, meta: own };
};

/** The fields of a mapping, in the order in which they are defined. */
export const fieldsOf = (schema: z.ZodType): [string, Field][] =>
  Object.entries((schema as z.ZodObject).shape as Record<string, z.ZodType>).map(([name, part]) => [
    name,
    fieldOf(part),
  ]);

/** The smallest and largest allowed number, where there are bounds. */
export const boundsOf = (schema: z.ZodType): { min: number; max: number } | undefined => {
  if (schema._zod.def.type !== "number") return undefined;
  const { minValue, maxValue } = schema as z.ZodNumber;
  return minValue === null || maxValue === null ? undefined : { min: minValue, max: maxValue };
};

/** The values of an enumeration. */
export const valuesOf = (schema: z.ZodType): string[] => Object.values((schema as z.ZodEnum).def.entries).map(String);

/** The field of the contract that a path leads to. */
export const fieldAt = (schema: z.ZodType, path: Path): Field | undefined =>
  path.reduce<Field | undefined>((field, step) => field && partOf(field.schema, step), fieldOf(schema));

const partOf = (schema: z.ZodType, step: string | number): Field | undefined => {
  switch (schema._zod.def.type) {
    case "object": {
      const { shape } = schema as z.ZodObject;
      return Object.hasOwn(shape, step) ? fieldOf(shape[step] as z.ZodType) : undefined;
    }
    case "record":
      return fieldOf((schema as z.ZodRecord<z.ZodString, z.ZodType>).valueType);
    case "array":
      return fieldOf((schema as z.ZodArray<z.ZodType>).element);
    default:
      return undefined;
  }
};
