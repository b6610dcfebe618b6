import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { columnKind } from "../../../core/filter/azure-columns.ts";
import { kqlTableNames, toKql, toToldKql } from "../../../core/filter/to-kql.ts";
import { kqlTables } from "../../../core/native/kql-tables.ts";
import { kustoErrors } from "../../oracles/kusto.ts";
import { anyFilterText, read } from "./arbitrary-filter.ts";
import { azurePool } from "./azure-rows.ts";
import { seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 120_000 });

it(`every query is one to Kusto's language service (seed ${seed})`, () => {
  let accepted = 0;
  const property = fc.property(anyFilterText(azurePool), (text) => {
    const { output } = toKql(read(text));
    const { output: told } = toToldKql(read(text));
    if (output === undefined || told === undefined) return;
    for (const one of [output, told]) expect(kustoErrors(one), `${text}\n${one}`).toEqual([]);
    accepted += 1;
  });
  fc.assert(property, { seed, numRuns: 300 });
  expect(accepted).toBeGreaterThan(200);
});

const kinds = {
  string: "text",
  bool: "flag",
  int: "number",
  long: "number",
  real: "number",
  datetime: "time",
  dynamic: "dynamic",
} as const;

it.each(kqlTableNames)("the columns of %s are of the kinds that its reference gives them", (table) => {
  const { columns } = kqlTables.get(table)!;
  const known = Object.keys(columns).map((column) => [column, columnKind(table, column)]);
  expect(known).toEqual(Object.entries(columns).map(([column, type]) => [column, kinds[type as keyof typeof kinds]]));
  expect(columnKind(table, "Nothing")).toBeUndefined();
});
