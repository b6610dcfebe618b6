import { type Ceiling, type Floor, safestAtLeast } from "./preset.ts";

/** What a floor wants of its setting, in a few words: `retention.days: 365 at least`. */
export const floorText = ({ setting, value }: Floor): string => {
  if (safestAtLeast.includes(setting)) return `${setting}: ${value} at most`;
  const orMore = typeof value === "number" || setting === "retention.immutability" ? " at least" : "";
  return `${setting}: ${value}${orMore}`;
};

export const ceilingText = ({ setting, value }: Ceiling): string =>
  `${setting}: ${value} at most, unless retention.reason says why longer`;
