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

const actorOf = (identity: Fields): { id: string | undefined; type: ActorType | undefined } => ({
  id: actorId(identity),
  type: actorType(identity),
});

const actorWhenAsked = (identity: Fields): CommonEvent["actor"] =>
  ({
    get id() {
      return actorId(identity);
    },
    get type() {
      return actorType(identity);
    },
  }) as CommonEvent["actor"];

/** The places of a name, the most telling first: which of them a record has follows from the type of its identity. */
const actorId = (identity: Fields): string | undefined =>
  textOf(identity("arn")) ??
  nameOf(identity) ??
  firstText(identity("onBehalfOf", "userId"), identity("principalId"), identity("invokedBy"), identity("accountId"));

const nameOf = (identity: Fields): string | undefined => {
  const userName = textOf(identity("userName"));
  return userName?.toUpperCase() === hiddenName ? undefined : userName;
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

const errorOf = (record: Fields): string | undefined => textOf(record("errorCode")) ?? textOf(record("errorMessage"));

/** The user identity of a record, which is looked for once, when something of it is asked for. */
const identityOf = (record: Fields): Fields => {
  let identity: Fields | undefined;
  return (...path) => {
    identity ??= fieldsOf(record("userIdentity"));
    return identity(...path);
  };
};

/** Each field of the common event by itself: whoever needs a few of them reads no more of the record. */
const readings = {
  account: (record, identity) => textOf(record("recipientAccountId")) ?? textOf(identity("accountId")),
  region: (record) => textOf(record("awsRegion")),
  category: categoryOf,
  service: (record) => textOf(record("eventSource")),
  operation: (record) => textOf(record("eventName")) ?? "",
  access: (record) => accessOf(record, textOf(record("eventName")) ?? ""),
  actor: (_, identity) => actorOf(identity),
  sourceIp: (record) => textOf(record("sourceIPAddress")),
  userAgent: (record) => textOf(record("userAgent")),
  resources: resourcesOf,
  outcome: (record) => outcomeOf(record, errorOf(record)),
  error: errorOf,
  mfa: (record, identity) =>
    flagOf(record("additionalEventData", "MFAUsed")) ??
    flagOf(identity("sessionContext", "attributes", "mfaAuthenticated")),
  // Logstash moves the time out of the record.
  time: (record) => textOf(record("eventTime")) ?? textOf(record("@timestamp")),
  id: (record) => textOf(record("eventID")),
} as const satisfies { [N in keyof CommonEvent]?: (record: Fields, identity: Fields) => unknown };

/** Why a CloudTrail record is no call; undefined where it is one. */
export const whyNoCall = (record: Fields): string | undefined => {
  if (textOf(record("eventName")) === undefined) return "a CloudTrail record without an event name";
  if ([record("eventCategory"), record("eventType")].some((one) => /insight/i.test(textOf(one) ?? ""))) {
    return "a CloudTrail Insights event: a finding about calls, not a call";
  }
  return undefined;
};

type Reading = keyof typeof readings;

/** A CloudTrail record as a common event. */
export const fromCloudTrail = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  const rejected = whyNoCall(record);
  if (rejected !== undefined) return { rejected };
  const identity = identityOf(record);
  const read = Object.fromEntries(
    Object.entries(readings).map(([name, reading]) => [name, reading(record, identity)]),
  ) as {
    [N in Reading]: ReturnType<(typeof readings)[N]>;
  };
  return eventOf({ cloud: "aws", severity: undefined, ...read, native });
};

/**
 * The same, each field of which is read when it is asked for, and then remembered. Its activities are told by `activitiesOf`,
 * which may ask for its other fields.
 */
export const whenAsked = (
  native: JsonObject,
  activitiesOf: (event: CommonEvent) => CommonEvent["activities"],
): CommonEvent => {
  const record = fieldsOf(native);
  const identity = identityOf(record);
  const event = { cloud: "aws", severity: undefined, native } as unknown as CommonEvent;
  const whenRead = (name: keyof CommonEvent, read: () => unknown): void => {
    let value: { readonly is: unknown } | undefined;
    Object.defineProperty(event, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        value ??= { is: read() };
        return value.is;
      },
    });
  };
  for (const [name, reading] of Object.entries(readings)) whenRead(name as Reading, () => reading(record, identity));
  whenRead("actor", () => actorWhenAsked(identity));
  whenRead("activities", () => activitiesOf(event));
  return event;
};
