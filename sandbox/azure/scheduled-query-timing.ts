import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { read, readFlag, readList, readNumber, readText } from "./properties.ts";

const DOCS =
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_scheduled_query_rules_alert_v2.html.markdown";
const CREATE = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule";

const HOUR = 60;
const DAY = 24 * HOUR;
/** How far back a query can look. */
export const MAXIMUM_RANGE = 2 * DAY;
const MAXIMUM_STATEFUL_FREQUENCY = 12 * HOUR;

/** In minutes. */
const UP_TO_6_HOURS = [5, 10, 15, 30, 45, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 5 * HOUR, 6 * HOUR];
const UP_TO_2_DAYS = [...UP_TO_6_HOURS, DAY, 2 * DAY];

interface Duration {
  property: string;
  allowed: readonly number[];
  isRequired?: true;
}

const FREQUENCY: Duration = {
  property: "evaluationFrequency",
  allowed: [1, ...UP_TO_6_HOURS, DAY],
  isRequired: true,
};
const WINDOW: Duration = { property: "windowSize", allowed: [1, ...UP_TO_2_DAYS], isRequired: true };
const MUTE: Duration = { property: "muteActionsDuration", allowed: UP_TO_2_DAYS };
const RANGE: Duration = { property: "overrideQueryTimeRange", allowed: [...UP_TO_2_DAYS, 20] };

/** Rules of the other kinds have no schedule of their own: they run as rows come. */
export const isLogAlert = (inputs: Properties): boolean =>
  read(inputs, "kind") === undefined || isSameText(read(inputs, "kind"), "LogAlert");

/** The minutes of an ISO 8601 duration such as PT5M or P1DT12H; nothing if it is none of whole minutes. */
export function minutesOf(duration: Json | undefined): number | undefined {
  const parts = typeof duration === "string" && /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!parts) return undefined;
  const [, days = 0, hours = 0, minutes = 0] = parts.map(Number).map((part) => part || 0);
  return days * DAY + hours * HOUR + minutes;
}

export const conditionsOf = (inputs: Properties): Json[] => readList(inputs, "criteria.allOf");

export const periodsOf = (condition: Json): number =>
  readNumber(condition, "failingPeriods.numberOfEvaluationPeriods") ?? 1;

/** How far back the evaluation of a condition looks, in minutes. */
export function lookBackOf(inputs: Properties, condition: Json): number | undefined {
  const window = minutesOf(inputs.windowSize);
  return window === undefined ? undefined : window * periodsOf(condition);
}

/** How far back the query of a condition looks, in minutes. */
export const rangeOf = (inputs: Properties, condition: Json): number | undefined =>
  minutesOf(inputs.overrideQueryTimeRange) ?? lookBackOf(inputs, condition);

const deserialization = (message: string): CloudError => ({
  name: "InvalidRequestContent",
  message: `The request content was invalid and could not be deserialized: '${message}'`,
});

function timingRule(id: string, source: string, judge: (inputs: Properties) => CloudError | undefined): Rule {
  return {
    id: `scheduled-query-rule-${id}`,
    source,
    on: ["create", "update"],
    refuse: ({ inputs }) => (isLogAlert(inputs) ? judge(inputs) : undefined),
  };
}

const durationsAreSupported = timingRule("durations-are-supported", DOCS, (inputs) => {
  for (const { property, allowed, isRequired } of [FREQUENCY, WINDOW, MUTE, RANGE]) {
    const given = readText(inputs, property);
    if (given === undefined && isRequired) return deserialization(`Required property '${property}' not found in JSON.`);
    const minutes = minutesOf(given);
    if (given === undefined || (minutes !== undefined && allowed.includes(minutes))) continue;
    return {
      name: "BadRequest",
      message: `Invalid input at properties.${property}: '${given}' is not supported. Supported granularities are: ${[...allowed].sort((a, b) => a - b).join(", ")}.`,
    };
  }
  return undefined;
});

