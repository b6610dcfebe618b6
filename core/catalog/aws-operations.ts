import { activities } from "./activities.ts";

interface Operation {
  /** As CloudTrail writes it. */
  readonly name: string;
  /** The services that have it; `*` is any. */
  readonly services: Set<string>;
}

let byFolded: Map<string, Operation> | undefined;

/** The operations of the taxonomy, by their names in lower case. */
const operations = (): ReadonlyMap<string, Operation> => {
  if (byFolded !== undefined) return byFolded;
  byFolded = new Map();
  for (const { aws = {} } of activities) {
    for (const [service, names] of Object.entries(aws)) {
      for (const name of names) {
        const folded = name.toLowerCase();
        const operation = byFolded.get(folded) ?? { name, services: new Set() };
        operation.services.add(service);
        byFolded.set(folded, operation);
      }
    }
  }
  return byFolded;
};

/** Is it, as far as the taxonomy knows, an operation of other services alone, and of none of these? */
export const isOfOthers = (operation: string, services: readonly string[]): boolean => {
  const known = operations().get(operation.toLowerCase())?.services;
  return known !== undefined && ![...services, "*"].some((service) => known.has(service));
};

/** Do all the operations that begin or end so, whichever way it is spelled, do so by case? There are some. */
export const isSpelledPart = (part: string, where: "startsWith" | "endsWith"): boolean => {
  const folded = part.toLowerCase();
  const alike = [...operations()].filter(([name]) => name[where](folded));
  return alike.length > 0 && alike.every(([, { name }]) => name[where](part));
};
