import { activitiesOf } from "../catalog/activities-of.ts";
import { whenAsked, whyNoCall } from "../event/aws-cloudtrail.ts";
import { toCommonEvents } from "../event/common-event.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, type JsonObject } from "../event/record.ts";
import { isObject } from "../object.ts";
import { pathText, type ScanField } from "../scan/scanner.ts";
import type { EventDecision } from "./decide.ts";
import { type Looks, traced } from "./trace.ts";

const object = (...path: readonly string[]): ScanField => ({ path, isObject: true });
const value = (...path: readonly string[]): ScanField => ({ path });

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
];

/** What every decision asks for. */
export const usualFields = [["eventSource"], ["eventName"]] as const;

export const timeField = ["eventTime"] as const;

const values = new Set(scanFields.filter(({ isObject }) => !isObject).map(({ path }) => pathText(path)));
const objects = new Set([
  pathText([]),
  ...scanFields.filter(({ isObject }) => isObject).map(({ path }) => pathText(path)),
]);

const parentOf = (text: string): string => pathText((JSON.parse(text) as string[]).slice(0, -1));

const at = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((of, name) => (of as Readonly<Record<string, unknown>> | undefined)?.[name], record);

/** What the names alone tell: in objects that matter it is known how each value begins, as no two types do. */
const isTyped = (record: JsonObject, text: string): boolean => {
  const found = at(record, JSON.parse(text) as string[]);
  return found === undefined || found === null || typeof found === "boolean" || typeof found === "object";
};

/** Whether names and values of fields tell all that was looked at. */
const isTold = (record: JsonObject, { values: read, presences, names }: Looks): boolean => {
  const isKnown = (text: string): boolean => values.has(text) || objects.has(parentOf(text));
  return (
    [...names].every((path) => objects.has(path)) &&
    [...presences].every(isKnown) &&
    [...read].every((text) => values.has(text) || (isKnown(text) && isTyped(record, text)))
  );
};

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
