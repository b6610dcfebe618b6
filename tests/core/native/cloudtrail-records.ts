import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../../../shared/events/aws");

export const corpusIsHere = existsSync(folder);

export type CloudTrailRecord = Record<string, unknown> & { eventName: string };

const isRecord = (value: unknown): value is CloudTrailRecord =>
  typeof value === "object" && value !== null && "eventName" in value && typeof value.eventName === "string";

/** Records stand in lists, in EventBridge events and, as text, in what the API's LookupEvents returns. */
const recordsIn = (value: unknown): CloudTrailRecord[] => {
  if (typeof value !== "object" || value === null) return [];
  if (isRecord(value)) return [value];
  if ("CloudTrailEvent" in value) return recordsIn(JSON.parse(String(value.CloudTrailEvent)));
  return Object.values(value).flatMap(recordsIn);
};

/** A file is one JSON value, or one on each line. */
const parsed = (file: string): unknown[] => {
  const text = readFileSync(join(folder, file), "utf8").trim();
  const isLines = /^\{.*\}\r?\n\{/.test(text);
  return (isLines ? text.split("\n") : [text]).map((part) => JSON.parse(part));
};

/** The real CloudTrail records of the corpus of events, where this machine has one. */
export const realRecords: CloudTrailRecord[] = corpusIsHere
  ? globSync("**/*.{json,jsonl,ndjson}", { cwd: folder }).sort().flatMap(parsed).flatMap(recordsIn)
  : [];
