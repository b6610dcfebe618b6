// AWS's event-ruler, which EventBridge matches with, as the judge of our evaluator of event patterns.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matchesEventPattern, parseEventPattern } from "../../core/native/eventbridge-pattern.ts";
import { type EventRuler, startEventRuler } from "./event-ruler/event-ruler.ts";
import { differences, invalidPatterns } from "./event-ruler/patterns.ts";
import { brokenPattern, randomPair } from "./random-patterns.ts";

/** `AUDITLOG_LONG=1` for the long mode. */
const pairs = process.env.AUDITLOG_LONG === undefined ? 5_000 : 100_000;
/** Of every run, so that a failure can be had again: `AUDITLOG_SEED=…`. The long mode tries another each time. */
const seed = Number(
  process.env.AUDITLOG_SEED ?? (process.env.AUDITLOG_LONG === undefined ? 20_261_124 : Date.now() % 2 ** 31),
);

let eventRuler: EventRuler;
beforeAll(async () => {
  eventRuler = await startEventRuler();
});
afterAll(() => eventRuler?.stop());

type Verdict = "true" | "false" | "invalid";

const ours = (pattern: unknown, event: unknown): Verdict => {
  const { filter } = parseEventPattern(pattern);
  return filter ? `${matchesEventPattern(filter, event)}` : "invalid";
};

/** An event that event-ruler can't read matches nothing. */
const theirs = async (pattern: string, event: string): Promise<Verdict> => {
  const answer = await eventRuler.ask(pattern, event);
  if (answer.startsWith("unreadable: ")) return "false";
  return answer.startsWith("invalid: ") ? "invalid" : (answer as Verdict);
};

const both = async (pattern: unknown, event: unknown) => ({
  ours: ours(pattern, event),
  theirs: await theirs(JSON.stringify(pattern), JSON.stringify(event)),
});

/** What we refuse and event-ruler doesn't: see the table of differences. */
const ownRules = /between -5e9 and 5e9|anything-but must not be empty|characters are more than/;

