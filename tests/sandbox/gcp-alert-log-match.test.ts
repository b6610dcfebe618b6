import { describe } from "vitest";
import { logMatchRules } from "../../sandbox/gcp/alert-log-match.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { everyFiveMinutes, logMatchPolicy, policyCase, thresholdPolicy, withPolicyWorld } from "./gcp-alert-world.ts";
import { badRequest, type Case, testCases } from "./gcp-case.ts";

const limited = (period: string) => logMatchPolicy({}, { alertStrategy: { notificationRateLimit: { period } } });
const extracted = (labelExtractors: Properties) => logMatchPolicy({ labelExtractors });

const logMatchCases: Case[] = [
  policyCase(
    "monitoring-log-match-filter-fits",
    "an empty query",
    logMatchPolicy({ filter: "" }),
    badRequest(/it has 0/),
    logMatchPolicy(),
  ),
  policyCase(
    "monitoring-log-match-filter-fits",
    "a query of 20,001 characters",
    logMatchPolicy({ filter: "f".repeat(20_001) }),
    badRequest(/condition_matched_log.filter must have 1 to 20000 characters: it has 20001/),
    logMatchPolicy({ filter: "f".repeat(20_000) }),
  ),
  ...(["create", "update"] as const).map((verb) => ({
    ...policyCase(
      "monitoring-log-match-filter-parses",
      `to ${verb} a policy with a query whose text doesn't end`,
      logMatchPolicy({ filter: 'severity=ERROR\n"' }),
      badRequest(
        /conditions\[0\].condition_matched_log.filter had an invalid value of "severity=ERROR\n"": Unparseable filter: syntax error at line 2, column 1/,
      ),
      logMatchPolicy({ filter: 'severity=ERROR\n"a"' }),
    ),
    verb,
  })),
  policyCase(
    "monitoring-log-match-extractor-is-valid",
    "a label by its field alone",
    extracted({ who: "protoPayload.methodName" }),
    badRequest(/label_extractors\[who\] had an invalid value of "protoPayload.methodName": must be EXTRACT\(field\)/),
    extracted({ who: "EXTRACT(protoPayload.methodName)" }),
  ),
  policyCase(
    "monitoring-log-match-extractor-is-valid",
    "a label with a dash",
    extracted({ "who-is": "EXTRACT(protoPayload.methodName)" }),
    badRequest(/label_extractors\[who-is\] had an invalid value of "who-is": not a label key/),
    extracted({ who_is: "EXTRACT(protoPayload.methodName)" }),
  ),
  policyCase(
    "monitoring-log-match-needs-a-rate-limit",
    "a log match without a limit",
    logMatchPolicy({}, { alertStrategy: { autoClose: "1800s" } }),
    badRequest(/log-based alert policies must specify a notification rate limit/),
    logMatchPolicy({}, { alertStrategy: { autoClose: "1800s", ...everyFiveMinutes } }),
  ),
  policyCase(
    "monitoring-rate-limit-is-for-log-matches",
    "a limit at a threshold",
    thresholdPolicy({}, { alertStrategy: everyFiveMinutes }),
    badRequest(
      /Field alertStrategy.notificationRateLimit had an invalid value of "period: 300s": only log-based alert policies may specify a notification rate limit$/,
    ),
    thresholdPolicy({}, { alertStrategy: {} }),
  ),
  policyCase(
    "monitoring-rate-limit-is-at-least-5-minutes",
    "a limit of 299 seconds",
    limited("299s"),
    badRequest(/at least "300s"/),
    limited("300s"),
  ),
  policyCase(
    "monitoring-rate-limit-is-at-least-5-minutes",
    "a limit in minutes",
    limited("5m"),
    badRequest(/at least "300s"/),
    limited("3600s"),
  ),
].map(withPolicyWorld);

describe("Log matches", () => testCases(logMatchRules, logMatchCases));
