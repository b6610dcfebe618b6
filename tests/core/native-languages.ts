import { matchesActivityLogAlert, parseActivityLogAlert } from "../../core/native/activity-log-alert.ts";
import { matchesCloudLoggingQuery } from "../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../core/native/cloud-logging-query.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../core/native/cloudwatch-filter-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../core/native/eventbridge-pattern.ts";
import { type KqlRow, parseKql, selectsRow } from "../../core/native/kql.ts";
import type { Parsed } from "../../core/native/parsed.ts";

type Json = Readonly<Record<string, unknown>>;

const parsed = <T>(found: Parsed<T>, text: string): T => {
  if (found.filter === undefined) throw new Error(`${text}: ${JSON.stringify(found.problems)}`);
  return found.filter;
};

const envelope = (detail: Json) => ({
  version: "0",
  id: "1",
  "detail-type": "AWS API Call via CloudTrail",
  source: `aws.${String(detail.eventSource).split(".")[0]}`,
  account: "111122223333",
  region: "eu-west-1",
  resources: [],
  detail,
});

/** The native languages by the names of their targets: does a text match a record? `rowOf` is what Log Analytics makes of it. */
export const evaluatorsWith = (
  rowOf: (record: Json) => KqlRow,
  activityOf: (record: Json) => Json = (record) => record,
): Readonly<Record<string, (text: string, record: Json) => boolean>> => ({
  EventBridge: (text, record) =>
    matchesEventPattern(parsed(parseEventPattern(JSON.parse(text)), text), envelope(record)),
  "CloudWatch Logs metric filter": (text, record) =>
    matchesFilterPattern(parsed(parseFilterPattern(text), text), record),
  "log-match alert": (text, record) => matchesCloudLoggingQuery(parsed(parseCloudLoggingQuery(text), text), record),
  "log-based metric": (text, record) => matchesCloudLoggingQuery(parsed(parseCloudLoggingQuery(text), text), record),
  "activity log alert": (text, record) =>
    matchesActivityLogAlert(parsed(parseActivityLogAlert(JSON.parse(text)), text), activityOf(record)),
  "Log Analytics (KQL)": (text, record) => selectsRow(parsed(parseKql(text), text), rowOf(record)),
});