/** What event-ruler's older compiler, for a field of the name $or, doesn't know: see the table of differences. */
const isNewBesideOr = (text: string): boolean =>
  text.includes('"$or"') && /"anything-but":\{("wildcard"|"(pre|suf)fix":\[)/.test(text);

/** A star alone that is excluded, beside what ends in letters beyond ASCII: see the table of differences. */
const isStarExcluded = (text: string): boolean => /"anything-but":\{"wildcard":(?:"|\["|[^}]*,")\*"/.test(text);

/** What the random patterns must hold, and how it looks in their JSON. */
const forms = {
  "a text": /\["[^"]/,
  "the empty text": /[[,]""[\],]/,
  "a number": /\[-?\d/,
  null: /[[,]null[\],]/,
  "true or false": /[[,](true|false)[\],]/,
  "an IPv4 address": /[[,]"\d+(\.\d+){3}"/,
  "an IPv6 address": /[[,]"[\da-f:]+:[\da-f]+"/i,
  exactly: /"exactly":/,
  prefix: /\{"prefix":"/,
  "prefix in any case": /\{"prefix":\{/,
  suffix: /\{"suffix":"/,
  "suffix in any case": /\{"suffix":\{/,
  "equals-ignore-case": /[[,]\{"equals-ignore-case":/,
  wildcard: /[[,]\{"wildcard":/,
  "numeric of one end": /"numeric":\["[<>]=?",[^,]+\]/,
  "numeric equality": /"numeric":\["="/,
  "numeric of two ends": /"numeric":\["[<>]=?",[^,]+,"/,
  "an IPv4 network": /"cidr":"\d+\./,
  "an IPv6 network": /"cidr":"[\da-f:]+:/i,
  "exists: true": /"exists":true/,
  "exists: false": /"exists":false/,
  "anything-but a text": /"anything-but":"/,
  "anything-but texts": /"anything-but":\["/,
  "anything-but a number": /"anything-but":-?\d/,
  "anything-but numbers": /"anything-but":\[-?\d/,
  "anything-but a prefix": /"anything-but":\{"prefix":"/,
  "anything-but prefixes": /"anything-but":\{"prefix":\[/,
  "anything-but a suffix": /"anything-but":\{"suffix":"/,
  "anything-but suffixes": /"anything-but":\{"suffix":\[/,
  "anything-but a text in any case": /"anything-but":\{"equals-ignore-case":"/,
  "anything-but texts in any case": /"anything-but":\{"equals-ignore-case":\[/,
  "anything-but a wildcard": /"anything-but":\{"wildcard":"/,
  "anything-but wildcards": /"anything-but":\{"wildcard":\[/,
  $or: /"\$or":/,
} as const;

describe(`Our answer is event-ruler's (AUDITLOG_SEED=${seed})`, () => {
  it(`for ${pairs} random patterns and events, of every operator, about half of which match`, async () => {
    const seen = Object.fromEntries(Object.keys(forms).map((form) => [form, 0]));
    let asked = 0;
    let matched = 0;
    const property = fc.asyncProperty(randomPair, async ({ pattern, event }) => {
      fc.pre(!isStarExcluded(JSON.stringify(pattern)));
      const answers = await both(pattern, event);
      expect(answers.ours, `event-ruler says ${answers.theirs}`).toBe(answers.theirs);
      asked += 1;
      if (answers.ours === "true") matched += 1;
      const text = JSON.stringify(pattern);
      for (const [form, looks] of Object.entries(forms)) if (looks.test(text)) seen[form] = (seen[form] ?? 0) + 1;
    });
    await fc.assert(property, { numRuns: pairs, seed });
    expect(matched / asked).toBeGreaterThan(0.25);
    expect(matched / asked).toBeLessThan(0.75);
    expect(Object.entries(seen).filter(([, count]) => count < pairs / 200)).toEqual([]);
  });

  it(`for ${pairs} random patterns that a change may have made invalid`, async () => {
    let asked = 0;
    let refused = 0;
    const property = fc.asyncProperty(brokenPattern, async (pattern) => {
      const { problems = [] } = parseEventPattern(pattern);
      fc.pre(!problems.some(({ message }) => ownRules.test(message)) && !isNewBesideOr(JSON.stringify(pattern)));
      const answers = await both(pattern, {});
      expect(answers.ours, `event-ruler says ${answers.theirs}`).toBe(answers.theirs);
      asked += 1;
      if (answers.ours === "invalid") refused += 1;
    });
    await fc.assert(property, { numRuns: pairs, seed });
    expect(refused / asked).toBeGreaterThan(0.25);
    expect(refused / asked).toBeLessThan(0.75);
  });

  it("has invalid patterns enough", () => {
    expect(new Set(invalidPatterns).size).toBeGreaterThanOrEqual(60);
  });

  it.each(invalidPatterns)("that this is no pattern: %s", async (pattern) => {
    expect(await both(JSON.parse(pattern), { a: 1 })).toEqual({ ours: "invalid", theirs: "invalid" });
  });

  it.each([
    ["a field of the name $or", { $or: ["x"] }, { $or: "x" }, "true"],
    ["an object of the name $or", { $or: { a: [1] } }, { $or: { a: 1 } }, "true"],
    ["operators beside each other in $or", { $or: [{ prefix: "x" }, { suffix: "y" }] }, { $or: "ay" }, "true"],
    ["an event that is a list", { a: [1] }, [{ a: 1 }], "false"],
    ["an event that is a text", { a: [1] }, "a", "false"],
    ["an event with 900 levels", { a: [1] }, JSON.parse(`{"a":${"[".repeat(900)}1${"]".repeat(900)}}`), "true"],
    ["an event with 1,100 levels", { a: [1] }, JSON.parse(`{"a":${"[".repeat(1_100)}1${"]".repeat(1_100)}}`), "false"],
    ["a value beside objects in a list", { a: [1], "a.x": [2] }, { a: [1, { x: 2 }] }, "true"],
    ["a wildcard whose ends would overlap", { a: [{ wildcard: "ab*ba" }] }, { a: "aba" }, "false"],
    ["a key with dots", { a: { b: { c: [1] } } }, { "a.b": { c: 1 } }, "true"],
    ["a key named as Object's own", { constructor: [1] }, {}, "false"],
    ["a key named __proto__", JSON.parse('{"__proto__": [1]}'), JSON.parse('{"__proto__": 1}'), "true"],
    [
      "as many of $or as multiply to 64",
      Object.fromEntries("abcdef".split("").map((key) => [key, { $or: [{ x: [1] }, { y: [1] }] }])),
      Object.fromEntries("abcdef".split("").map((key) => [key, { y: 1 }])),
      "true",
    ],
  ])("of %s", async (_, pattern, event, answer) => {
    expect(await both(pattern, event)).toEqual({ ours: answer, theirs: answer });
  });
});

describe("Our answer knowingly isn't event-ruler's", () => {
  it.each(differences)("$why: $pattern", async ({ pattern, event, ...answers }) => {
    const said = { ours: ours(JSON.parse(pattern), JSON.parse(event)), theirs: await theirs(pattern, event) };
    expect(said).toEqual({ ours: answers.ours, theirs: answers.theirs });
  });
});
