import { isObject } from "../object.ts";
import { type NativeResource, NotKnown, type NotUnderstood, notUnderstood } from "./resource.ts";

/** Thrown where a resource can't be read, and caught by `reading` alone: it never leaves this folder. */
class Unreadable extends Error {}

/** Leaves a resource unread, with the reason. */
export const refuse = (reason: string): never => {
  throw new Unreadable(reason);
};

const refuseUnknown = (value: unknown, path: string): void => {
  if (value instanceof NotKnown) refuse(`${path}: ${value.reason}`);
  if (Array.isArray(value)) for (const [index, part] of value.entries()) refuseUnknown(part, `${path}[${index}]`);
  else if (isObject(value)) for (const [key, part] of Object.entries(value)) refuseUnknown(part, `${path}.${key}`);
};

/** A property, of which every part is known; undefined where it is not there. */
export const property = ({ properties }: NativeResource, name: string): unknown => {
  const value = properties[name] ?? undefined;
  refuseUnknown(value, name);
  return value;
};

export const textIn = (resource: NativeResource, name: string): string | undefined => {
  const value = property(resource, name);
  if (value === undefined || typeof value === "string") return value;
  return refuse(`${name} is no text`);
};

export const flagIn = (resource: NativeResource, name: string, otherwise: boolean): boolean => {
  const value = property(resource, name);
  if (value === undefined) return otherwise;
  return typeof value === "boolean" ? value : refuse(`${name} is neither true nor false`);
};

export const numberIn = (resource: NativeResource, name: string): number | undefined => {
  const value = property(resource, name);
  if (value === undefined) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : refuse(`${name} is no number`);
};

export const listIn = (resource: NativeResource, name: string): readonly unknown[] => {
  const value = property(resource, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : refuse(`${name} is no list`);
};

/** Whether a list has something in it, which need not be known. */
export const hasSome = (value: unknown): boolean =>
  value instanceof NotKnown || (Array.isArray(value) && value.length > 0);

/** A text where it is known already. */
export const knownText = ({ properties }: NativeResource, name: string): string | undefined => {
  const value = properties[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** What its cloud calls a resource; before it is deployed, perhaps what the program does. */
export const nativeName = (resource: NativeResource, ...properties: readonly string[]): string =>
  properties.flatMap((name) => knownText(resource, name) ?? [])[0] ?? resource.name;

/** Whether two properties were made of one and the same resource, which tells what belongs together before names are known. */
export const isMadeOfSame = (
  one: NativeResource,
  property: string,
  other: NativeResource,
  otherProperty: string,
): boolean => {
  const others = other.madeOf[otherProperty] ?? [];
  return (one.madeOf[property] ?? []).some((urn) => others.includes(urn));
};

/** What could be read of some resources, and what could not. */
export interface Reading<T> {
  readonly found: readonly T[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Reads each resource by itself: one that can't be read costs nothing but itself. */
export const reading = <T>(
  resources: readonly NativeResource[],
  read: (resource: NativeResource) => readonly T[],
): Reading<T> => {
  const found: T[] = [];
  const unread: NotUnderstood[] = [];
  for (const resource of resources) {
    try {
      found.push(...read(resource));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unread.push(notUnderstood(resource, error.message));
    }
  }
  return { found, notUnderstood: unread };
};
