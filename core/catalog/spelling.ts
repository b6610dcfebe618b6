import { activities } from "./activities.ts";

let known: Map<string, string> | undefined;

/** The names of services and operations of AWS as CloudTrail writes them, by the same in lower case. */
const awsNames = (): ReadonlyMap<string, string> => {
  known ??= new Map(
    activities.flatMap(({ aws = {} }) =>
      Object.entries(aws).flatMap(([service, operations]) =>
        [service, ...operations].map((name): [string, string] => [name.toLowerCase(), name]),
      ),
    ),
  );
  return known;
};

/** A name as CloudTrail writes it, where the catalog has it. */
export const awsSpelling = (name: string): string | undefined => awsNames().get(name.toLowerCase());
