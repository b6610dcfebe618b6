import type { CloudError, Properties, Rule } from "../resource.ts";
import { API, GUIDE } from "./cloudtrail-arn.ts";
import { items, record, refusal, text } from "./place.ts";

const FIELD_API = `${API}API_AdvancedFieldSelector.html`;
const QUOTAS = `${GUIDE}WhatIsCloudTrail-Limits.html`;

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
const OPERATORS = ["equals", "notEquals", "startsWiths", "notStartsWiths", "endsWiths", "notEndsWiths"] as const;
const EQUALS_ONLY = ["eventCategory", "readOnly", "resources.type"];
const EXCLUDABLE_SOURCES = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];
const DATA_TYPES = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"];

interface Field {
  name: string;
  conditions: { operator: (typeof OPERATORS)[number]; values: string[] }[];
}

function invalid(message: string): CloudError {
  return refusal("InvalidEventSelectorsException", message);
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

const oneKindOfSelectors: Rule = {
  id: "cloudtrail-selectors-are-basic-or-advanced",
  source: `${API}API_PutEventSelectors.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    items(inputs.eventSelectors).length > 0 && items(inputs.advancedEventSelectors).length > 0
      ? invalid("You can use either EventSelectors or AdvancedEventSelectors, not both.")
      : undefined,
};

const basicSelectorsAreAtMost5: Rule = {
  id: "cloudtrail-basic-selectors-are-at-most-5",
  source: QUOTAS,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    items(inputs.eventSelectors).length > 5 ? invalid("A trail has at most 5 event selectors.") : undefined,
};

function dataResources(inputs: Properties): { type: string; values: number }[] {
  return items(inputs.eventSelectors)
    .flatMap((selector) => items(record(selector).dataResources))
    .map(record)
    .map(({ type, values }) => ({ type: text(type) ?? "", values: items(values).length }));
}

const basicResourcesAreAtMost250: Rule = {
  id: "cloudtrail-basic-selectors-have-at-most-250-data-resources",
  source: QUOTAS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = dataResources(inputs).reduce((sum, { values }) => sum + values, 0);
    return count > 250
      ? invalid(`A trail has at most 250 data resources in its event selectors, not ${count}.`)
      : undefined;
  },
};

const basicTypesAreKnown: Rule = {
  id: "cloudtrail-basic-data-resource-type-is-known",
  source: `${API}API_DataResource.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const unknown = dataResources(inputs).find(({ type }) => !DATA_TYPES.includes(type));
    return unknown === undefined
      ? undefined
      : invalid(`Basic event selectors have no data resource type ${unknown.type}: use ${DATA_TYPES.join(", ")}.`);
  },
};

const readWriteTypeIsKnown: Rule = {
  id: "cloudtrail-read-write-type-is-known",
  source: `${API}API_EventSelector.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const types = items(inputs.eventSelectors).map((selector) => text(record(selector).readWriteType) ?? "All");
    const known = types.every((type) => ["All", "ReadOnly", "WriteOnly"].includes(type));
    return known ? undefined : invalid(`ReadWriteType is All, ReadOnly or WriteOnly, not ${types.join(", ")}.`);
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
  oneKindOfSelectors,
  basicSelectorsAreAtMost5,
  basicResourcesAreAtMost250,
  basicTypesAreKnown,
  readWriteTypeIsKnown,
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
