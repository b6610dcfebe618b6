import { describe, expect, it } from "vitest";
import { type KqlRow, parseKql, selectsRow, tablesOf } from "../../../core/native/kql.ts";
import { kqlCases } from "./kql-cases.ts";

/** An hour less a minute after the row's time. */
const now = "2026-01-02T04:03:05Z";

function selects(query: string, row: KqlRow, at: string | undefined = now): boolean {
  const { filter, problems } = parseKql(query);
  if (filter === undefined) throw new Error(`${query}: ${JSON.stringify(problems)}`);
  return selectsRow(filter, row, at);
}

const tables = (query: string): readonly string[] => tablesOf(parseKql(query).filter!);

describe("A query lets a row through, or doesn't, by Microsoft's rules", () => {
  it("has rows enough", () => expect(kqlCases.length).toBeGreaterThanOrEqual(120));
  it.each(kqlCases)("$expected: $query: $rule", ({ query, row, expected }) => {
    expect(selects(query, row)).toBe(expected);
  });
});

describe("A query that asks for the time", () => {
  const row: KqlRow = { table: "AzureActivity", columns: { TimeGenerated: "2026-01-02T03:04:05Z" } };

  it("means nothing without one", () => {
    const query = parseKql("AzureActivity | where TimeGenerated > ago(1h)").filter!;
    expect(() => selectsRow(query, row)).toThrow("the query has ago() or now() in it: give the time");
    expect(() => selectsRow(query, row, "today")).toThrow("today is no ISO 8601 time");
  });

  it("is read at the time given", () => {
    expect(selects("AzureActivity | where TimeGenerated > ago(1h)", row, "2026-01-02T04:04:04Z")).toBe(true);
    expect(selects("AzureActivity | where TimeGenerated > ago(1h)", row, "2026-01-02T04:04:05Z")).toBe(false);
    expect(selects("AzureActivity | where TimeGenerated > ago(1h)", row, "2026-01-02T05:04:04+01:00")).toBe(true);
  });

  it("is one only where it calls ago or now", () => {
    const query = parseKql("AzureActivity | extend ago = 1 | where Claims_d.now != 'ago(1h)'").filter!;
    expect(selectsRow(query, row)).toBe(true);
  });
});

describe("A dynamic column", () => {
  it("may be given as JSON or as its text", () => {
    const query = 'AzureActivity | where Claims_d.a[0] == "x"';
    expect(selects(query, { table: "AzureActivity", columns: { Claims_d: { a: ["x"] } } })).toBe(true);
    expect(selects(query, { table: "AzureActivity", columns: { Claims_d: '{"a":["x"]}' } })).toBe(true);
    expect(selects(query, { table: "AzureActivity", columns: { Claims_d: '{"a":["x"' } })).toBe(false);
    expect(selects(query, { table: "AzureActivity", columns: {} })).toBe(false);
  });

  it("has nothing that JavaScript's objects inherit", () => {
    const row = { table: "AzureActivity", columns: { Claims_d: {} } };
    expect(selects("AzureActivity | where isnull(Claims_d.constructor) and isnull(Claims_d.toString)", row)).toBe(true);
  });
});

describe("The tables of a query", () => {
  it("are those that it reads, once each", () => {
    expect(tables("union (AuditLogs | where true), (union AzureActivity, AuditLogs) | where true")).toEqual([
      "AuditLogs",
      "AzureActivity",
    ]);
    expect(tables("(SigninLogs | where true) | summarize count()")).toEqual(["SigninLogs"]);
  });
});
