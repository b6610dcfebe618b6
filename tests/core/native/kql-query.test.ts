import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKql, selectsRow } from "../../../core/native/kql.ts";
import { kqlTables } from "../../../core/native/kql-tables.ts";

const problem = (query: string): string => {
  const [first] = parseKql(query).problems ?? [];
  return first === undefined ? "none" : `${first.at}: ${first.message}`;
};

describe("What isn't supported, or isn't KQL, is named with its position", () => {
  it.each([
    ["", "0: the query ends; a query begins with a table or with union"],
    ["Nothing | where true", "0: Nothing is no table that is known"],
    ["azureactivity", "0: azureactivity is no table that is known"],
    ["let a = 1; AzureActivity", "9: ; stands where it means nothing"],
    ["AzureActivity | take 5", "16: found take; where, extend, project, sort and summarize are supported"],
    ["AzureActivity | where true; AuditLogs", "26: ; stands where it means nothing"],
    ["AzureActivity where true", "14: found where; nothing may follow but | and an operator"],
    ["AzureActivity | where Nobody == 'a'", "22: there is no column Nobody here"],
    ["AzureActivity | where caller == 'a'", "22: there is no column caller here"],
    ["AzureActivity | project Caller | where Level == 'a'", "39: there is no column Level here"],
    ["AzureActivity | extend a = Caller, b = a", "39: there is no column a here"],
    ["union AzureActivity, (AuditLogs | where Caller == 'a')", "40: there is no column Caller here"],
    ["union SigninLogs, AADNonInteractiveUserSignInLogs | where Status == 'a'", "58: there is no column Status here"],
    ["union kind=inner AzureActivity", "6: found kind; only isfuzzy is supported"],
    ["union withsource=T AzureActivity", "6: found withsource; only isfuzzy is supported"],
    ["AzureActivity | where Caller", "22: a bool is wanted, not a string"],
    ["AzureActivity | where Claims_d.a", "22: a bool is wanted, not a dynamic"],
    ["AzureActivity | where Claims_d.a and true", "22: a bool is wanted, not a dynamic"],
    ["AzureActivity | where Caller == 1", "29: == can't compare a string with a long"],
    ["AzureActivity | where Caller < 'a'", "29: < can't compare a string with a string"],
    ["AzureActivity | where TimeGenerated > '2026-01-01'", "36: > can't compare a datetime with a string"],
    ["AzureActivity | where _BilledSize has 'a'", "34: has can't compare a real with a real"],
    ["AzureActivity | where Caller has_any ('a', 1)", "29: has_any can't compare a string with a long"],
    ["AzureActivity | where Caller in ('a', 1)", "29: in can't compare a string with a long"],
    ["AzureActivity | where TimeGenerated between (1h .. 2h)", "36: between can't compare a datetime with a timespan"],
    ["AzureActivity | where Caller hasprefix 'a'", "29: hasprefix is no operator that is supported"],
    ["AzureActivity | where Caller has_all ('a')", "29: has_all is no operator that is supported"],
    ["AzureActivity | where Caller !has_any ('a')", "29: !has_any is no operator that is supported"],
    ["AzureActivity | where Caller !matches regex 'a'", "29: !matches is no operator that is supported"],
    ["AzureActivity | where Caller matches regex Level", "43: a regular expression must be a literal string"],
    [
      "AzureActivity | where Caller matches regex 'a('",
      "43: not a regular expression that is supported: error parsing regexp: missing closing ): `a(`",
    ],
    [
      "AzureActivity | where Caller matches regex '[a&&b]'",
      "43: not a regular expression that is supported: a class within a class",
    ],
    [
      "AzureActivity | where Caller matches regex '[[a]]'",
      "43: not a regular expression that is supported: a class within a class",
    ],
    [
      "AzureActivity | where Caller matches regex @'\\Qa\\E'",
      "43: not a regular expression that is supported: an escape that Kusto and RE2 read differently",
    ],
    [
      "AzureActivity | where Caller matches regex @'\\b{start}a'",
      "43: not a regular expression that is supported: a word boundary that RE2 doesn't know",
    ],
    [
      "AzureActivity | where Caller matches regex 'a{'",
      "43: not a regular expression that is supported: a { that counts nothing",
    ],
    [
      "AzureActivity | where Caller matches regex @'[\\W]'",
      "43: not a regular expression that is supported: \\W within brackets",
    ],
    ["AzureActivity | where strcmp(Caller, 'a') == 1", "22: strcmp is no function that is supported"],
    ["AzureActivity | where tolower() == 'a'", "22: tolower takes 1 arguments, not 0"],
    ["AzureActivity | where substring(Caller) == 'a'", "22: substring takes 2 to 3 arguments, not 1"],
    ["AzureActivity | where coalesce(Caller) == 'a'", "22: coalesce takes 2 to 64 arguments, not 1"],
    ["AzureActivity | where array_length(Caller) > 1", "35: array_length takes an array here, not a string"],
    ["AzureActivity | where iff(true, 'a', 1) == 'a'", "22: iff doesn't take bool, string, long together"],
    ["AzureActivity | where case(true, 1, 2, 3) == 1", "22: case doesn't take bool, long, long, long together"],
    ["AzureActivity | where extract('a', 1, Caller) == 'a'", "35: the pattern has the groups 0 to 0"],
    ["AzureActivity | where column_ifexists(Caller, '') == ''", "38: a column's name must be a literal string"],
    ["AzureActivity | where column_ifexists('Caller', 1) == 1", "48: the column Caller is a string, not a long"],
    ["AzureActivity | where Caller.a == 'b'", "28: a string has nothing within it"],
    ["AzureActivity | where dynamic(['a'])[0] == 'a'", "22: no path leads into this"],
    ["AzureActivity | where Caller has split(Level, '/')[0]", "29: has can't compare a string with a dynamic"],
    [
      "AzureActivity | where trim('a', split(Level, '/')[0]) == ''",
      "32: trim takes a string here, not this; see tostring()",
    ],
    [
      "AzureActivity | extend a = split(Level, '/')",
      "27: a column of literals, split() or bag_keys() isn't supported; use tostring()",
    ],
    ["AzureActivity | where Claims_d.where == 'b'", "31: where means something else; write ['where']"],
    [
      "AzureActivity | where Claims_d[Caller] == 'b'",
      "31: found Caller; a key in quotes or a whole number is supported",
    ],
    ["AzureActivity | extend last = 1", "23: last means something else; write ['last']"],
    ["AzureActivity | extend a = 1, a = 2", "30: there is a second a"],
    ["AzureActivity | extend tolower(Caller)", "23: what isn't a column needs a name: name = …"],
    ["AzureActivity | summarize avg(_BilledSize)", "26: found avg; count, countif, dcount, min, max are supported"],
    ["AzureActivity | summarize dcount(Caller)", "26: dcount needs a name: name = dcount(…)"],
    ["AzureActivity | summarize n = count() by Claims_d.a", "41: what isn't a column needs a name: name = …"],
    ["AzureActivity | summarize n = count() by a = Claims_d.a", "41: a dynamic value makes no groups; use tostring()"],
    ["AzureActivity | summarize n = count() | where Caller == 'a'", "46: there is no column Caller here"],
    ["AzureActivity | sort TimeGenerated", "21: found TimeGenerated; by must follow"],
    ["AzureActivity | sort by Caller asc", "24: sorting by a string isn't supported"],
    ["AzureActivity | sort by Claims_d", "24: sorting by a dynamic isn't supported"],
    ["AzureActivity | sort by TimeGenerated nulls last", "38: nulls is no operator that is supported"],
    ["AzureActivity | where prev(Caller, 1) == 'a'", "22: prev needs rows in an order; sort them first"],
    [
      "AzureActivity | sort by TimeGenerated | summarize n = count() by Caller | where prev(n) > 1",
      "80: prev needs rows in an order; sort them first",
    ],
    [
      "union (AzureActivity | sort by TimeGenerated), AuditLogs | where isnull(prev(TimeGenerated))",
      "72: prev needs rows in an order; sort them first",
    ],
    ["AzureActivity | order by TimeGenerated | where prev(tolower(Caller)) == 'a'", "52: prev takes a column"],
    [
      "AzureActivity | sort by TimeGenerated | where prev(Caller, 0) == 'a'",
      "59: prev goes back a whole number of rows, 1 at least",
    ],
    [
      "AzureActivity | sort by TimeGenerated | where prev(Caller, _BilledSize) == 'a'",
      "59: prev goes back a whole number of rows, 1 at least",
    ],
    ["AzureActivity | sort by TimeGenerated | where prev(Caller, 1, '') == 'a'", "60: found ,; ) must follow"],
    ["AzureActivity | where Caller - 1 == 1", "29: - doesn't take a long from a string here"],
    ["AzureActivity | where _BilledSize - 1 > 0", "34: - doesn't take a long from a real here"],
    ["AzureActivity | where 1h - TimeGenerated < 1h", "25: - doesn't take a datetime from a timespan here"],
    ["AzureActivity | where Caller == 'a", "32: a string is not closed on its line"],
    ["AzureActivity | where Caller == 'a\n'", "32: a string is not closed on its line"],
    ["AzureActivity | where Caller == 'a\\d'", "34: \\d is no escape; write \\\\ for a backslash"],
    ["AzureActivity | where Caller == `a`", "32: ` stands where it means nothing"],
    ["AzureActivity | where Caller == h'a'", "32: there is no column h here"],
    ["AzureActivity | where Caller == 'a' 'b'", "36: found 'b'; nothing may follow but | and an operator"],
    ["AzureActivity | where (Caller == 'a'", "36: the query ends; ) must follow"],
    ["AzureActivity | where true == true == true", "35: found ==; nothing may follow but | and an operator"],
    ["AzureActivity | where _BilledSize == 5x", "37: 5x is no number; a timespan is such as 5d, 1h, 10m or 30s"],
    ["AzureActivity | where TimeGenerated > datetime(soon)", "38: datetime(soon) is no datetime that is supported"],
    [
      "AzureActivity | where TimeGenerated > datetime(2026-02-30)",
      "38: datetime(2026-02-30) is no datetime that is supported",
    ],
    ["AzureActivity | where bool(maybe)", "22: bool(maybe) is no bool that is supported"],
    ["AzureActivity | where Claims_d == dynamic(0x1F)", "42: no number of JSON"],
    ["AzureActivity | where Claims_d == dynamic(-'a')", "42: dynamic(…) holds JSON"],
    ["AzureActivity | where isempty(bag_keys(1))", "39: bag_keys takes a property bag here, not a long"],
    ["AzureActivity | summarize n = max(Claims_d)", "34: max doesn't take a dynamic"],
    ["AzureActivity | where int(5000000000) == 1", "22: int(5000000000) is no int that is supported"],
    ["AzureActivity | where Claims_d == dynamic({a: 1})", "43: a property's name must be in quotes"],
    ["AzureActivity | where Claims_d == dynamic(Caller)", "42: dynamic(…) holds JSON"],
  ])("%s", (query, expected) => expect(problem(query)).toBe(expected));
});

