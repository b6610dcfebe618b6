import { describe, expect, it } from "vitest";
import { type KqlRow, parseKql, selectRows, selectsRow, tablesOf } from "../../../core/native/kql.ts";
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

describe("Rows in an order", () => {
  const row = (second: number, Caller?: string): KqlRow => ({
    table: "AzureActivity",
    columns: { TimeGenerated: new Date(second * 1_000).toISOString(), ...(Caller && { Caller }) },
  });
  const callers = (query: string, rows: readonly KqlRow[]): readonly unknown[] =>
    selectRows(parseKql(query).filter!, rows, now).map(({ Caller }) => Caller);
  const rows = [row(30, "c"), row(10, "a"), row(20, "b"), { table: "AzureActivity", columns: { Caller: "none" } }];

  it("are those of the last sorting: ascending where it is said, nulls the least", () => {
    expect(callers("AzureActivity | sort by TimeGenerated asc", rows)).toEqual(["none", "a", "b", "c"]);
    expect(callers("AzureActivity | order by TimeGenerated", rows)).toEqual(["c", "b", "a", "none"]);
    expect(callers("AzureActivity | sort by TimeGenerated desc | where Caller != 'b'", rows)).toEqual([
      "c",
      "a",
      "none",
    ]);
  });

  it("are sorted by the next where they are the same by the first", () => {
    const same = [row(10, "bb"), row(20, "c"), row(10, "a")];
    const by = "AzureActivity | sort by TimeGenerated asc, strlen(Caller)";
    expect(callers(`${by} asc`, same)).toEqual(["a", "bb", "c"]);
    expect(callers(`${by} desc`, same)).toEqual(["bb", "a", "c"]);
  });

  it("know the rows before them, as the step finds them", () => {
    const sorted = "AzureActivity | where isnotnull(TimeGenerated) | sort by TimeGenerated asc";
    expect(callers(`${sorted} | where prev(Caller) == 'a'`, rows)).toEqual(["b"]);
    expect(callers(`${sorted} | where prev(Caller, 2) == 'a'`, rows)).toEqual(["c"]);
    expect(callers(`${sorted} | where prev(Caller, 3) == ''`, rows)).toEqual(["a", "b", "c"]);
    expect(callers(`${sorted} | where Caller != 'b' | where prev(Caller, 1) == 'a'`, rows)).toEqual(["c"]);
    expect(callers(`${sorted} | extend Before = prev(TimeGenerated) | where isnull(Before)`, rows)).toEqual(["a"]);
  });

  it("are so far apart", () => {
    const apart = (span: string) =>
      callers(`AzureActivity | sort by TimeGenerated asc | where TimeGenerated - prev(TimeGenerated) <= ${span}`, [
        row(0, "a"),
        row(600, "b"),
        row(1_201, "c"),
      ]);
    expect(apart("10m")).toEqual(["b"]);
    expect(apart("601s")).toEqual(["b", "c"]);
    expect(apart("599s")).toEqual([]);
  });

  it("are of all tables of a union", () => {
    const other = { table: "AuditLogs", columns: { TimeGenerated: row(15).columns.TimeGenerated } };
    const query = "union AzureActivity, AuditLogs | sort by TimeGenerated asc | where isnotempty(prev(Caller, 2))";
    expect(callers(query, [row(20, "b"), other, row(10, "a")])).toEqual(["b"]);
    expect(callers(query, [row(20, "b"), row(10, "a")])).toEqual([]);
  });

  it("stay as they are once they are counted", () => {
    expect(callers("AzureActivity | summarize n = count() | sort by n", rows).length).toBe(rows.length);
  });
});

describe("A span between times", () => {
  const row: KqlRow = { table: "AzureActivity", columns: { TimeGenerated: "2026-01-02T03:04:05Z" } };
  it.each([
    ["now() - TimeGenerated == 59m", true],
    ["now() - 1h > TimeGenerated", false],
    ["now() - 58m - 1m == TimeGenerated", true],
    ["2h - 90m == 30m", true],
    ["TimeGenerated < now() - 58m", true],
    ["EventSubmissionTimestamp - TimeGenerated <= 1h", false],
    ["isnull(EventSubmissionTimestamp - TimeGenerated)", true],
  ])("%s is %s", (condition, expected) => expect(selects(`AzureActivity | where ${condition}`, row)).toBe(expected));
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
