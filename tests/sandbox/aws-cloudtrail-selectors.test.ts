import { selectorRules } from "../../sandbox/aws/cloudtrail-selectors.ts";
import type { Json } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { testCases } from "./aws-case.ts";
import { arns, category, data, field, insight, management, objects, selector, trailCase } from "./aws-trail-world.ts";

const INVALID = "InvalidEventSelectorsException";

function selectorCase(rule: string, fault: Json[], near: Json[], message: RegExp, when?: string): Case {
  const refused = { name: INVALID, message };
  return trailCase(rule, { advancedEventSelectors: fault }, { advancedEventSelectors: near }, refused, when);
}

function basicCase(rule: string, fault: Json[], near: Json[], message: RegExp): Case {
  const refused = { name: INVALID, message };
  return trailCase(rule, { eventSelectors: fault }, { eventSelectors: near }, refused);
}

function resources(count: number): Json {
  return {
    dataResources: [
      { type: "AWS::S3::Object", values: Array.from({ length: count }, (_, n) => `arn:aws:s3:::b${n}/`) },
    ],
  };
}

const INSIGHT = "InvalidInsightSelectorsException";

const selectorCases: Case[] = [
  trailCase(
    "cloudtrail-selectors-are-basic-or-advanced",
    { eventSelectors: [{}], advancedEventSelectors: [management] },
    { advancedEventSelectors: [management] },
    { name: INVALID, message: /not both/ },
  ),
  basicCase("cloudtrail-basic-selectors-are-at-most-5", Array(6).fill({}), Array(5).fill({}), /at most 5/),
  basicCase(
    "cloudtrail-basic-selectors-have-at-most-250-data-resources",
    [resources(200), resources(51)],
    [resources(200), resources(50)],
    /not 251/,
  ),
  basicCase(
    "cloudtrail-basic-data-resource-type-is-known",
    [{ dataResources: [{ type: "AWS::SNS::Topic", values: ["arn:aws:sns"] }] }],
    [{ dataResources: [{ type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] }] }],
    /AWS::SNS::Topic/,
  ),
  basicCase(
    "cloudtrail-read-write-type-is-known",
    [{ readWriteType: "Write" }],
    [{ readWriteType: "WriteOnly" }],
    /not Write/,
  ),
  trailCase(
    "cloudtrail-provider-takes-the-selector-field",
    { advancedEventSelectors: [management, data(field("sourceIPAddress", { equals: ["192.0.2.1"] }))] },
    {
      advancedEventSelectors: [
        data(
          field("eventType", { equals: ["AwsApiCall"] }),
          field("sessionCredentialFromConsole", { equals: ["true"] }),
        ),
      ],
    },
    {
      name: "Invalid configuration",
      message:
        /^expected advanced_event_selector\.1\.field_selector\.2\.field to be one of \["errorCode" "eventCategory" "eventName" "eventSource" "eventType" "readOnly" "resources\.ARN" "resources\.type" "sessionCredentialFromConsole" "userIdentity\.arn" "vpcEndpointId"\], got sourceIPAddress$/,
    },
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Insight"))],
    [management],
    /eventCategory must be asked for once/,
    "one that trails don't have",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(objects)],
    [data()],
    /eventCategory must be asked for once/,
    "none",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Management"), field("eventName", { equals: ["CreateUser"] }))],
    [data(field("eventName", { equals: ["GetObject"] }))],
    /eventName is not allowed for Management events/,
    "a management event's name",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [data(field("sourceIPAddress", { equals: ["192.0.2.1"] }))],
    [data(field("userIdentity.arn", { startsWiths: ["arn:aws:iam::"] }))],
    /sourceIPAddress is not allowed for Data events/,
    "a field that none has",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Data"))],
    [data()],
    /resources\.type is required for Data events/,
    "data events",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("NetworkActivity"))],
    [selector(category("NetworkActivity"), field("eventSource", { equals: ["kms.amazonaws.com"] }))],
    /eventSource is required for NetworkActivity events/,
    "network activity events",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Management"), field("readOnly", { notEquals: ["true"] }))],
    [selector(category("Management"), field("readOnly", { equals: ["false"] }))],
    /readOnly takes Equals, not NotEquals/,
    "another operator on a flag",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [data(field("eventName", {}))],
    [data()],
    /eventName has no operator/,
    "a field without an operator",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Management"), field("eventSource", { notEquals: ["s3.amazonaws.com"] }))],
    [selector(category("Management"), field("eventSource", { notEquals: ["kms.amazonaws.com"] }))],
    /eventSource may be kms\.amazonaws\.com, rdsdata\.amazonaws\.com, not/,
    "another source",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [selector(category("Management"), field("eventSource", { equals: ["kms.amazonaws.com"] }))],
    [selector(category("Management"), field("eventSource", { notEquals: ["rdsdata.amazonaws.com"] }))],
    /eventSource takes NotEquals, not Equals/,
    "another operator",
  ),
  selectorCase(
    "cloudtrail-advanced-selectors-are-valid",
    [management, data(arns(498))],
    [management, data(arns(497))],
    /501 values are more than the 500 allowed/,
    "501 values",
  ),
  trailCase("cloudtrail-insight-type-is-known", { insightSelectors: [{ insightType: "ApiRate" }] }, insight, {
    name: INSIGHT,
    message: /ApiRate/,
  }),
  trailCase(
    "cloudtrail-insights-need-management-events",
    { ...insight, advancedEventSelectors: [data()] },
    { ...insight, advancedEventSelectors: [data(), management] },
    { name: INSIGHT, message: /logs management events/ },
  ),
  trailCase(
    "cloudtrail-call-rate-insights-need-write-management-events",
    {
      insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      advancedEventSelectors: [selector(category("Management"), field("readOnly", { equals: ["true"] }))],
    },
    {
      insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      advancedEventSelectors: [selector(category("Management"), field("readOnly", { equals: ["false"] }))],
    },
    { name: INSIGHT, message: /logs write management events/ },
  ),
];

testCases(selectorRules, selectorCases);
