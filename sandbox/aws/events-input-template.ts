import type { Json } from "../resource.ts";

/** A template of an input transformer, with a value in the place of each variable. */
export interface InputTemplate {
  /** The variables that it names. */
  names: string[];
  /** Those that stand inside of a quoted text. */
  quoted: string[];
  isObject: boolean;
  /** What is wrong with it once every variable has a value. */
  fault: string | undefined;
}

/** What EventBridge fills in itself: eb-transform-target-input.html#eb-transform-input-predefined */
export const PREDEFINED: readonly string[] = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
];

/** Stands for a variable in a text; of a private use area, so that no template has it. */
const MARK = "\uE000";
const PART = /"(?:[^"\\]|\\[\s\S])*"|<([A-Za-z0-9_.-]+)>/g;
const VARIABLE = /<([A-Za-z0-9_.-]+)>/g;

/** Reads a template: a JSON value, or quoted texts one after the other. */
export function readTemplate(template: string): InputTemplate {
  const names: string[] = [];
  const quoted: string[] = [];
  const filled = template.replace(PART, (part, name: string | undefined) => {
    if (name !== undefined) {
      names.push(name);
      return "null";
    }
    return part.replace(VARIABLE, (_, inner: string) => {
      quoted.push(inner);
      return MARK;
    });
  });
  return {
    names: [...names, ...quoted],
    quoted,
    isObject: template.trimStart().startsWith("{"),
    fault: faultOf(filled),
  };
}

function faultOf(filled: string): string | undefined {
  const texts = /^\s*("(?:[^"\\]|\\[\s\S])*"\s*)+$/.test(filled);
  const values = texts ? (filled.match(/"(?:[^"\\]|\\[\s\S])*"/g) ?? []) : [filled];
  for (const value of values) {
    const parsed = parse(value);
    if (parsed === undefined) return "it is neither JSON nor quoted text";
    if (hasVariableKey(parsed)) return "a variable can't be an object's key";
  }
  return undefined;
}

function parse(value: string): Json | undefined {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

function hasVariableKey(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes(MARK) || hasVariableKey(inner));
}
