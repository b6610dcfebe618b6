import { describe, expect, it, test } from "vitest";
import { equal, eventField } from "../../../core/filter/ast.ts";
import { queryBytes } from "../../../core/filter/limits-azure.ts";
import { filterText } from "../../../core/filter/text.ts";
import { type KqlTableName, kqlTableNames, toKql } from "../../../core/filter/to-kql.ts";
import { parseKql } from "../../../core/native/kql.ts";
import { read } from "./arbitrary-filter.ts";
import { kqlCases } from "./to-kql-cases.ts";

it.each(kqlCases)("%s in %s is %s", (filter, table, fidelity, lines) => {
  const { output, ...rendered } = toKql(read(filter), table === undefined ? kqlTableNames : [table]);
  expect(rendered.fidelity).toBe(fidelity);
  expect(output?.split("\n") ?? []).toEqual(lines);
  if (output !== undefined) expect(parseKql(output).problems).toBeUndefined();
});

describe("What a query can't say is left to be asked of what it lets through", () => {
  test.each<[string, KqlTableName, string, readonly string[]]>([
    [
      'native.Properties_d.count > 5 && outcome == "success"',
      "AzureActivity",
      "native.Properties_d.count > 5",
      ["no such test of a value that may be a list or of another type"],
    ],
    [
      'resource == "Global Administrator" && operation == "Add member to role"',
      "AuditLogs",
      'resource == "Global Administrator"',
      ["no search of the items of a list"],
    ],
  ])("%s in %s", (filter, table, residual, lacks) => {
    const rendered = toKql(read(filter), [table]);
    expect(rendered.residual && filterText(rendered.residual)).toBe(residual);
    expect(rendered.issues).toEqual([
      {
        code: "rule-wider",
        severity: "warning",
        path: [],
        params: { target: "Log Analytics", purpose: "match", lacks },
      },
    ]);
  });

  test("and of several tables the whole filter, where one of them can't", () => {
    const { residual, fidelity } = toKql(read('resource == "x"'), ["AzureActivity", "AuditLogs"]);
    expect([fidelity, residual && filterText(residual)]).toEqual(["wider", 'resource == "x"']);
  });

  test("but a table is not let through whole", () => {
    expect(toKql(read('!(resource == "x")'), ["AzureActivity", "AuditLogs"])).toEqual({
      output: undefined,
      fidelity: "unsupported",
      residual: read('!(resource == "x")'),
      issues: [
        {
          code: "rule-unsupported",
          severity: "error",
          path: [],
          params: { target: "Log Analytics", purpose: "match", lacks: ["no search of the items of a list"] },
        },
      ],
    });
  });
});

describe("A query may be as long as an alert's properties allow", () => {
  const filterOf = (length: number) => equal(eventField("actor.id"), ["a".repeat(length)], true);
  const overhead = toKql(filterOf(1), ["AzureActivity"]).output!.length - 1;

  test("and not a byte longer", () => {
    expect(toKql(filterOf(queryBytes - overhead), ["AzureActivity"]).output).toHaveLength(queryBytes);
    expect(toKql(filterOf(queryBytes - overhead + 1), ["AzureActivity"])).toMatchObject({
      output: undefined,
      fidelity: "unsupported",
      issues: [
        {
          code: "rule-too-long",
          severity: "error",
          params: { target: "Log Analytics", found: queryBytes + 1, max: queryBytes, unit: "bytes" },
        },
      ],
    });
  });

  test("where a letter may be several bytes", () => {
    const two = equal(eventField("actor.id"), ["é".repeat(queryBytes / 2)], true);
    expect(toKql(two, ["AzureActivity"]).fidelity).toBe("unsupported");
  });
});

test("The same filter gives the same text", () => {
  const text = 'outcome == "denied" && (actor.id == "a" || resource == "b")';
  expect(toKql(read(text))).toEqual(toKql(read(text)));
});
