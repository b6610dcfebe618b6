import { expect, it, vi } from "vitest";
import { toKql } from "../../../core/filter/to-kql.ts";
import { type KqlQuery, parseKql, selectsRow } from "../../../core/native/kql.ts";
import { azurePool, azureRows } from "./azure-rows.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

let last: { text: string; query: KqlQuery } | undefined;

const parsed = (text: string): KqlQuery => {
  if (last?.text === text) return last.query;
  const { filter, problems } = parseKql(text);
  if (filter === undefined) throw new Error(`${text}\n${JSON.stringify(problems)}`);
  last = { text, query: filter };
  return filter;
};

it(`a query says what its filter says of rows, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "KQL",
    pool: azurePool,
    records: azureRows,
    purposes: ["match"],
    compile: (filter) => toKql(filter),
    matches: (text, row) => selectsRow(parsed(text), { table: String(row.Type), columns: row }),
  });
  expect(seen.exact).toBeGreaterThan(pairs / 20);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
