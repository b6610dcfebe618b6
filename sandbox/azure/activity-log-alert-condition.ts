import { parseActivityLogAlert } from "../../core/native/activity-log-alert.ts";
import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { read, readList, readText } from "./properties.ts";

const REST = "https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update";
const ALERTS = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-activity-log";
const FIELDS = `resourceId category caller level operationName resourceGroup resourceProvider status subStatus
  resourceType`.split(/\s+/);

/** Those of the activity log that alert rules can be on: the log's own alerts aren't among them. */
const CATEGORIES = [
  "Administrative",
  "Autoscale",
  "Policy",
  "Recommendation",
  "ResourceHealth",
  "Security",
  "ServiceHealth",
];

const itemsOf = (inputs: Properties): Json[] => readList(inputs, "condition.allOf");

/** Every condition that has a field of its own, wherever it stands. */
const leavesOf = (inputs: Properties): Json[] =>
  itemsOf(inputs).flatMap((item) => {
    const inner = readList(item, "anyOf");
    return inner.length === 0 ? [item] : inner;
  });

const isOnCategory = (leaf: Json) => isSameText(read(leaf, "field"), "category");

/** The category that an alert rule is on, as it is written. */
export function categoryOf(inputs: Properties): string | undefined {
  return readText(itemsOf(inputs).find(isOnCategory), "equals");
}

function conditionRule(id: string, source: string, judge: (inputs: Properties) => CloudError | undefined): Rule {
  return {
    id: `activity-log-alert-${id}`,
    source,
    on: ["create", "update"],
    refuse: ({ inputs }) => judge(inputs),
  };
}

const badRequest = (message: string): CloudError => ({ name: "BadRequest", message });

/** As parseActivityLogAlert takes a condition: without nulls, and with fields that are written one way, also those in lists. */
function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(entries.map(([key, one]) => [key, key === "field" ? canonicalField(one) : canonical(one)]));
}

function canonicalField(field: Json): Json {
  if (typeof field !== "string") return field;
  const known = FIELDS.find((one) => isSameText(one, field));
  return known ?? field.replace(/^properties\./i, "properties.").replaceAll("[*]", "");
}

const conditionIsValid = conditionRule("condition-is-valid", `${REST}#alertruleallofcondition`, (inputs) => {
  const problem = parseActivityLogAlert(canonical(inputs.condition ?? {})).problems?.[0];
  return (
    problem && badRequest(`The condition of the alert rule is invalid at properties.condition.${problem.message}.`)
  );
});

const isDocumented = (field: string) => FIELDS.some((one) => isSameText(one, field)) || /^properties\./i.test(field);

const fieldsAreKnown = conditionRule("fields-are-known", `${REST}#alertruleleafcondition`, (inputs) => {
  const fields = leavesOf(inputs).map((leaf) => readText(leaf, "field"));
  const wrong = fields.find((field) => field !== undefined && !isDocumented(field));
  if (wrong === undefined) return undefined;
  return badRequest(
    `The field '${wrong}' is not supported; possible are ${FIELDS.join(", ")}, or anything beginning with 'properties.'.`,
  );
});

const hasOneCategory = conditionRule(
  "has-one-category",
  "https://github.com/Azure/bicep-registry-modules/blob/main/avm/res/insights/activity-log-alert/README.md",
  (inputs) => {
    const count = leavesOf(inputs).filter(isOnCategory).length;
    if (count === 1 && categoryOf(inputs) !== undefined) return undefined;
    return badRequest(
      `An alert rule has exactly one condition on the category, in allOf and with equals; this one has ${count === 1 ? "it elsewhere" : count}.`,
    );
  },
);

const categoryIsSupported = conditionRule("category-is-supported", ALERTS, (inputs) => {
  const category = categoryOf(inputs);
  if (category === undefined || CATEGORIES.some((known) => isSameText(known, category))) return undefined;
  const message = isSameText(category, "Alert")
    ? "Alerts can't be created for events in the Alert category of the activity log."
    : `The category '${category}' is not supported; it is one of ${CATEGORIES.join(", ")}.`;
  return { name: "UnsupportedCondition", message };
});

const administrativeIsNarrowed = conditionRule(
  "administrative-is-narrowed",
  "https://github.com/Azure/azure-cli/issues/8732",
  (inputs) => {
    if (!isSameText(categoryOf(inputs), "Administrative")) return undefined;
    if (leavesOf(inputs).some((leaf) => !isOnCategory(leaf))) return undefined;
    return {
      name: "UnsupportedCondition",
      message: "Specify additional conditions for this category: Administrative.",
    };
  },
);

/** The rules on which events an alert rule is for. */
export const conditionRules: readonly Rule[] = [
  conditionIsValid,
  fieldsAreKnown,
  hasOneCategory,
  categoryIsSupported,
  administrativeIsNarrowed,
];
