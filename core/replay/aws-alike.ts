import { activitiesOf } from "../catalog/activities-of.ts";
import { whenAsked, whyNoCall } from "../event/aws-cloudtrail.ts";
import { toCommonEvents } from "../event/common-event.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, foldedName, type JsonObject } from "../event/record.ts";
import { isObject } from "../object.ts";
import { pathText, type ScanField } from "../scan/scanner.ts";
import type { EventDecision } from "./decide.ts";
import { type Looks, traced } from "./trace.ts";

const object = (...path: readonly string[]): ScanField => ({ path, kind: "object" });
const value = (...path: readonly string[]): ScanField => ({ path, kind: "value" });
const passedOver = (...path: readonly string[]): ScanField => ({ path, kind: "passed over" });

/** The fields of CloudTrail's records that can tell them apart. */
export const scanFields: readonly ScanField[] = [
  object("userIdentity"),
  object("userIdentity", "sessionContext"),
  object("userIdentity", "sessionContext", "attributes"),
  object("additionalEventData"),
  object("responseElements"),
  value("eventSource"),
  value("eventName"),
  value("awsRegion"),
  value("errorCode"),
  value("errorMessage"),
  value("readOnly"),
  value("eventType"),
  value("eventCategory"),
  value("managementEvent"),
  value("recipientAccountId"),
  value("sourceIPAddress"),
  value("userAgent"),
  value("userIdentity", "type"),
  value("userIdentity", "arn"),
  value("userIdentity", "userName"),
  value("userIdentity", "principalId"),
  value("userIdentity", "invokedBy"),
  value("userIdentity", "accountId"),
  value("userIdentity", "sessionContext", "attributes", "mfaAuthenticated"),
  value("additionalEventData", "MFAUsed"),
  value("responseElements", "ConsoleLogin"),
  value("responseElements", "SwitchRole"),
  value("responseElements", "CredentialVerification"),
  value("responseElements", "UserAuthentication"),
  // What no rule asks for, and only some records have.
  passedOver("apiVersion"),
  passedOver("eventVersion"),
  passedOver("requestID"),
  passedOver("eventID"),
  passedOver("sharedEventID"),
  passedOver("requestParameters"),
  passedOver("resources"),
  passedOver("serviceEventDetails"),
  passedOver("sessionCredentialFromConsole"),
  passedOver("tlsDetails"),
  passedOver("vpcEndpointAccountId"),
  passedOver("vpcEndpointId"),
  passedOver("userIdentity", "accessKeyId"),
  passedOver("userIdentity", "sessionContext", "ec2RoleDelivery"),
  passedOver("userIdentity", "sessionContext", "sessionIssuer"),
  passedOver("userIdentity", "sessionContext", "webIdFederationData"),
  passedOver("userIdentity", "sessionContext", "attributes", "creationDate"),
];

/** What nearly every decision asks for. */
export const usualFields = [
  ["eventSource"],
  ["eventName"],
  ["eventType"],
  ["eventCategory"],
  ["managementEvent"],
  ["readOnly"],
  ["userIdentity", "type"],
] as const;

export const timeField = ["eventTime"] as const;

const textsOf = (kind: ScanField["kind"], textOf: (path: readonly string[]) => string): ReadonlySet<string> =>
  new Set(scanFields.filter((field) => field.kind === kind).map(({ path }) => textOf(path)));

/** However the last of its names is written: whoever looks for a name may take it in another spelling. */
const foldedText = (path: readonly string[]): string => pathText([...path.slice(0, -1), foldedName(path.at(-1)!)]);

const values = textsOf("value", pathText);
const objects = new Set([pathText([]), ...textsOf("object", pathText)]);
const unknown = textsOf("passed over", foldedText);

const isKnown = (text: string): boolean => {
  const path = JSON.parse(text) as string[];
  return values.has(text) || (objects.has(pathText(path.slice(0, -1))) && !unknown.has(foldedText(path)));
};

const at = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((of, name) => (of as Readonly<Record<string, unknown>> | undefined)?.[name], record);

/** What the names alone tell: in objects that matter it is known how each value begins, as no two types do. */
const isTyped = (record: JsonObject, text: string): boolean => {
  const found = at(record, JSON.parse(text) as string[]);
  return found === undefined || found === null || typeof found === "boolean" || typeof found === "object";
};

/** Whether names and values of fields tell all that was looked at. */
const isTold = (record: JsonObject, { values: read, presences, searched, isListed }: Looks): boolean =>
  !isListed &&
  [...searched].every((path) => objects.has(path)) &&
  [...presences].every(isKnown) &&
  [...read].every((text) => values.has(text) || (isKnown(text) && isTyped(record, text)));

/** What becomes of a record, and of those that are like it. */
export interface DecidedAlike {
  readonly decision: EventDecision;
  readonly activities: readonly string[];
  /** The paths of the fields that were asked for. */
  readonly fields: readonly string[];
  /** Whether each record with the same names, and the same values of those fields, is decided alike. */
  readonly isTold: boolean;
}

/** Undefined where it is no single call as CloudTrail records it. */
export const decidedAlike = (
  record: unknown,
  decide: (event: CommonEvent) => EventDecision,
): DecidedAlike | undefined => {
  if (!isObject(record)) return undefined;
  const [first, ...others] = toCommonEvents(record);
  const isCall = others.length === 0 && first !== undefined && "native" in first && first.cloud === "aws";
  if (!isCall || first.native !== record) return undefined;
  const { record: watched, looks } = traced(record);
  if (whyNoCall(fieldsOf(watched)) !== undefined) return undefined;
  const event = whenAsked(watched, activitiesOf);
  const found = { decision: decide(event), activities: event.activities };
  const fields = [...looks.values].filter((text) => values.has(text));
  return { ...found, fields, isTold: isTold(record, looks) };
};
