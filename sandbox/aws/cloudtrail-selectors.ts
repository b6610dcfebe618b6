import type { CloudError, Properties, Rule } from "../resource.ts";
import { API } from "./cloudtrail-arn.ts";
import { basicSelectorRules, invalid } from "./cloudtrail-basic-selectors.ts";
import { items, record, refusal, text } from "./place.ts";

const FIELD_API = `${API}API_AdvancedFieldSelector.html`;

/** What a selector of a trail may name, and must (FIELD_API); fields of event data stores are left out. */
const CATEGORIES: { readonly [category: string]: { allowed: readonly string[]; required: readonly string[] } } = {
  Management: { allowed: ["eventCategory", "readOnly", "eventSource"], required: [] },
  Data: {
    allowed:
      "eventCategory readOnly eventName eventSource eventType resources.type resources.ARN sessionCredentialFromConsole userIdentity.arn".split(
        " ",
      ),
    required: ["resources.type"],
  },
  NetworkActivity: {
    allowed: ["eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId"],
    required: ["eventSource"],
  },
};
const PROVIDER_FIELDS = [
  "errorCode",
  "eventCategory",
  "eventName",
  "eventSource",
  "eventType",
  "readOnly",
  "resources.ARN",
  "resources.type",
  "sessionCredentialFromConsole",
  "userIdentity.arn",
  "vpcEndpointId",
];
const OPERATORS = ["equals", "notEquals", "startsWiths", "notStartsWiths", "endsWiths", "notEndsWiths"] as const;
const EQUALS_ONLY = ["eventCategory", "readOnly", "resources.type"];
const EXCLUDABLE_SOURCES = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

interface Field {
  name: string;
  conditions: { operator: (typeof OPERATORS)[number]; values: string[] }[];
}

function fieldsOf(selector: Properties): Field[] {
  return items(selector.fieldSelectors)
    .map(record)
    .map((from) => ({
      name: text(from.field) ?? "",
      conditions: OPERATORS.map((operator) => ({ operator, values: items(from[operator]).map(String) })).filter(
        ({ values }) => values.length > 0,
      ),
    }));
}

function categoryOf(fields: Field[]): string | undefined {
  const conditions = fields.find(({ name }) => name === "eventCategory")?.conditions ?? [];
  const [only, ...others] = conditions.flatMap(({ values }) => values);
  return others.length === 0 ? only : undefined;
}

/** A rule over each advanced selector. */
function each(id: string, source: string, check: (fields: Field[]) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      for (const selector of items(inputs.advancedEventSelectors)) {
        const error = check(fieldsOf(record(selector)));
        if (error !== undefined) return error;
      }
      return undefined;
    },
  };
}

/** The provider refuses a field by itself, before CloudTrail is asked. */
const providerTakesTheField: Rule = {
  id: "cloudtrail-provider-takes-the-selector-field",
  source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudtrail/consts.go",
  on: ["create", "update"],
  refuse({ inputs }) {
    const selectors = items(inputs.advancedEventSelectors).map((selector) => fieldsOf(record(selector)));
    for (const [s, fields] of selectors.entries()) {
      for (const [f, { name }] of fields.entries()) {
        if (PROVIDER_FIELDS.includes(name)) continue;
        const path = `advanced_event_selector.${s}.field_selector.${f}.field`;
        const known = PROVIDER_FIELDS.map((field) => `"${field}"`).join(" ");
        return refusal("Invalid configuration", `expected ${path} to be one of [${known}], got ${name}`);
      }
    }
    return undefined;
  },
};

const categoryIsKnown = each("cloudtrail-selector-has-one-known-category", FIELD_API, (fields) => {
  const category = categoryOf(fields);
  if (category !== undefined && category in CATEGORIES) return undefined;
  return invalid(
    "Each advanced event selector needs an eventCategory that equals Management, Data or NetworkActivity.",
  );
});

const fieldsBelongToTheCategory = each("cloudtrail-selector-fields-belong-to-the-category", FIELD_API, (fields) => {
  const category = categoryOf(fields) ?? "";
  const foreign = fields.find(({ name }) => CATEGORIES[category]?.allowed.includes(name) === false);
  return foreign && invalid(`Selectors of ${category} events in a trail have no field ${foreign.name}.`);
});

