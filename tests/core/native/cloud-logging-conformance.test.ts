import { describe, expect, it } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { refused, rules, entry as usual } from "./cloud-logging-conformance-cases.ts";

const rows = rules.flatMap(({ anchor, rule, entry = usual, yes, no }) => [
  ...yes.map((query) => ({ query, entry, expected: true, because: `${rule} (#${anchor})` })),
  ...no.map((query) => ({ query, entry, expected: false, because: `${rule} (#${anchor})` })),
]);

describe("a query of Cloud Logging", () => {
  it.each(rows)("$query is $expected: $because", ({ query, entry, expected }) => {
    const { filter, problems } = parseCloudLoggingQuery(query);
    expect(problems).toBeUndefined();
    expect(matchesCloudLoggingQuery(filter!, entry)).toBe(expected);
  });

  it("is tried for and against each rule, and nowhere twice", () => {
    expect(rules.filter(({ yes, no }) => yes.length === 0 || no.length === 0)).toEqual([]);
    const asked = rows.map(({ query, entry }) => `${query} of ${JSON.stringify(entry)}`);
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
  });
});

describe("a query that the service refuses is a problem at its place", () => {
  it.each(refused)("%s at %i: %s", (query, at, message) => {
    expect(parseCloudLoggingQuery(query)).toEqual({ problems: [{ at, message }] });
  });
});
