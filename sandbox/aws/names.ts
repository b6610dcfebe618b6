import { createHash } from "node:crypto";
import type { Properties } from "../resource.ts";
import { text } from "./place.ts";

/** The name that a program gives, or the one that the provider makes from a prefix of the program's. */
export function nameOf(inputs: Properties, ending = ""): string {
  const prefix = text(inputs.namePrefix) ?? "";
  const suffix = createHash("sha256").update(prefix).digest("hex").slice(0, 26);
  return text(inputs.name) ?? `${prefix}${suffix}${ending}`;
}
