import { isObject } from "../object.ts";
import { type JsonObject, parsedJson } from "./record.ts";

/** The JSON in a text, which may be written in base64. */
const jsonIn = (text: string): unknown => {
  const direct = parsedJson(text);
  if (direct !== undefined) return direct;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);
    return parsedJson(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};

/**
 * The fields under which envelopes keep their records. S3 log files have `Records`; Event Hubs `records`; the REST API
 * and Microsoft Graph `value`; `gcloud` and the Logging API `entries`; LookupEvents `Events`, with the record as text in
 * `CloudTrailEvent`; EventBridge `detail`; CloudEvents `data`; Pub/Sub `message.data` in base64, a pull's messages in
 * `receivedMessages`; CloudWatch Logs `events` or `logEvents`, with the record as text in `message`.
 */
export const envelopeLists = [
  "Records",
  "records",
  "value",
  "Events",
  "events",
  "entries",
  "receivedMessages",
  "logEvents",
] as const;
const singles = ["CloudTrailEvent", "detail", "message", "data"] as const;

const own = (object: JsonObject, names: readonly string[]): unknown[] =>
  names.filter((name) => Object.hasOwn(object, name)).map((name) => object[name]);

/** What an object wraps; undefined where it wraps nothing. */
const wrapped = (object: JsonObject): readonly unknown[] | undefined => {
  const list = own(object, envelopeLists).find((one) => Array.isArray(one));
  if (Array.isArray(list)) return list;
  for (const one of own(object, singles)) {
    const single = typeof one === "string" ? jsonIn(one) : one;
    if (isObject(single) || Array.isArray(single)) return [single];
  }
  return undefined;
};

// A record in a CloudEvent in a Pub/Sub message in a list is four deep: more is no envelope that a cloud makes.
const deepest = 8;

/** The records in a JSON value, out of their envelopes. What `isRecord` knows is not opened. */
export const recordsIn = (value: unknown, isRecord: (object: JsonObject) => boolean, depth = 0): readonly unknown[] => {
  if (depth >= deepest) return [value];
  if (Array.isArray(value)) return value.flatMap((one) => recordsIn(one, isRecord, depth + 1));
  if (!isObject(value) || isRecord(value)) return [value];
  return wrapped(value)?.flatMap((one) => recordsIn(one, isRecord, depth + 1)) ?? [value];
};