const requiredFieldsAreThere = each("cloudtrail-selector-has-the-fields-its-category-requires", FIELD_API, (fields) => {
  const category = categoryOf(fields) ?? "";
  const missing = CATEGORIES[category]?.required.find((name) => !fields.some((field) => field.name === name));
  return missing === undefined ? undefined : invalid(`Selectors of ${category} events need the field ${missing}.`);
});

const someFieldsOnlyEqual = each("cloudtrail-selector-fields-that-only-equal", FIELD_API, (fields) => {
  const other = fields.find(
    ({ name, conditions }) => EQUALS_ONLY.includes(name) && conditions.some(({ operator }) => operator !== "equals"),
  );
  return other && invalid(`The field ${other.name} can only use the Equals operator.`);
});

const fieldsHaveValues = each("cloudtrail-selector-fields-have-values", FIELD_API, (fields) => {
  const empty = fields.find(({ conditions }) => conditions.length === 0);
  return empty && invalid(`The field ${empty.name} needs an operator with at least one value.`);
});

const managementSourcesAreOnlyExcluded = each(
  "cloudtrail-management-event-sources-are-only-excluded",
  FIELD_API,
  (fields) => {
    if (categoryOf(fields) !== "Management") return undefined;
    const sources = fields.filter(({ name }) => name === "eventSource").flatMap(({ conditions }) => conditions);
    const valid = sources.every(
      ({ operator, values }) => operator === "notEquals" && values.every((value) => EXCLUDABLE_SOURCES.includes(value)),
    );
    return valid
      ? undefined
      : invalid(`For management events, eventSource can only be NotEquals ${EXCLUDABLE_SOURCES.join(" or ")}.`);
  },
);

const valuesAreAtMost500: Rule = {
  id: "cloudtrail-selectors-have-at-most-500-values",
  source: `${API}API_PutEventSelectors.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const fields = items(inputs.advancedEventSelectors).flatMap((selector) => fieldsOf(record(selector)));
    const count = fields.flatMap(({ conditions }) => conditions.flatMap(({ values }) => values)).length;
    return count > 500
      ? invalid(`A trail has at most 500 values over all conditions of its advanced event selectors, not ${count}.`)
      : undefined;
  },
};

const INSIGHTS = `${API}API_PutInsightSelectors.html`;

const insightTypesAreKnown: Rule = {
  id: "cloudtrail-insight-type-is-known",
  source: INSIGHTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const types = items(inputs.insightSelectors).map((selector) => text(record(selector).insightType) ?? "");
    const unknown = types.find((type) => !["ApiCallRateInsight", "ApiErrorRateInsight"].includes(type));
    return unknown === undefined
      ? undefined
      : refusal("InvalidInsightSelectorsException", `${unknown} is not an insight type.`);
  },
};

const insightsNeedManagementEvents: Rule = {
  id: "cloudtrail-insights-need-management-events",
  source: INSIGHTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const advanced = items(inputs.advancedEventSelectors).map((selector) => fieldsOf(record(selector)));
    const basic = items(inputs.eventSelectors).map(record);
    const logged =
      (advanced.length === 0 && basic.length === 0) ||
      advanced.some((fields) => categoryOf(fields) === "Management") ||
      basic.some(({ includeManagementEvents }) => includeManagementEvents !== false);
    return items(inputs.insightSelectors).length === 0 || logged
      ? undefined
      : refusal("InvalidInsightSelectorsException", "Insights need a trail that logs management events.");
  },
};

export const selectorRules: readonly Rule[] = [
  ...basicSelectorRules,
  providerTakesTheField,
  categoryIsKnown,
  fieldsBelongToTheCategory,
  requiredFieldsAreThere,
  someFieldsOnlyEqual,
  fieldsHaveValues,
  managementSourcesAreOnlyExcluded,
  valuesAreAtMost500,
  insightTypesAreKnown,
  insightsNeedManagementEvents,
];
