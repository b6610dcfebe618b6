import type { Json } from "../resource.ts";

/** The value at a dotted path; null counts as absent, as it does in an ARM request. */
export function read(value: Json | undefined, path: string): Json | undefined {
  let current = value;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
    current = current[key];
  }
  return current ?? undefined;
}

export function readText(value: Json | undefined, path: string): string | undefined {
  const found = read(value, path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

export function readNumber(value: Json | undefined, path: string): number | undefined {
  const found = read(value, path);
  return typeof found === "number" ? found : undefined;
}

export function readFlag(value: Json | undefined, path: string): boolean | undefined {
  const found = read(value, path);
  return typeof found === "boolean" ? found : undefined;
}

export function readList(value: Json | undefined, path: string): Json[] {
  const found = read(value, path);
  return Array.isArray(found) ? found : [];
}
