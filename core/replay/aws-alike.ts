import { activitiesOf } from "../catalog/activities-of.ts";
import { whenAsked, whyNoCall } from "../event/aws-cloudtrail.ts";
import { toCommonEvents } from "../event/common-event.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, foldedName, type JsonObject } from "../event/record.ts";
import { isObject } from "../object.ts";
import { pathText, type ScanField } from "../scan/scanner.ts";
import { comparedFields, type EventField, eventFields } from "./aws-compared.ts";
import type { EventDecision } from "./decide.ts";
import { type Looks, traced } from "./trace.ts";

const object = (...path: readonly string[]): ScanField => ({ path, kind: "object" });
const value = (...path: readonly string[]): ScanField => ({ path, kind: "value" });
const kept = (...path: readonly string[]): ScanField => ({ path, kind: "kept" });
const passedOver = (...path: readonly string[]): ScanField => ({ path, kind: "passed over" });

/** The fields of CloudTrail's records that can tell them apart. */
const scanFields: readonly ScanField[] = [
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
  kept("requestParameters"),
  kept("resources"),
  // What no rule asks for, and only some records have.
  passedOver("apiVersion"),
  passedOver("eventVersion"),
  passedOver("requestID"),
  passedOver("eventID"),
  passedOver("sharedEventID"),
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
const usualFields = [
  ["eventSource"],
  ["eventName"],
  ["eventType"],
  ["eventCategory"],
  ["managementEvent"],
  ["readOnly"],
  ["errorCode"],
  ["userIdentity"],
  ["userIdentity", "type"],
] as const;

/** What is looked at in CloudTrail's records. */
export const cloudTrailFields = { fields: scanFields, usual: usualFields, time: ["eventTime"] } as const;

const textsOf = (kind: ScanField["kind"]): readonly string[] =>
  scanFields.filter((field) => field.kind === kind).map(({ path }) => pathText(path));

/** However the last of its names is written: whoever looks for a name may take it in another spelling. */
const foldedText = (path: readonly string[]): string => pathText([...path.slice(0, -1), foldedName(path.at(-1)!)]);

const asked = new Set([...textsOf("value"), ...textsOf("object")]);
const objects = new Set([pathText([]), ...textsOf("object")]);
const taken = new Set(scanFields.map(({ path }) => foldedText(path)));

/** Whether it is a field that can tell records apart, or no field's name in any spelling: all of those of an object are known. */
const isKnown = (text: string): boolean => {
  const path = JSON.parse(text) as string[];
  return asked.has(text) || (objects.has(pathText(path.slice(0, -1))) && !taken.has(foldedText(path)));
};

const at = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((of, name) => (of as Readonly<Record<string, unknown>> | undefined)?.[name], record);

/** What names that are no fields tell: it is known how their values begin, as no two types do. */
const isTyped = (record: JsonObject, text: string): boolean => {
  const found = at(record, JSON.parse(text) as string[]);
  return found === undefined || found === null || typeof found === "boolean" || typeof found === "object";
};

/** Whether names and values of fields tell all that was looked at. */
const isTold = (record: JsonObject, { values: read, presences, searched, isListed }: Looks): boolean =>
  !isListed &&
  [...searched].every((path) => objects.has(path)) &&
  [...presences].every(isKnown) &&
  [...read].every((text) => asked.has(text) || (isKnown(text) && isTyped(record, text)));

/** What becomes of a record, and of those that are like it. */
export interface DecidedAlike {
  readonly decision: EventDecision;
  readonly activities: readonly string[];
  /** The paths of the fields that were asked for. */
  readonly fields: readonly string[];
  /** The paths of those that were only compared. */
  readonly compared: readonly string[];
  /** Whether each record with the same names, and the same values of those fields, is decided alike. */
  readonly isTold: boolean;
}

/** The event of a record that notes what is looked at. Whoever asks an event for a field that is compared does nothing else with it. */
const tracedEvent = (record: JsonObject, plain: CommonEvent): { event: CommonEvent; looks: Looks } => {
  const { read, native, looks } = traced(record, comparedFields);
  const event = whenAsked(read, activitiesOf);
  Object.defineProperty(event, "native", { value: native });
  for (const [name, field] of Object.entries(eventFields)) {
    // Where it stands under another name, that has to be found: it is read as any other.
    const value = Object.hasOwn(record, field) ? record[field] : undefined;
    if (value === undefined || value === null) continue;
    const text = pathText([field]);
    Object.defineProperty(event, name, {
      get: () => {
        looks.compared.add(text);
        return plain[name as EventField];
      },
    });
  }
  return { event, looks };
};

/** Undefined where it is no single call as CloudTrail records it. */
export const decidedAlike = (
  record: unknown,
  decide: (event: CommonEvent) => EventDecision,
): DecidedAlike | undefined => {
  if (!isObject(record)) return undefined;
  const [first, ...others] = toCommonEvents(record);
  const isCall = others.length === 0 && first !== undefined && "native" in first && first.cloud === "aws";
  if (!isCall || first.native !== record) return undefined;
  const { event, looks } = tracedEvent(record, first);
  if (whyNoCall(fieldsOf(event.native)) !== undefined) return undefined;
  const found = { decision: decide(event), activities: event.activities };
  const fields = [...looks.values, ...looks.presences].filter((text) => asked.has(text));
  return { ...found, fields, compared: [...looks.compared], isTold: isTold(record, looks) };
};
