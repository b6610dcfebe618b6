import type { CommonEvent } from "../event/event.ts";
import { type Field, fieldText } from "../filter/ast.ts";
import { valuesAt } from "../filter/evaluate.ts";

/** A field as filters write it, and all that an event has in it. */
export interface FieldValue {
  readonly field: string;
  readonly values: readonly unknown[];
}

/** What an event has in a field: nothing where it says nothing of it. */
export const fieldValue = (event: CommonEvent, field: Field): FieldValue => {
  if (field.of === "record") return { field: fieldText(field), values: valuesAt(event.native, field.path) };
  const path = field.name === "resource" ? ["resources"] : field.name.split(".");
  return { field: fieldText(field), values: valuesAt(event, path) };
};
