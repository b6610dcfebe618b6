import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { type LogEntry, parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

function matches(query: string, entry: LogEntry): boolean {
  const { filter, problems } = parseCloudLoggingQuery(query);
  if (filter === undefined) throw new Error(`${query}: ${JSON.stringify(problems)}`);
  return matchesCloudLoggingQuery(filter, entry);
}

describe("Whatever is compared", () => {
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('"', "'", "\\", "\n", "*", "%", "$", "{", "}", "(", ")", "-", "é", "n", "x") }),
  );

  test("a quoted text is itself, in full and in part, as a value and as a key", () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        expect(matches(`textPayload=${quoted(text)}`, { textPayload: text })).toBe(true);
        expect(matches(`NOT textPayload=${quoted(text)}`, { textPayload: `${text}+` })).toBe(true);
        expect(matches(`textPayload:${quoted(text)}`, { textPayload: `a ${text} b` })).toBe(true);
        expect(matches(`labels.${quoted(`k${text}`)}=${quoted(other)}`, { labels: { [`k${text}`]: other } })).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
    const long = '"\\\n*é'.repeat(1_500);
    expect(matches(`textPayload=${quoted(long)}`, { textPayload: long })).toBe(true);
  });

  test("!= is the opposite of = for one value that is there, and both are false for none", () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const [equal, unequal] = [`jsonPayload.a=${quoted(other)}`, `jsonPayload.a!=${quoted(other)}`];
        expect(matches(equal, { jsonPayload: { a: text } })).toBe(!matches(unequal, { jsonPayload: { a: text } }));
        expect([matches(equal, { jsonPayload: {} }), matches(unequal, { jsonPayload: {} })]).toEqual([false, false]);
      }),
    );
  });

  const queries = [
    ...["severity>=ERROR", 'timestamp<"2026-01-01"', "operation.id:*", "labels.a!=b", "httpRequest.latency>1s"],
    ...[
      "protoPayload.a.b>1",
      "jsonPayload.a:x",
      'log_id("a")',
      'SEARCH("a")',
      "sample(insertId, 0.5)",
      "source(projects/a)",
    ],
    ...['ip_in_net(jsonPayload.a, "::/1")', 'cast(timestamp, STRING, TIMEZONE("Asia/Tokyo"))=a', "x", "resource:a"],
    ...['regexp_extract(logName, "(a)")=a', "cast(jsonPayload.a, INT64)=1", "cast(split.index, DURATION)=1s"],
  ];
  const keys = [
    "severity",
    "timestamp",
    "operation",
    "labels",
    "httpRequest",
    "protoPayload",
    "jsonPayload",
    "logName",
  ];
  const entries = fc.dictionary(fc.constantFrom(...keys, "id", "a", "b", "latency", "split"), fc.jsonValue());

  test("an entry of any JSON gives an answer, and NOT gives the other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...queries), entries, (query, any) => {
        expect(matches(`NOT ${query}`, any)).toBe(!matches(query, any));
      }),
      { numRuns: 1_000 },
    );
  });

  test("an entry may be nested deeper than the stack, and names of Object's own are no fields", () => {
    let deep: unknown = "needle";
    for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? [deep] : { a: deep };
    expect(matches("NEEDLE", { jsonPayload: { deep } })).toBe(true);
    expect(matches("jsonPayload.deep:needle", { jsonPayload: { deep } })).toBe(true);
    expect(matches("jsonPayload.constructor:*", { jsonPayload: {} })).toBe(false);
  });
});
