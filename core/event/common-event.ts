import { activitiesOf } from "../catalog/activities-of.ts";
import { isObject } from "../object.ts";
import { fromCloudTrail, isCloudTrail } from "./aws-cloudtrail.ts";
import { fromActivity, isActivity } from "./azure-activity.ts";
import { fromDirectoryAudit, fromSignIn, isDirectoryAudit, isSignIn } from "./azure-entra.ts";
import { fromKeyVault, fromStorage, isKeyVault, isResourceLog, isStorage } from "./azure-resource-log.ts";
import type { CommonEvent, Rejected } from "./event.ts";
import { fromAuditLog, isLogEntry } from "./gcp-audit-log.ts";
import { type Fields, fieldsOf, type JsonObject, textOf } from "./record.ts";
import { recordsIn } from "./unwrap.ts";

interface Kind {
  is: (record: Fields) => boolean;
  read: (native: JsonObject) => CommonEvent | Rejected;
}

/** The narrow kinds before the wide ones: a row of the Activity Log has the least of its own. */
const kinds: readonly Kind[] = [
  { is: isCloudTrail, read: fromCloudTrail },
  { is: isLogEntry, read: fromAuditLog },
  { is: isSignIn, read: fromSignIn },
  { is: isKeyVault, read: fromKeyVault },
  { is: isStorage, read: fromStorage },
  { is: isDirectoryAudit, read: fromDirectoryAudit },
  { is: isActivity, read: fromActivity },
];

const whyNot = (record: Fields): string => {
  if (record("digestStartTime") !== undefined)
    return "a CloudTrail digest file: it signs the log files, and has no events";
  if (isResourceLog(record)) return `a log of category ${textOf(record("category"))}, which is not read`;
  return "no audit event of a known form";
};

/** A record out of its envelope as a common event. */
const classified = (record: unknown): CommonEvent | Rejected => {
  if (!isObject(record)) return { rejected: "no JSON object" };
  const fields = fieldsOf(record);
  const kind = kinds.find(({ is }) => is(fields));
  if (kind === undefined) return { rejected: whyNot(fields) };
  const event = kind.read(record);
  return "rejected" in event ? event : { ...event, activities: activitiesOf(event) };
};

const isEvent = (record: JsonObject): boolean => {
  const fields = fieldsOf(record);
  return kinds.some(({ is }) => is(fields));
};

/** Every record that a JSON value holds, in whatever envelopes, as a common event or with the reason why it is none. */
export const toCommonEvents = (value: unknown): readonly (CommonEvent | Rejected)[] =>
  recordsIn(value, isEvent).map(classified);

/** A native record as a common event: bare, or in an envelope that holds no other. */
export const toCommonEvent = (record: unknown): CommonEvent | Rejected => {
  const [first, ...others] = toCommonEvents(record);
  if (first === undefined) return { rejected: "an envelope without a record" };
  return others.length === 0 ? first : { rejected: `an envelope with ${others.length + 1} records: one is wanted` };
};
