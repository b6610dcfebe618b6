import { flagOf, type JsonObject, parsedJson, withAbsent } from "../event/record.ts";
import { isObject } from "../object.ts";
import { perEvent } from "./per-event.ts";

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const recordNames = `eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent
  errorCode errorMessage requestParameters responseElements additionalEventData requestID eventID readOnly resources
  eventType apiVersion managementEvent recipientAccountId serviceEventDetails sharedEventID vpcEndpointId eventCategory
  sessionCredentialFromConsole tlsDetails`.split(/\s+/);

const identityNames = `type principalId arn accountId accessKeyId userName invokedBy identityProvider onBehalfOf
  sessionContext attributes creationDate mfaAuthenticated sessionIssuer webIdFederationData`.split(/\s+/);

const folded = (name: string): string => name.replaceAll("_", "").toLowerCase();

const byFolded = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [folded(name), name]));

const [recordByFolded, identityByFolded] = [byFolded(recordNames), byFolded(identityNames)];

const renamed = (value: unknown, names: ReadonlyMap<string, string>, isDeep: boolean): unknown => {
  if (!isObject(value)) return value;
  const rename = ([key, part]: [string, unknown]): [string, unknown] => [
    names.get(folded(key)) ?? key,
    isDeep ? renamed(part, names, true) : part,
  ];
  return Object.fromEntries(Object.entries(value).map(rename));
};

/** Athena keeps what has no fixed form as JSON in a text. */
const opened = (value: unknown): unknown =>
  typeof value === "string" && /^\s*[[{]/.test(value) ? (parsedJson(value) ?? value) : value;

/** Rows of Athena and dumps of SDKs spell the names otherwise. */
const spelled = (native: JsonObject): JsonObject => {
  if (Object.hasOwn(native, "eventName")) return native;
  const { userIdentity, ...record } = renamed(native, recordByFolded, false) as JsonObject;
  const parts = Object.entries(record).map(([key, value]) => [key, opened(value)] as const);
  return { ...Object.fromEntries(parts), userIdentity: renamed(opened(userIdentity), identityByFolded, true) };
};

/** The record as CloudTrail delivers it, whatever copy of it was read, with what older records and copies don't say. */
export const recordOf = perEvent((event): JsonObject => {
  const { native, category, access, service, operation } = event;
  const { readOnly, managementEvent, ...record } = withAbsent(spelled(native), {
    eventCategory: category === "data" ? "Data" : "Management",
    readOnly: access === "read",
    eventSource: service,
    eventName: operation,
  });
  return {
    ...record,
    readOnly: flagOf(readOnly) ?? readOnly,
    ...(managementEvent !== undefined && { managementEvent: flagOf(managementEvent) ?? managementEvent }),
  };
});

const detailTypes: Readonly<Record<string, string>> = {
  AwsConsoleSignIn: "AWS Console Sign In via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
  AwsConsoleAction: "AWS Console Action via CloudTrail",
};

/** What EventBridge delivers of it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const envelopeOf = perEvent((event): JsonObject => {
  const record = recordOf(event);
  return {
    version: "0",
    id: event.id ?? "",
    "detail-type": detailTypes[String(record.eventType)] ?? "AWS API Call via CloudTrail",
    source: `aws.${String(record.eventSource).split(".")[0]}`,
    account: event.account ?? "",
    time: event.time ?? "",
    region: event.region ?? "",
    resources: [],
    detail: record,
  };
});
