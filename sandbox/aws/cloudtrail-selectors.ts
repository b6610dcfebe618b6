import { parseEventSelectors } from "../../core/native/cloudtrail-selectors.ts";
import type { Properties, Rule } from "../resource.ts";
import { API } from "./cloudtrail-arn.ts";
import { basicSelectorRules, invalid } from "./cloudtrail-basic-selectors.ts";
import { items, record, refusal, text } from "./place.ts";

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
/** What the provider calls the operators, where CloudTrail calls them otherwise. */
const OPERATORS: Record<string, string> = {
  startsWiths: "StartsWith",
  notStartsWiths: "NotStartsWith",
  endsWiths: "EndsWith",
  notEndsWiths: "NotEndsWith",
};

/** The selectors as PutEventSelectors takes them: an operator without values isn't given. */
function selectorsOf(inputs: Properties): { FieldSelectors: Properties[] }[] {
  return items(inputs.advancedEventSelectors).map((selector) => ({
    FieldSelectors: items(record(selector).fieldSelectors).map((field) =>
      Object.fromEntries(
        Object.entries(record(field))
          .filter(([name, values]) => name === "field" || items(values).length > 0)
          .map(([name, values]) => [OPERATORS[name] ?? name, values]),
      ),
    ),
  }));
}

/** The provider refuses a field by itself, before CloudTrail is asked. */
const providerTakesTheField: Rule = {
  id: "cloudtrail-provider-takes-the-selector-field",
  source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudtrail/consts.go",
  on: ["create", "update"],
  refuse({ inputs }) {
    for (const [s, { FieldSelectors }] of selectorsOf(inputs).entries()) {
      for (const [f, { field }] of FieldSelectors.entries()) {
        const name = text(field) ?? "";
        if (PROVIDER_FIELDS.includes(name)) continue;
        const path = `advanced_event_selector.${s}.field_selector.${f}.field`;
        const known = PROVIDER_FIELDS.map((one) => `"${one}"`).join(" ");
        return refusal("Invalid configuration", `expected ${path} to be one of [${known}], got ${name}`);
      }
    }
    return undefined;
  },
};

const advancedSelectorsAreValid: Rule = {
  id: "cloudtrail-advanced-selectors-are-valid",
  source: `${API}API_AdvancedFieldSelector.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const selectors = selectorsOf(inputs);
    const [problem] = selectors.length === 0 ? [] : (parseEventSelectors(selectors).problems ?? []);
    return problem && invalid(`The advanced event selectors are not valid: ${problem.message}.`);
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
    const { filter = [] } = parseEventSelectors(selectorsOf(inputs));
    const basic = items(inputs.eventSelectors).map(record);
    const logged =
      (filter.length === 0 && basic.length === 0) ||
      filter.some(({ category }) => category === "Management") ||
      basic.some(({ includeManagementEvents }) => includeManagementEvents !== false);
    return items(inputs.insightSelectors).length === 0 || logged
      ? undefined
      : refusal("InvalidInsightSelectorsException", "Insights need a trail that logs management events.");
  },
};

const callRateNeedsWrites: Rule = {
  id: "cloudtrail-call-rate-insights-need-write-management-events",
  source: INSIGHTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const types = items(inputs.insightSelectors).map((selector) => text(record(selector).insightType));
    const { filter = [] } = parseEventSelectors(selectorsOf(inputs));
    const ofManagement = filter.filter(({ category }) => category === "Management");
    const readsAlone = ofManagement.filter(({ conditions }) =>
      conditions.some(({ field, values }) => field === "readOnly" && values.includes("true")),
    );
    return types.includes("ApiCallRateInsight") && ofManagement.length > 0 && readsAlone.length === ofManagement.length
      ? refusal(
          "InvalidInsightSelectorsException",
          "ApiCallRateInsight needs a trail that logs write management events.",
        )
      : undefined;
  },
};

export const selectorRules: readonly Rule[] = [
  ...basicSelectorRules,
  providerTakesTheField,
  advancedSelectorsAreValid,
  insightTypesAreKnown,
  insightsNeedManagementEvents,
  callRateNeedsWrites,
];
