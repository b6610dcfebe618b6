import { homedir } from "node:os";
import { join } from "node:path";
import { windows } from "./process.mjs";

/** A path in the user's cache, outside of the checkout. */
export function cacheFolder(...path) {
  const base = windows ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME;
  return join(base || join(homedir(), windows ? "AppData/Local" : ".cache"), "auditlog", ...path);
}
