import { activityFilters } from "../catalog/activities-of.ts";
import { whenAsked } from "../event/aws-cloudtrail.ts";
import type { CommonEvent } from "../event/event.ts";
import { type Comparison, comparisonsIn, type Filter } from "../filter/ast.ts";
import { testOf } from "../filter/evaluate.ts";
import type { Compared } from "../scan/compared.ts";
import { pathText } from "../scan/scanner.ts";

/**
 * Fields of which nearly every record has another value, while decisions compare them with a few: what they come to tells
 * records apart as well as the values, and far fewer of them. Here is everything that such a field is compared with; whoever
 * reads it otherwise is found out, and the records are then read one by one.
 */

/** A field of events that has its value from one field of records alone. */
export const eventFields = { sourceIp: "sourceIPAddress", userAgent: "userAgent" } as const;

export type EventField = keyof typeof eventFields;

const eventNames = Object.keys(eventFields) as EventField[];

/** Fields of records that are asked for as they are: by filters' paths, and by selectors. */
const recordFields = ["resources", "requestParameters"] as const;

/** All of them, by their paths. */
export const comparedFields: ReadonlySet<string> = new Set(
  [...Object.values(eventFields), ...recordFields].map((field) => pathText([field])),
);

const marks = (holds: readonly boolean[]): string => holds.map((one) => (one ? "1" : "0")).join("");

const isOf = ({ field }: Comparison, name: EventField): boolean => field.of === "event" && field.name === name;

const isIn = ({ field }: Comparison, name: string): boolean => field.of === "record" && field.path[0] === name;

const ofEvent = (name: EventField, comparisons: readonly Comparison[]): Compared => {
  const field = eventFields[name];
  const tests = comparisons.filter((one) => isOf(one, name) || isIn(one, field)).map(testOf);
  return {
    path: [field],
    outcomeOf: (value) => {
      const event = whenAsked({ [field]: value }, () => []);
      return marks(tests.map((test) => test(event)));
    },
  };
};

const ofRecord = (
  field: (typeof recordFields)[number],
  comparisons: readonly Comparison[],
  selected: ((record: object) => readonly boolean[]) | undefined,
): Compared => {
  const tests = comparisons.filter((one) => isIn(one, field)).map(testOf);
  return {
    path: [field],
    outcomeOf: (value) => {
      const native = value === undefined ? {} : { [field]: value };
      const holds = tests.map((test) => test({ native } as unknown as CommonEvent));
      return marks([...holds, ...(selected?.(native) ?? [])]);
    },
  };
};

/** What is compared by filters, of a spec or the catalog's activities, and by the selectors of trails, which tell it of resources. */
export const comparedByAws = (
  filters: readonly Filter[],
  selected: ((record: object) => readonly boolean[]) | undefined,
): readonly Compared[] => {
  const comparisons = [...filters, ...activityFilters("aws")].flatMap(comparisonsIn);
  return [
    ...eventNames.map((name) => ofEvent(name, comparisons)),
    ...recordFields.map((field) => ofRecord(field, comparisons, field === "resources" ? selected : undefined)),
  ];
};
