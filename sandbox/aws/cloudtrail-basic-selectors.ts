import type { CloudError, Properties, Rule } from "../resource.ts";
import { API, GUIDE } from "./cloudtrail-arn.ts";
import { items, record, refusal, text } from "./place.ts";

const QUOTAS = `${GUIDE}WhatIsCloudTrail-Limits.html`;
const DATA_TYPES = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"];

export function invalid(message: string): CloudError {
  return refusal("InvalidEventSelectorsException", message);
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

export const basicSelectorRules: readonly Rule[] = [
  oneKindOfSelectors,
  basicSelectorsAreAtMost5,
  basicResourcesAreAtMost250,
  basicTypesAreKnown,
  readWriteTypeIsKnown,
];
