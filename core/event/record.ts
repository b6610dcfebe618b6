import { grouped } from "../grouped.ts";
import { isObject } from "../object.ts";
import type { CommonEvent } from "./event.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** What JSON text says; undefined where it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A record with fields that it has not, or has as null. */
export const withAbsent = (record: JsonObject, fields: JsonObject): JsonObject => ({
  ...record,
  ...Object.fromEntries(Object.entries(fields).filter(([name]) => (record[name] ?? undefined) === undefined)),
});

const foldedNames = new Map<string, string>();
const mostFoldedNames = 10_000;

/** A name without regard to case and underscores: records have the same few, each of which is folded once. */
export const foldedName = (name: string): string => {
  const known = foldedNames.get(name);
  if (known !== undefined) return known;
  if (foldedNames.size >= mostFoldedNames) foldedNames.clear();
  const folded = name.replaceAll("_", "").toLowerCase();
  foldedNames.set(name, folded);
  return folded;
};

/** What has the names of an object that is watched: whoever asks by this looks for one of them alone. */
export const ownNames = Symbol("ownNames");

const namesOfObject = (object: JsonObject): readonly string[] =>
  (object as { readonly [ownNames]?: readonly string[] })[ownNames] ?? Object.keys(object);

/** A value of an object by the names that lead to it. */
export type Fields = (name: string, ...path: readonly string[]) => unknown;

const objectIn = (value: unknown): JsonObject | undefined => {
  const one = typeof value === "string" && value.trimStart().startsWith("{") ? parsedJson(value) : value;
  return isObject(one) ? one : undefined;
};

/** Whoever reads a record asks several times for the fields of the same object. */
let last: { readonly value: unknown; readonly fields: Fields } = { value: undefined, fields: () => undefined };

/**
 * The fields of an object, or of one written as JSON text inside a string. A name that isn't there as written is found
 * without regard to case and underscores: exports of the same record differ in nothing else (`eventName`, Athena's
 * `eventname`, `event_name` of an SDK's dump, `EventName` of a table). A field that is null is absent.
 */
export const fieldsOf = (value: unknown): Fields => {
  if (value === last.value) return last.fields;
  const object = objectIn(value);
  if (object === undefined) return () => undefined;
  let byFolded: Map<string, string[]> | undefined;
  const fields: Fields = (name, ...path) => {
    let found: unknown = Object.hasOwn(object, name) ? object[name] : undefined;
    if (found === undefined || found === null) {
      byFolded ??= grouped(namesOfObject(object), foldedName);
      found = byFolded
        .get(foldedName(name))
        ?.map((key) => object[key])
        .findLast((one) => one !== null);
    }
    const [next, ...rest] = path;
    return next === undefined ? found : fieldsOf(found)(next, ...rest);
  };
  if (object === value) last = { value, fields };
  return fields;
};

const placeholders: readonly string[] = ["", "-", "<null>", "null"];

/** A text without the blanks around it; none where nothing is said, or a placeholder stands for nothing. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value.trim() : "";
  return placeholders.includes(text) ? undefined : text;
};

/** The first of several values that says something. */
export const firstText = (...values: readonly unknown[]): string | undefined => {
  for (const value of values) {
    const text = textOf(value);
    if (text !== undefined) return text;
  }
  return undefined;
};

/** Every text among the values, once; none where nothing is said. */
export const textsOf = (...values: readonly unknown[]): readonly string[] | undefined => {
  const texts = [...new Set(values.flatMap((value) => textOf(value) ?? []))];
  return texts.length === 0 ? undefined : texts;
};

/** A name, and the last part of one that is a path: `projects/_/buckets/logs` and `logs`. */
export const namesOf = (...paths: readonly unknown[]): readonly string[] | undefined =>
  textsOf(...paths.flatMap((path) => [path, textOf(path)?.replace(/^.*\//s, "")]));

/** A yes or no, which exports also write as text. */
export const flagOf = (value: unknown): boolean | undefined => {
  if (typeof value === "boolean") return value;
  const text = textOf(value)?.toLowerCase();
  if (text === "true" || text === "yes") return true;
  return text === "false" || text === "no" ? false : undefined;
};

/** The items of a list, or of one written as JSON text. */
export const listOf = (value: unknown): readonly unknown[] => {
  const list = typeof value === "string" && value.trimStart().startsWith("[") ? parsedJson(value) : value;
  return Array.isArray(list) ? list : [];
};

/** Makes every field but one optional, and lets those be given as undefined. */
type Draft<T> = { [K in keyof T]: T[K] | undefined };

const without = <T extends object>(given: Draft<T>): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

/** An event from what could be read of it: what is undefined is left out. */
export const eventOf = (
  given: Omit<Draft<CommonEvent>, "cloud" | "category" | "activities" | "operation" | "actor" | "native"> &
    Pick<CommonEvent, "cloud" | "category" | "operation"> & {
      actor: Draft<CommonEvent["actor"]>;
      native: JsonObject;
    },
): CommonEvent => without<CommonEvent>({ ...given, activities: [], actor: without(given.actor) });
