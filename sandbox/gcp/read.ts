import type { Json, Properties } from "../resource.ts";

/** The text, or nothing where the property is absent or of another type. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function number(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function object(value: Json | undefined): Properties | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
