import type { Part } from "../../core/testing/coverage.ts";

const reached = (parts: readonly Part[]): number => parts.filter(({ isReached }) => isReached).length;

/** Whole percents, rounded down: 100 is everything. */
export const coveragePercent = (parts: readonly Part[]): number => Math.floor((100 * reached(parts)) / parts.length);

/** The parts that no test reaches, as people read them. */
export const unreached = (parts: readonly Part[]): string[] =>
  parts.filter(({ isReached }) => !isReached).map(({ kind, name }) => (kind === "alert" ? `alert ${name}` : name));

/** How much of the spec tests reach. */
export const coverageShare = (parts: readonly Part[]): string => {
  const of = (kind: Part["kind"]): string => {
    const some = parts.filter((part) => part.kind === kind);
    return `${reached(some)} of ${some.length}`;
  };
  return `coverage ${coveragePercent(parts)} %: ${of("alert")} alerts, ${of("capture")} parts of capture`;
};
