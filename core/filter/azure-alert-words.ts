import type { CommonEvent } from "../event/event.ts";
import type { Comparison, Filter } from "./ast.ts";
import { passes, testOf } from "./evaluate.ts";

/** The fields of the service that say a field of the event model. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema */
export const alertFields: Readonly<Record<string, string>> = {
  operation: "operationName",
  outcome: "status",
  resource: "resourceId",
  severity: "level",
};

/** The words of the service, one of which its field must be; or what it lacks, with words that let more through. */
export type Words = readonly string[] | { readonly over?: readonly string[]; readonly lacks: string };

const succeeded = ["Succeeded", "Success"];
const failed = ["Failed", "Failure", "Canceled", "Cancelled"];

export const textsOf = (comparison: Comparison): readonly string[] =>
  comparison.kind === "equal"
    ? comparison.values.filter((value): value is string => typeof value === "string" && value !== "")
    : [];

/** Does an event that has only these fields pass? */
export const holds = (filter: Filter, event: object): boolean => testOf(filter)(event as CommonEvent);

const outcomeWords = (comparison: Comparison): Words => {
  const [success, failure, denied] = ["success", "failure", "denied"].map((outcome) => passes(comparison, outcome));
  const words = [...(success ? succeeded : []), ...(failure || denied ? failed : [])];
  return failure === denied ? words : { over: words, lacks: "no difference between failed and denied" };
};

/** What the event model makes of a level is neither a number nor Information. */
const severityWords = (comparison: Comparison): Words => {
  if (comparison.kind !== "equal") return { lacks: "tests of whole texts alone" };
  const texts = textsOf(comparison).filter((text) => !/^\d+$|^information$/i.test(text));
  return texts.flatMap((text) => (/^informational$/i.test(text) ? [text, "Information"] : [text]));
};

const resourceWords = (comparison: Comparison): Words => {
  const texts = textsOf(comparison);
  if (comparison.kind === "equal" && texts.every((text) => text.includes("/"))) return texts;
  return { lacks: "tests of a resource's whole id alone" };
};

/** A comparison in the words of the service. */
export const wordsOf = (comparison: Comparison): Words => {
  if (comparison.field.of === "record") return { lacks: "no test of a field of the record" };
  const { name } = comparison.field;
  switch (name) {
    case "outcome":
      return outcomeWords(comparison);
    case "severity":
      return severityWords(comparison);
    case "resource":
      return resourceWords(comparison);
    case "operation":
      return comparison.kind === "equal" ? textsOf(comparison) : { lacks: "tests of whole texts alone" };
    default:
      return { lacks: `no test of ${name}` };
  }
};
