import * as z from "zod";
import type { Cloud } from "./cloud.ts";
import { type Limit, limits } from "./limits.ts";
import { isLocation } from "./locations.ts";

export const wholeNumber = (limit: Limit) => z.int().min(limit.min).max(limit.max);

/** A list with no more entries than its limit. */
export const listOf = <T extends z.ZodType>(entry: T, limit: keyof typeof limits) =>
  z.array(entry).refine((entries) => entries.length <= limits[limit].max, { params: { rule: "count", limit } });

/** A text of some form. */
export const text = (pattern: RegExp, wanted: string, example: string) =>
  z.string().refine((given) => pattern.test(given), { params: { rule: "format", wanted, example } });

/** Names that users give to readers and channels become parts of resource names. */
export const shortName = text(
  /^[a-z][a-z0-9-]{0,29}$/,
  "a lower-case name of letters, digits and hyphens, at most 30",
  "security-team",
);

export const location = (cloud: Cloud) =>
  z.string().refine((name) => isLocation(cloud, name), { params: { rule: "location", cloud } });
