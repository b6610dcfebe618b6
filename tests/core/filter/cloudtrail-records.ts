import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { activityIds } from "../../../core/catalog/activity-ids.ts";
import { readEvents } from "../../../core/event/input.ts";

export type Json = Record<string, unknown>;

/** A call that someone made, by the text of its user agent. */
export const record = (userAgent: unknown): Json => ({
  eventVersion: "1.11",
  eventTime: "2026-03-04T05:06:07Z",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  awsRegion: "eu-central-1",
  eventID: "6c2b1c66-6e6f-4a0b-8a52-0d8a1b0c1d2e",
  eventType: "AwsApiCall",
  eventCategory: "Management",
  readOnly: false,
  userAgent,
});

/** Recorded events, kept beside the checkout since each folder has a licence of its own. */
const corpus = join(import.meta.dirname, "../../../../shared/events/aws");

const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
  : [];

/** Older records lack these, and one copy has `False` for `false`. */
const isAsDelivered = (one: Json): boolean =>
  typeof one.eventCategory === "string" &&
  typeof one.readOnly === "boolean" &&
  !JSON.stringify(one).includes('"False"');

/** Recorded calls as CloudTrail delivers them today; none where the recordings are absent. */
export const recorded: readonly Json[] = files
  .flatMap((file) => readEvents(readFileSync(join(corpus, file), "utf8")).events)
  .map(({ native }) => native)
  .filter(isAsDelivered);

/** Each value of what CloudTrail doesn't write as such, and each class of activity. */
export const derived: readonly string[] = [
  ...["management", "data", "identity", "system"].map((one) => `category == "${one}"`),
  ...["root", "user", "role", "federated", "service", "anonymous"].map((one) => `actor.type == "${one}"`),
  ...["success", "failure", "denied"].map((one) => `outcome == "${one}"`),
  ...['access == "read"', "mfa", "!mfa", "mfa == false", "has(actor.type)", "has(error)", "has(mfa)"],
  ...['actor.id.endsWith("r")', 'error.startsWith("A")', 'account.startsWith("1")', 'resource.startsWith("arn:")'],
  ...activityIds.map((id) => `"${id}" in activities`),
];
