import type { Properties, Rule } from "../resource.ts";
import { activeBeside } from "./active-rules.ts";
import { isSameId } from "./arm.ts";
import { readList, readText } from "./properties.ts";
import { minutesOf } from "./scheduled-query-timing.ts";
import { TOKENS } from "./tokens.ts";

const LIMITS = "https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts";
const MAXIMUM_DESCRIPTION = 4096;
const MAXIMUM_BYTES = 64 * 1024;

interface Limit {
  maximum: number;
  what: string;
  /** Whether one rule counts among those that another is counted with. */
  counts(rule: Properties, other: Properties): boolean;
}

const isEachMinute = (inputs: Properties) => minutesOf(inputs.evaluationFrequency) === 1;
const scopeOf = (inputs: Properties) => `${readList(inputs, "scopes")[0] ?? ""}`;

const COUNTS: readonly Limit[] = [
  { maximum: 5000, what: "active log search alert rules in the subscription", counts: () => true },
  {
    maximum: 100,
    what: "active log search alert rules with a 1-minute frequency in the subscription",
    counts: (rule, other) => isEachMinute(rule) && isEachMinute(other),
  },
  {
    maximum: 1000,
    what: "active log search alert rules on the resource",
    counts: (rule, other) => isSameId(scopeOf(rule), scopeOf(other)),
  },
];

const rulesAreFew: Rule = {
  id: "scheduled-query-rule-count-is-within-limits",
  source: LIMITS,
  on: ["create", "update"],
  refuse(call) {
    const { others } = activeBeside(TOKENS.scheduledQueryRule, call);
    const full = COUNTS.find(
      ({ maximum, counts }) => others.filter((other) => counts(call.inputs, other.inputs)).length >= maximum,
    );
    return full && { name: "QuotaExceeded", message: `There are ${full.maximum} ${full.what}, which is the limit.` };
  },
};

const descriptionIsShort: Rule = {
  id: "scheduled-query-rule-description-is-short",
  source: LIMITS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { length } = readText(inputs, "description") ?? "";
    if (length <= MAXIMUM_DESCRIPTION) return undefined;
    return {
      name: "BadRequest",
      message: `The description has ${length} characters; the limit is ${MAXIMUM_DESCRIPTION}.`,
    };
  },
};

const propertiesAreSmall: Rule = {
  id: "scheduled-query-rule-is-at-most-64-kb",
  source: LIMITS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const size = Buffer.byteLength(JSON.stringify(inputs));
    if (size <= MAXIMUM_BYTES) return undefined;
    return {
      name: "BadRequest",
      message: `The combined size of all data in the log alert rule properties is ${size} bytes; it can't exceed 64 KB.`,
    };
  },
};

/** The rules on how many rules there can be, and how large. */
export const limitRules: readonly Rule[] = [rulesAreFew, descriptionIsShort, propertiesAreSmall];
