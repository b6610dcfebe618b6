import { createHash } from "node:crypto";

/** An id as services make it, the same for the same seed: the sandbox repeats itself. */
export function uuidOf(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
