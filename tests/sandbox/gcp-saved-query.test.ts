// Doesn't prove that the Logs Explorer shows it, nor how Cloud Logging words what it refuses.
import { savedQuery } from "../../sandbox/gcp/saved-queries.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { badRequest, type Case, ofProvider, PROJECT, testCases } from "./gcp-case.ts";
import type { Given } from "./memory-store.ts";

const loggingOn: Given = { token: tokens.service, inputs: { service: "logging.googleapis.com" } };
const good: Properties = {
  parent: `projects/${PROJECT}`,
  location: "global",
  name: "denied-calls",
  displayName: "Who was refused what?",
  visibility: "SHARED",
  loggingQuery: { filter: "protoPayload.status.code=7" },
};

const of = (rule: string, when: string, fault: Properties, near: Properties, refused: Case["refused"]): Case => ({
  rule,
  when,
  token: tokens.savedQuery,
  given: [loggingOn],
  inputs: { ...good, ...fault },
  refused,
  mended: { inputs: { ...good, ...near } },
});
const filter = (text: string): Properties => ({ loggingQuery: { filter: text } });
const long = (length: number): string => `severity="${"a".repeat(length - 'severity=""'.length)}"`;

testCases(savedQuery.rules, [
  {
    rule: "logging-api-is-enabled-for-saved-queries",
    when: "a saved query before the API is on",
    token: tokens.savedQuery,
    inputs: good,
    refused: { name: "Error 403 SERVICE_DISABLED", message: /Cloud Logging API has not been used/ },
    mended: { given: [loggingOn] },
  },
  ...(
    [
      ["a name of 101 characters", "q".repeat(101), "q".repeat(100)],
      ["a name with a blank", "denied calls", "denied.calls_1-A"],
      ["a name that begins with a hyphen", "-denied", "1-denied"],
    ] as const
  ).map(([when, wrong, right]) =>
    of(
      "logging-saved-query-name-is-valid",
      when,
      { name: wrong },
      { name: right },
      badRequest(/Invalid saved query id/),
    ),
  ),
  of(
    "logging-saved-query-visibility-is-known",
    "a visibility in lower case",
    { visibility: "shared" },
    { visibility: "PRIVATE" },
    ofProvider(/visibility to be one of/),
  ),
  of(
    "logging-saved-query-is-of-one-kind",
    "a query of both kinds",
    { opsAnalyticsQuery: { sqlQueryText: "SELECT 1" } },
    {},
    badRequest(/one of them/),
  ),
  of(
    "logging-saved-query-filter-fits",
    "a filter of 20,001 characters",
    filter(long(20_001)),
    filter(long(20_000)),
    badRequest(/maximum length of 20000/),
  ),
  of(
    "logging-saved-query-filter-parses",
    "a filter with an open bracket",
    filter("(severity=ERROR"),
    filter("(severity=ERROR)"),
    badRequest(/Unparseable filter/),
  ),
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a saved query whose deletion is prevented",
    token: tokens.savedQuery,
    verb: "delete",
    inputs: { ...good, deletionPolicy: "PREVENT" },
    refused: ofProvider(/deletionPolicy is set to "PREVENT"/),
    mended: { inputs: good },
  },
]);
