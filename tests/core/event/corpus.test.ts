import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEvents } from "../../../core/event/input.ts";

/** Recorded events, kept beside the checkout since each folder has a licence of its own. */
const corpus = join(import.meta.dirname, "../../../../shared/events");
const isPresent = existsSync(corpus);

const files = isPresent
  ? readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
  : [];

const read = files.map((file) => ({ file, ...readEvents(readFileSync(join(corpus, file), "utf8")) }));

test(`the corpus of recorded events was ${isPresent ? "read" : "absent: nothing recorded was tested"}`, () => {
  expect(files.length > 0).toBe(isPresent);
});

test("every recorded audit event is read as one of its cloud", () => {
  const counts = Object.fromEntries(
    ["aws", "gcp", "azure"].map((cloud) => {
      const own = read.filter(({ file }) => file.startsWith(`${cloud}/`));
      const events = own.flatMap((one) => one.events);
      return [
        cloud,
        { files: own.length, events: events.length, foreign: events.filter((one) => one.cloud !== cloud).length },
      ];
    }),
  );
  const recorded = {
    aws: { files: 62, events: 444, foreign: 0 },
    gcp: { files: 55, events: 63, foreign: 0 },
    azure: { files: 13, events: 145, foreign: 0 },
  };
  const none = { files: 0, events: 0, foreign: 0 };
  expect(counts).toStrictEqual(isPresent ? recorded : { aws: none, gcp: none, azure: none });
});

test("what is refused of the recorded is no audit event", () => {
  const refused = read.flatMap(({ file, rejected }) => rejected.map((one) => ({ file, ...one })));
  const payload = "a log entry without an audit log's payload";
  expect(refused).toStrictEqual(
    isPresent
      ? [
          { file: "gcp/plaso/gcp_logging.jsonl", reason: payload, index: 7 },
          { file: "gcp/plaso/gcp_logging.jsonl", reason: payload, index: 8 },
        ]
      : [],
  );
});
