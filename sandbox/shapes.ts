import type { Json } from "./resource.ts";
import generated from "./shapes.json" with { type: "json" };

/** What a property may be, as the provider's SDK declares it. */
export interface Shape {
  kind: "string" | "number" | "boolean" | "list" | "map" | "object" | "any";
  required?: true;
  /** Of a list or a map. */
  items?: Shape;
  /** Of an object. */
  properties?: PropertyShapes;
  /** The only strings that are accepted. */
  enum?: string[];
  /** Of `any`: one of these must fit. */
  oneOf?: Shape[];
}
export type PropertyShapes = { [name: string]: Shape };
export type Shapes = { readonly [token: string]: PropertyShapes };

export interface Failure {
  /** The path of the property, such as `rules[0].status`. */
  property: string;
  reason: string;
}

export const shapes = generated as Shapes;

/**
 * The strings that stand for a value which a preview doesn't know yet, one a kind.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknowns: ReadonlySet<Json> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: Json): boolean {
  return unknowns.has(value);
}

/** What is wrong with the inputs of a resource. Never quotes a value: it may be a secret. */
export function checkProperties(shape: PropertyShapes, inputs: { [name: string]: Json }, path = ""): Failure[] {
  const missing = Object.keys(shape)
    .filter((name) => shape[name]?.required && (own(inputs, name) ?? null) === null)
    .map((name) => ({ property: join(path, name), reason: `missing required property '${name}'` }));
  const wrong = Object.entries(inputs).flatMap(([name, value]) => {
    if (name.startsWith("__") && name !== "__proto__") return [];
    const expected = own(shape, name);
    return expected ? checkValue(expected, value, join(path, name)) : [unknownProperty(shape, name, join(path, name))];
  });
  return [...missing, ...wrong];
}

function own<T>(record: { [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function unknownProperty(shape: PropertyShapes, name: string, property: string): Failure {
  const meant = Object.keys(shape).find((known) => known.toLowerCase() === name.toLowerCase());
  return { property, reason: `unknown property '${name}'${meant ? `; did you mean '${meant}'?` : ""}` };
}

function checkValue(shape: Shape, value: Json, path: string): Failure[] {
  if (value === null || isUnknown(value)) return [];
  if (shape.kind === "any") return checkAlternatives(shape.oneOf ?? [], value, path);
  const kind = kindOf(value);
  const expected = shape.kind === "map" ? "object" : shape.kind;
  if (kind !== expected) return [{ property: path, reason: `expected ${article(expected)}, got ${article(kind)}` }];
  if (shape.enum && !shape.enum.includes(value as string))
    return [{ property: path, reason: `expected one of ${shape.enum.map((one) => `"${one}"`).join(", ")}` }];
  if (shape.properties) return checkProperties(shape.properties, value as { [name: string]: Json }, path);
  const { items } = shape;
  return items ? itemsOf(value).flatMap(([key, item]) => checkValue(items, item, join(path, key))) : [];
}

function checkAlternatives(alternatives: readonly Shape[], value: Json, path: string): Failure[] {
  const failures = alternatives.map((alternative) => checkValue(alternative, value, path));
  if (failures.length === 0 || failures.some((list) => list.length === 0)) return [];
  // The alternative that fits best explains most: the one of the value's own kind, and of those the nearest.
  const sameKind = failures.filter((_, index) => alternatives[index]?.kind === kindOf(value));
  const nearest = sameKind.sort((a, b) => a.length - b.length)[0];
  const kinds = alternatives.map(({ kind }) => article(kind)).join(" or ");
  return nearest ?? [{ property: path, reason: `expected ${kinds}, got ${article(kindOf(value))}` }];
}

function itemsOf(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function kindOf(value: Json): Shape["kind"] {
  if (Array.isArray(value)) return "list";
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? kind : "object";
}

function article(kind: Shape["kind"]): string {
  return `${kind === "object" || kind === "any" ? "an" : "a"} ${kind}`;
}

/** As the engine reads paths: `rules[0].filter`, `tags["cost center"]`. */
function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
