import { type Cloud, clouds } from "../contract/cloud.ts";
import { grouped } from "../grouped.ts";
import { filterLines, isSameLine } from "./filter-text.ts";
import { comparedLines, unifiedLines } from "./lines.ts";
import type { ComparedFilter } from "./spec-filters.ts";

/** A filter that only one has, or that is another in the second. */
export interface FilterChange {
  readonly cloud: Cloud;
  readonly kind: string;
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  /** A unified diff. */
  readonly diff: readonly string[];
}

const keyOf = ({ cloud, kind, name }: ComparedFilter): string => JSON.stringify([cloud, kind, name]);

/** Filters by their names; those of one name as one: several conditions of a policy, or the same in several accounts. */
const byName = (filters: readonly ComparedFilter[]): ReadonlyMap<string, ComparedFilter> =>
  new Map(
    [...grouped(filters, keyOf)].map(([key, those]) => {
      const texts = new Set(those.map(({ text }) => text));
      return [key, { ...those[0]!, text: [...texts].join("\n") }];
    }),
  );

/** How two lists of filters differ, in the order of clouds, kinds and names. */
export const filterChanges = (a: readonly ComparedFilter[], b: readonly ComparedFilter[]): readonly FilterChange[] => {
  const [before, after] = [byName(a), byName(b)];
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): FilterChange[] => {
    const [one, other] = [before.get(key), after.get(key)];
    const { cloud, kind, name } = (one ?? other)!;
    const lines = comparedLines(
      one === undefined ? [] : filterLines(one.text),
      other === undefined ? [] : filterLines(other.text),
      isSameLine,
    );
    if (one !== undefined && other !== undefined && lines.every((line) => line.kind === "same")) return [];
    const change = one === undefined ? "added" : other === undefined ? "removed" : "changed";
    return [{ cloud, kind, name, change, diff: unifiedLines(lines) }];
  });
  const orderOf = ({ cloud, kind, name }: FilterChange): string => `${clouds.indexOf(cloud)} ${kind} ${name}`;
  return changes.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
};
