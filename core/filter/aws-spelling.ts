import { awsSpelling } from "../catalog/spelling.ts";
import type { Field } from "./ast.ts";

/** Has it letters that are written in two cases? */
export const hasCase = (text: string): boolean => text.toLowerCase() !== text.toUpperCase();

/** Fields whose values CloudTrail writes in lower case. */
const lowerCased: readonly string[] = ["eventSource", "awsRegion"];

/** A text as CloudTrail spells it in a field; undefined where only its author knows. */
export const spelling = (field: Field, text: string): string | undefined => {
  const path = field.of === "record" ? field.path.join(".") : "";
  if (lowerCased.includes(path)) return text.toLowerCase();
  return path === "eventName" ? awsSpelling(text) : undefined;
};
