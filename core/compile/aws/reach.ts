import type { EventPattern } from "../../filter/to-eventbridge-pattern.ts";

/** Of a record, what tells most events apart, and is short. */
export const reachPaths = [
  "detail.eventSource",
  "detail.eventName",
  "detail.userIdentity.type",
  "detail.errorCode",
  "detail.readOnly",
] as const;

export type ReachPath = (typeof reachPaths)[number];

/** The tests of a field, one of which its value must pass. */
export type Tests = readonly unknown[];

/** What a pattern asks of these fields at least: the events that it may match. A field that is absent may be anything. */
export type Reach = { readonly [Path in ReachPath]?: Tests };

type Node = { readonly [key: string]: unknown };

const isReachPath = (path: string): path is ReachPath => reachPaths.some((one) => one === path);

/** Each once. */
export const distinct = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];

const reachesAt = (path: string, key: string, value: unknown): readonly Reach[] => {
  if (key === "$or") return distinct((value as readonly Node[]).flatMap((one) => reachesIn(one, path)));
  const inner = path === "" ? key : `${path}.${key}`;
  if (!Array.isArray(value)) return reachesIn(value as Node, inner);
  return [isReachPath(inner) ? { [inner]: value } : {}];
};

const reachesIn = (node: Node, path: string): readonly Reach[] =>
  Object.entries(node).reduce<readonly Reach[]>(
    (found, [key, value]) => {
      const more = reachesAt(path, key, value);
      return distinct(found.flatMap((one) => more.map((other) => ({ ...one, ...other }))));
    },
    [{}],
  );

/** What the alternatives of a pattern may match: an event that the pattern matches is within one of them. */
export const reachesOf = (pattern: EventPattern): readonly Reach[] => reachesIn(pattern, "");
