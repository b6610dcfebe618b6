import type { Rule } from "../resource.ts";
import { alertPolicies, bodiesOf, invalidField, onConditions } from "./alert-conditions.ts";
import { secondsOf } from "./duration.ts";
import { invalidArgument } from "./errors.ts";
import { extractorProblem, extractorSyntax } from "./extractors.ts";
import { queryProblem } from "./query-syntax.ts";
import { object, text } from "./read.ts";
import { maxFilter, queryLanguage, quotas } from "./sink-exclusions.ts";

const minPeriod = 300;
const rateLimit = "Field alertStrategy.notificationRateLimit";

const filterFits: Rule = {
  id: "monitoring-log-match-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse: onConditions(["conditionMatchedLog"], ({ body, path }) => {
    const { length } = text(body.filter) ?? "";
    if (length > 0 && length <= maxFilter) return undefined;
    return invalidArgument(`Field ${path}.filter must have 1 to ${maxFilter} characters: it has ${length}`);
  }),
};

const filterParses: Rule = {
  id: "monitoring-log-match-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse: onConditions(["conditionMatchedLog"], ({ body, path }) => {
    const filter = text(body.filter) ?? "";
    const problem = filter.length > maxFilter ? undefined : queryProblem(filter);
    return problem === undefined ? undefined : invalidField(`${path}.filter`, filter, problem);
  }),
};

const extractorsAreValid: Rule = {
  id: "monitoring-log-match-extractor-is-valid",
  source: extractorSyntax,
  on: ["create", "update"],
  refuse: onConditions(["conditionMatchedLog"], ({ body, path }) => {
    for (const [key, expression] of Object.entries(object(body.labelExtractors) ?? {})) {
      const place = `${path}.label_extractors[${key}]`;
      if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(key)) return invalidField(place, key, "not a label key");
      const problem = extractorProblem(text(expression) ?? "");
      if (problem !== undefined) return invalidField(place, text(expression) ?? "", problem);
    }
    return undefined;
  }),
};

function rateOf(strategy: Parameters<typeof object>[0]): string | undefined {
  return text(object(object(strategy)?.notificationRateLimit)?.period);
}

const rateIsLimited: Rule = {
  id: "monitoring-log-match-needs-a-rate-limit",
  source: `${alertPolicies}#AlertStrategy.FIELDS.notification_rate_limit`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (bodiesOf(inputs, "conditionMatchedLog").length === 0 || rateOf(inputs.alertStrategy)) return undefined;
    return invalidArgument(`${rateLimit} is missing: log-based alert policies must specify a notification rate limit`);
  },
};

const rateIsForLogMatches: Rule = {
  id: "monitoring-rate-limit-is-for-log-matches",
  source: `${alertPolicies}#AlertStrategy.FIELDS.notification_rate_limit`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const period = rateOf(inputs.alertStrategy);
    if (period === undefined || bodiesOf(inputs, "conditionMatchedLog").length > 0) return undefined;
    return invalidArgument(
      `${rateLimit} had an invalid value of "period: ${period}": only log-based alert policies may specify a notification rate limit`,
    );
  },
};

const rateIsInRange: Rule = {
  id: "monitoring-rate-limit-is-at-least-5-minutes",
  source: "https://cloud.google.com/logging/docs/alerting/log-based-incidents",
  on: ["create", "update"],
  refuse({ inputs }) {
    const period = rateOf(inputs.alertStrategy);
    if (period === undefined || (secondsOf(period) ?? 0) >= minPeriod) return undefined;
    return invalidArgument(
      `${rateLimit}.period had an invalid value of "${period}": at most 1 notification every 5 minutes is sent, so that it must be at least "${minPeriod}s"`,
    );
  },
};

export const logMatchRules: readonly Rule[] = [
  filterFits,
  filterParses,
  extractorsAreValid,
  rateIsLimited,
  rateIsForLogMatches,
  rateIsInRange,
];
