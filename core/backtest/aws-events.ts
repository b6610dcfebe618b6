import {
  anonymousPrefixes,
  deniedPrefixes,
  deniedSuffixes,
  foreignTypes,
  hiddenName,
  signInSteps,
  targetParameters,
} from "../event/aws-names.ts";
import { cases, firstOf, isOneOf } from "./dialect.ts";
import { type DuckDbRecord, duckDb } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

const begins = (operand: string, texts: readonly string[]): string =>
  texts.map((text) => `starts_with(${operand}, '${text}')`).join(" OR ");

const ends = (operand: string, texts: readonly string[]): string =>
  texts.map((text) => `ends_with(${operand}, '${text}')`).join(" OR ");

const readVerb =
  "(?i)^(?:get|list|describe|head|lookup|batchget|search|view|check|validate|test|simulate|query|scan|select)";

const isObjectCall = "lower(event_source) = 's3.amazonaws.com' AND request_key IS NOT NULL";

const category = cases(
  [
    `lower(event_category) IN ('data', 'networkactivity') OR (event_category IS NULL AND coalesce(NOT is_management, ${isObjectCall}))`,
    "'data'",
  ],
  ["lower(event_source) = 'signin.amazonaws.com'", "'identity'"],
  ["event_type = 'AwsServiceEvent'", "'system'"],
  ["TRUE", "'management'"],
);

const isForeign = isOneOf("identity_type", foreignTypes, duckDb);

const actorType = cases(
  ["identity_type IS NULL", "CASE WHEN invoked_by IS NOT NULL THEN 'service' END"],
  ["identity_type = 'Root'", "'root'"],
  ["identity_type IN ('IAMUser', 'IdentityCenterUser', 'Directory')", "'user'"],
  ["identity_type IN ('AssumedRole', 'Role')", "'role'"],
  ["identity_type IN ('FederatedUser', 'SAMLUser', 'WebIdentityUser')", "'federated'"],
  ["identity_type = 'AWSService'", "'service'"],
  [
    `${isForeign} AND (${begins("identity_account", anonymousPrefixes)} OR ${begins("principal", anonymousPrefixes)})`,
    "'anonymous'",
  ],
  [`${isForeign} AND starts_with(principal, 'AROA')`, "'role'"],
  [`${isForeign} AND starts_with(principal, 'AIDA')`, "'user'"],
);

const actorId = firstOf(
  "arn",
  `CASE WHEN upper(user_name) <> '${hiddenName}' THEN user_name END`,
  "on_behalf_of",
  "principal",
  "invoked_by",
  "identity_account",
);

const error = firstOf("error_code", "error_message");

const outcome = cases(
  [`${begins("error_code", deniedPrefixes)} OR ${ends("error_code", deniedSuffixes)}`, "'denied'"],
  [`${error} IS NOT NULL OR list_contains(answers, 'Failure')`, "'failure'"],
  ["TRUE", "'success'"],
);

/** CloudTrail's records, as core/event/aws-cloudtrail.ts reads them. */
export const awsEvents = (record: DuckDbRecord): EventsSql => {
  const identity = (...path: readonly string[]): string => record.text("userIdentity", ...path);
  const arns = `list_transform(audit_list(${record.at("resources")}), lambda one: json_extract(one, '$.ARN'))`;
  const targets = targetParameters.map((name) => record.at("requestParameters", name)).join(", ");
  return {
    reads: {
      event_name: `audit_said(trim(audit_string(${record.at("eventName")})))`,
      event_source: `audit_said(trim(audit_string(${record.at("eventSource")})))`,
      event_category: record.text("eventCategory"),
      event_type: record.text("eventType"),
      is_management: `audit_yes(${record.at("managementEvent")})`,
      read_only: `audit_yes(${record.at("readOnly")})`,
      request_key: record.text("requestParameters", "key"),
      recipient: record.text("recipientAccountId"),
      region: record.text("awsRegion"),
      identity_type: identity("type"),
      arn: identity("arn"),
      user_name: identity("userName"),
      on_behalf_of: identity("onBehalfOf", "userId"),
      principal: identity("principalId"),
      invoked_by: identity("invokedBy"),
      identity_account: identity("accountId"),
      source_ip: record.text("sourceIPAddress"),
      user_agent: record.text("userAgent"),
      error_code: record.text("errorCode"),
      error_message: record.text("errorMessage"),
      answers: `[${signInSteps.map((step) => record.text("responseElements", step)).join(", ")}]`,
      mfa: `coalesce(audit_yes(${record.at("additionalEventData", "MFAUsed")}), audit_yes(${record.at("userIdentity", "sessionContext", "attributes", "mfaAuthenticated")}))`,
      resources: `audit_texts(list_concat(${arns}, [${targets}]))`,
      time: firstOf(record.text("eventTime"), record.text("@timestamp")),
    },
    isEvent:
      "event_name IS NOT NULL AND event_source IS NOT NULL AND coalesce(strpos(lower(concat(event_category, ' ', event_type)), 'insight'), 0) = 0",
    columns: {
      account: firstOf("recipient", "identity_account"),
      region: "region",
      category,
      service: "event_source",
      operation: "event_name",
      access: `CASE WHEN coalesce(read_only, regexp_matches(event_name, '${readVerb}')) THEN 'read' ELSE 'write' END`,
      "actor.id": actorId,
      "actor.type": actorType,
      sourceIp: "source_ip",
      userAgent: "user_agent",
      resource: "resources",
      outcome,
      error,
      mfa: "mfa",
      severity: "CAST(NULL AS VARCHAR)",
    },
    time: "time",
  };
};
