import { eventPatternCharacters, parseEventPattern } from "../../core/native/eventbridge-pattern.ts";
import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { API, GUIDE, invalid } from "./events-names.ts";
import { refusal, text } from "./place.ts";

function invalidPattern(reason: string): CloudError {
  return refusal("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);
}

/** The pattern as the provider sends it: JSON without white space. */
function patternOf(inputs: Properties): Json | undefined {
  try {
    return JSON.parse(text(inputs.eventPattern) ?? "") as Json;
  } catch {
    return undefined;
  }
}

const isGivenOrASchedule: Rule = {
  id: "events-rule-has-a-pattern-or-a-schedule",
  source: `${API}API_PutRule.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    text(inputs.eventPattern) === undefined && text(inputs.scheduleExpression) === undefined
      ? invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.")
      : undefined,
};

const isJson: Rule = {
  id: "events-pattern-is-json",
  source: `${GUIDE}eb-create-pattern.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    text(inputs.eventPattern) !== undefined && patternOf(inputs) === undefined
      ? invalidPattern("Invalid JSON")
      : undefined,
};

const isValid: Rule = {
  id: "events-pattern-is-valid",
  source: `${GUIDE}eb-create-pattern-operators.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const pattern = patternOf(inputs);
    if (pattern === undefined) return undefined;
    const problem = parseEventPattern(pattern, Number.POSITIVE_INFINITY).problems?.[0];
    return problem && invalidPattern(problem.message);
  },
};

const isWithinTheQuota: Rule = {
  id: "events-pattern-is-at-most-2048-characters",
  source: `${GUIDE}eb-quota.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const pattern = patternOf(inputs);
    const characters = pattern === undefined ? 0 : JSON.stringify(pattern).length;
    return characters > eventPatternCharacters
      ? invalid(`Parameter EventPattern for rule ${text(inputs.name)} exceeds limit of ${eventPatternCharacters}.`)
      : undefined;
  },
};

export const patternRules: readonly Rule[] = [isGivenOrASchedule, isJson, isValid, isWithinTheQuota];