describe("Limits", () => {
  it("are of depth, so that no query exhausts the stack", () => {
    const nested = (depth: number) => `AzureActivity | where ${"(".repeat(depth)}true${")".repeat(depth)}`;
    expect(problem(nested(100))).toBe("none");
    expect(problem(nested(101))).toBe("122: nested more than 100 deep");
    expect(problem(`AzureActivity | where ${"not(".repeat(20_000)}`)).toMatch(/nested more than 100 deep$/);
    expect(problem(`AzureActivity | where Claims_d == dynamic(${"[".repeat(20_000)}`)).toMatch(
      /nested more than 50 deep$/,
    );
    expect(problem(`AzureActivity | where ${"-".repeat(20_000)}1 == 1`)).toBe("23: found -; a value must follow");
    expect(problem(`${"union ".repeat(20_000)}AzureActivity`)).toMatch(/nested more than 100 deep$/);
  });

  it("aren't of breadth", () => {
    const items = Array.from({ length: 10_000 }, (_, index) => `"item${index}"`);
    expect(problem(`AzureActivity | where Caller in~ (${items.join(", ")})`)).toBe("none");
    const long = parseKql(`AzureActivity | where isnull(Claims_d${".a".repeat(10_000)})`).filter!;
    expect(selectsRow(long, { table: "AzureActivity", columns: {} })).toBe(true);
    expect(problem(`AzureActivity${" | where true".repeat(5_000)}`)).toBe("none");
    expect(problem(`AzureActivity | where Caller == "${"a".repeat(1_000_000)}"`)).toBe(
      "1000000: 1000034 characters are more than 1000000",
    );
  });
});

