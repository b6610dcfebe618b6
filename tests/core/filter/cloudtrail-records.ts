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

/** Texts that mean something in the targets' languages. */
export const hostile: Readonly<Record<string, string>> = {
  "double quotes": 'say "hi"',
  "quotes around": '"hi"',
  "single quotes": "it's",
  "a backslash": "a\\b",
  "a backslash at the end": "a\\",
  "a backslash before a quote": 'a\\"b',
  "a newline": "a\nb",
  "a tab": "a\tb",
  "a star": "a*b",
  "a backslash before a star": "a\\*b",
  "stars at the ends": "*a*",
  "two stars": "a**b",
  "per cent signs": "%a%",
  "a dollar sign": "$.eventName",
  braces: '{ "a": [1] }',
  "signs of a filter pattern": '") || ($.eventName = "*',
  "a word of a filter pattern": "NOT",
  "a number": "5",
  "a truth value": "true",
  "an address": "10.1.2.3",
  "an address of six": "2001:db8::1",
  "a network": "10.0.0.0/8",
  blanks: " a  b ",
  umlauts: "Größe é ü",
  "other scripts": "жук 日本語",
  "an emoji": "a 😀 b",
};

/** Filters about a user agent, with those that each must match and those that it must not. */
export const questionsAbout = (value: string): readonly (readonly [string, readonly string[], readonly string[]])[] => {
  const quoted = JSON.stringify(value);
  const others = [`x${value}`, `${value}x`, value.slice(1), value.slice(0, -1)];
  return [
    [`native.userAgent == ${quoted}`, [value], others],
    [`native.userAgent != ${quoted}`, others, [value]],
    [`native.userAgent.startsWith(${quoted})`, [value, `${value}x`], [`x${value}`, value.slice(0, -1)]],
    [`native.userAgent.endsWith(${quoted})`, [value, `x${value}`], [`${value}x`, value.slice(1)]],
    [`!native.userAgent.startsWith(${quoted})`, [`x${value}`, value.slice(0, -1)], [value, `${value}x`]],
    [`native.userAgent.contains(${quoted})`, [value, `x${value}x`], [value.slice(1)]],
  ];
};

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
