// Fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import {
  anonymousPrefixes,
  deniedPrefixes,
  deniedSuffixes,
  foreignTypes,
  hiddenName,
  signInSteps,
  targetParameters,
} from "./aws-names.ts";
import type { ActorType, Category, CommonEvent, Outcome, Rejected } from "./event.ts";
import {
  eventOf,
  type Fields,
  fieldsOf,
  firstText,
  flagOf,
  type JsonObject,
  listOf,
  textOf,
  textsOf,
} from "./record.ts";

/** The summary that LookupEvents puts around a record has the same names, and the record in `CloudTrailEvent`. */
export const isCloudTrail = (record: Fields): boolean =>
  record("CloudTrailEvent") === undefined &&
  typeof record("eventName") === "string" &&
  typeof record("eventSource") === "string";

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
const actorTypes: Readonly<Record<string, ActorType>> = {
  Root: "root",
  IAMUser: "user",
  IdentityCenterUser: "user",
  Directory: "user",
  AssumedRole: "role",
  Role: "role",
  FederatedUser: "federated",
  SAMLUser: "federated",
  WebIdentityUser: "federated",
  AWSService: "service",
};

/** A principal of another account shows only what its unique id begins with. */
const otherAccount = (identity: Fields, type: string): ActorType | undefined => {
  if (!foreignTypes.some((one) => one === type)) return undefined;
  const ids = [textOf(identity("accountId")), textOf(identity("principalId"))];
  if (ids.some((one) => anonymousPrefixes.some((prefix) => one?.startsWith(prefix)))) {
    return "anonymous";
  }
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  const prefix = textOf(identity("principalId"))?.slice(0, 4);
  if (prefix === "AROA") return "role";
  return prefix === "AIDA" ? "user" : undefined;
};

const actorType = (identity: Fields): ActorType | undefined => {
  const type = textOf(identity("type"));
  if (type === undefined) return textOf(identity("invokedBy")) === undefined ? undefined : "service";
  return Object.hasOwn(actorTypes, type) ? actorTypes[type] : otherAccount(identity, type);
};

/** The places of a name, the most telling first: which of them a record has follows from the type of its identity. */
const actorId = (identity: Fields): string | undefined => {
  const userName = textOf(identity("userName"));
  return firstText(
    identity("arn"),
    userName?.toUpperCase() === hiddenName ? undefined : userName,
    identity("onBehalfOf", "userId"),
    identity("principalId"),
    identity("invokedBy"),
    identity("accountId"),
  );
};

const readVerb =
  /^(?:get|list|describe|head|lookup|batchget|search|view|check|validate|test|simulate|query|scan|select)/i;

const accessOf = (record: Fields, operation: string): "read" | "write" =>
  (flagOf(record("readOnly")) ?? readVerb.test(operation)) ? "read" : "write";

const isObjectCall = (record: Fields): boolean =>
  textOf(record("eventSource"))?.toLowerCase() === "s3.amazonaws.com" &&
  textOf(record("requestParameters", "key")) !== undefined;

const isSignIn = (record: Fields): boolean => textOf(record("eventSource"))?.toLowerCase() === "signin.amazonaws.com";

const categoryOf = (record: Fields): Category => {
  const category = textOf(record("eventCategory"))?.toLowerCase();
  const isManagement = flagOf(record("managementEvent"));
  // Older records, and copies that drop both fields, tell by the call alone.
  const isData = category === undefined && isManagement === undefined ? isObjectCall(record) : isManagement === false;
  if (category === "data" || category === "networkactivity" || (category === undefined && isData)) return "data";
  if (isSignIn(record)) return "identity";
  return textOf(record("eventType")) === "AwsServiceEvent" ? "system" : "management";
};

const isDenied = (code: string): boolean =>
  deniedPrefixes.some((text) => code.startsWith(text)) || deniedSuffixes.some((text) => code.endsWith(text));

/** A sign-in that failed has no error code: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
const answersFailure = (record: Fields): boolean =>
  signInSteps.some((name) => textOf(record("responseElements", name)) === "Failure");

const outcomeOf = (record: Fields, error: string | undefined): Outcome => {
  if (isDenied(textOf(record("errorCode")) ?? "")) return "denied";
  return error !== undefined || answersFailure(record) ? "failure" : "success";
};

const resourcesOf = (record: Fields): readonly string[] | undefined => {
  const arns = listOf(record("resources")).map((one) => fieldsOf(one)("ARN"));
  const request = fieldsOf(record("requestParameters"));
  return textsOf(...arns, ...targetParameters.map((name) => request(name)));
};

/** A CloudTrail record as a common event. */
export const fromCloudTrail = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  const operation = textOf(record("eventName"));
  if (operation === undefined) return { rejected: "a CloudTrail record without an event name" };
  if ([record("eventCategory"), record("eventType")].some((one) => /insight/i.test(textOf(one) ?? ""))) {
    return { rejected: "a CloudTrail Insights event: a finding about calls, not a call" };
  }
  const identity = fieldsOf(record("userIdentity"));
  const type = actorType(identity);
  const error = firstText(record("errorCode"), record("errorMessage"));
  return eventOf({
    cloud: "aws",
    account: firstText(record("recipientAccountId"), identity("accountId")),
    region: textOf(record("awsRegion")),
    category: categoryOf(record),
    service: textOf(record("eventSource")),
    operation,
    access: accessOf(record, operation),
    actor: { id: actorId(identity), type },
    sourceIp: textOf(record("sourceIPAddress")),
    userAgent: textOf(record("userAgent")),
    resources: resourcesOf(record),
    outcome: outcomeOf(record, error),
    error,
    mfa:
      flagOf(record("additionalEventData", "MFAUsed")) ??
      flagOf(identity("sessionContext", "attributes", "mfaAuthenticated")),
    severity: undefined,
    // Logstash moves the time out of the record.
    time: firstText(record("eventTime"), record("@timestamp")),
    id: textOf(record("eventID")),
    native,
  });
};