it("Whatever the text, there is a query or a problem within it", () => {
  const words =
    "AzureActivity union where extend | ( ) [ ] { } , . .. - == = in in~ has 'a' \"b\" 1 1h Caller Claims_d not( dynamic( ago( and or true datetime(x) \\ @ ; \n //";
  const texts = fc.array(fc.constantFrom(...words.split(" ")), { maxLength: 25 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(
      fc.oneof(
        texts,
        texts.map((text) => `AzureActivity | where ${text}`),
      ),
      (text) => {
        const { filter, problems } = parseKql(text);
        expect((filter === undefined) !== (problems === undefined)).toBe(true);
        for (const { at } of problems ?? []) expect(at >= 0 && at <= text.length).toBe(true);
      },
    ),
    { numRuns: 2_000, seed: 20_261_124 },
  );
});

describe("The tables", () => {
  it("have as many columns as their pages list, AzureDiagnostics those that Key Vault fills", () => {
    const counts = [...kqlTables.values()].map(({ name, columns }) => [name, Object.keys(columns).length]);
    expect(Object.fromEntries(counts)).toEqual({
      AzureActivity: 37,
      AuditLogs: 31,
      SigninLogs: 77,
      AADNonInteractiveUserSignInLogs: 86,
      AADServicePrincipalSignInLogs: 46,
      AADManagedIdentitySignInLogs: 47,
      AZKVAuditLogs: 51,
      StorageBlobLogs: 55,
      StorageFileLogs: 59,
      StorageQueueLogs: 50,
      StorageTableLogs: 50,
      AzureDiagnostics: 36,
    });
  });

  it("name their pages", () => {
    expect(kqlTables.get("AzureActivity")!.source).toBe(
      "https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/azureactivity",
    );
  });
});