const windowFitsFrequency = timingRule("window-fits-its-frequency", DOCS, (inputs) => {
  const [frequency, window] = [minutesOf(inputs.evaluationFrequency), minutesOf(inputs.windowSize)];
  if (frequency === undefined || window === undefined) return undefined;
  const isEachMinute = frequency === 1;
  if (isEachMinute ? window <= 6 * HOUR : window > 1) return undefined;
  return {
    name: "BadRequest",
    message: `The windowSize ${inputs.windowSize} can't be used with the evaluationFrequency ${inputs.evaluationFrequency}: with PT1M it is PT1M to PT6H, otherwise PT5M to P2D.`,
  };
});

const frequencyIsWithinLookBack = timingRule("frequency-is-within-its-look-back", DOCS, (inputs) => {
  const frequency = minutesOf(inputs.evaluationFrequency) ?? 0;
  const short = conditionsOf(inputs).some((one) => frequency > (lookBackOf(inputs, one) ?? frequency));
  if (!short) return undefined;
  return deserialization(
    "EvaluationFrequency cannot be greater than the query look back, which is WindowSize * NumberOfEvaluationPeriods",
  );
});

const lookBackIsAtMostTwoDays = timingRule("look-back-is-at-most-2-days", DOCS, (inputs) => {
  const long = conditionsOf(inputs).some((one) => (lookBackOf(inputs, one) ?? 0) > MAXIMUM_RANGE);
  if (!long) return undefined;
  return deserialization(
    "The query look back, which is WindowSize * NumberOfEvaluationPeriods, cannot exceed 48 hours",
  );
});

const rangeCoversLookBack = timingRule("range-covers-its-look-back", DOCS, (inputs) => {
  const range = minutesOf(inputs.overrideQueryTimeRange);
  const short = conditionsOf(inputs).some((one) => range !== undefined && range < (lookBackOf(inputs, one) ?? 0));
  if (!short) return undefined;
  return deserialization(
    "OverrideQueryTimeRange cannot be less than the query look back, which is WindowSize * NumberOfEvaluationPeriods",
  );
});

const muteCoversFrequency = timingRule(
  "mute-covers-its-frequency",
  "https://github.com/Azure/azure-cli/issues/26581",
  (inputs) => {
    const mute = minutesOf(inputs.muteActionsDuration);
    if (mute === undefined || (minutesOf(inputs.evaluationFrequency) ?? 0) <= mute) return undefined;
    return deserialization("EvaluationFrequency cannot be greater than MuteActionsDuration");
  },
);

/** On unless turned off: https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update */
const isStateful = (inputs: Properties) => readFlag(inputs, "autoMitigate") !== false;

const muteIsStateless = timingRule(
  "mute-is-stateless",
  "https://github.com/Azure/azure-powershell/issues/22583",
  (inputs) => {
    if (readText(inputs, "muteActionsDuration") === undefined || !isStateful(inputs)) return undefined;
    return { name: "BadRequest", message: "Auto mitigation must be disabled when action suppression is set" };
  },
);

const statefulIsFrequent = timingRule(
  "stateful-is-evaluated-within-12-hours",
  `${CREATE}#configure-alert-rule-details`,
  (inputs) => {
    const frequency = minutesOf(inputs.evaluationFrequency) ?? 0;
    if (frequency <= MAXIMUM_STATEFUL_FREQUENCY || !isStateful(inputs)) return undefined;
    return {
      name: "BadRequest",
      message: `Stateful alert rules with a frequency of more than 12 hours are not supported: with the evaluationFrequency ${inputs.evaluationFrequency}, autoMitigate must be false.`,
    };
  },
);

/** The rules on when a query runs, and over what time. */
export const timingRules: readonly Rule[] = [
  durationsAreSupported,
  windowFitsFrequency,
  frequencyIsWithinLookBack,
  lookBackIsAtMostTwoDays,
  rangeCoversLookBack,
  muteCoversFrequency,
  muteIsStateless,
  statefulIsFrequent,
];
