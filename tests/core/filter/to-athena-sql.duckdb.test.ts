// Doesn't prove how Athena reads CloudTrail's files into the table: the test fills it as AWS documents the columns. DuckDB
// stands in for Trino; what is asked is within what both have, beside five functions that have other names there.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { glueColumns } from "../../../core/filter/cloudtrail-table.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { toAthenaSql } from "../../../core/filter/to-athena-sql.ts";
import { type SqlTable, sqlTable } from "../../oracles/duckdb.ts";
import { anyFilterText, read } from "./arbitrary-filter.ts";
import { cloudTrailEvents, cloudTrailPool } from "./cloudtrail-events.ts";
import { derived, type Json, record, recorded } from "./cloudtrail-records.ts";
import { pairs, seed } from "./fidelity.ts";
import { hostile, questionsAbout } from "./hostile.ts";

const natives = fc
  .sample(cloudTrailEvents, { seed, numRuns: 200 })
  .filter((native) => !("rejected" in toCommonEvent(native)));

/** What the SQL says of each record beside what the filter says. */
const compare = async (text: string, records: readonly Json[], table: SqlTable) => {
  const filter = read(text);
  const { output, fidelity } = toAthenaSql(filter);
  const asked = records.flatMap((native, at) => (evaluate(filter, toCommonEvent(native) as CommonEvent) ? [at] : []));
  if (fidelity === "unsupported") return { fidelity, asked, missed: [], added: [], output };
  const got = output === undefined ? new Set<number>() : await table.matching(output);
  const missed = asked.filter((at) => !got.has(at));
  const added = [...got].filter((at) => !asked.includes(at));
  return { fidelity, asked, missed, added, output };
};

const seen = { exact: 0, wider: 0, unsupported: 0, matched: 0, notMatched: 0 };

describe("the condition for Athena", () => {
  let table: SqlTable;
  let recordedTable: SqlTable;

  beforeAll(async () => {
    table = await sqlTable(natives, glueColumns);
    recordedTable = await sqlTable(recorded.length > 0 ? recorded : natives, glueColumns);
  });
  afterAll(() => {
    table.close();
    recordedTable.close();
  });

  it(`says what its filter says, or more (seed ${seed})`, { timeout: 1_800_000 }, async () => {
    const texts = fc.sample(anyFilterText(cloudTrailPool), { seed, numRuns: Math.ceil(pairs / 10) });
    for (const text of texts) {
      const { fidelity, asked, missed, added, output } = await compare(text, natives, table);
      seen[fidelity] += 1;
      seen.matched += asked.length;
      seen.notMatched += natives.length - asked.length;
      const shown = `${text}\n${output}\n${JSON.stringify(natives[missed[0] ?? added[0] ?? 0])}`;
      expect(missed, `narrower\n${shown}`).toEqual([]);
      if (fidelity === "exact") expect(added, `exact, but more\n${shown}`).toEqual([]);
    }
    expect(seen.exact).toBeGreaterThan(texts.length / 4);
    expect(seen.matched).toBeGreaterThan(texts.length);
    expect(seen.notMatched).toBeGreaterThan(texts.length);
  });

  it.each(derived)("of %s says of recorded calls exactly what the filter says", async (text) => {
    const { fidelity, missed, added } = await compare(text, recorded.length > 0 ? recorded : natives, recordedTable);
    expect(missed).toEqual([]);
    if (fidelity === "exact") expect(added).toEqual([]);
  });
});

describe("any text is data", () => {
  const fields = ["userAgent", "requestParameters.bucketName", "requestParameters.note"];
  const recordOf = (field: string, value: string): Json =>
    field === "userAgent"
      ? record(value)
      : { ...record("x"), requestParameters: { [field.slice("requestParameters.".length)]: value } };

  test.each(Object.entries(hostile))("%s", async (_, value) => {
    const questions = fields.flatMap((field) =>
      questionsAbout(`native.${field}`, value).map((question) => ({ field, question })),
    );
    const records = questions.flatMap(({ field, question: [, matching, others] }) =>
      [...matching, ...others].map((one) => recordOf(field, one)),
    );
    const table = await sqlTable(records, glueColumns);
    for (const { field, question } of questions) {
      const [text, matching] = question;
      const { asked, missed, added, output } = await compare(text, records, table);
      expect({ missed, added }, `${text}\n${output}`).toEqual({ missed: [], added: [] });
      const found = asked.map((at) => JSON.stringify(records[at]));
      expect(found, text).toEqual(expect.arrayContaining(matching.map((one) => JSON.stringify(recordOf(field, one)))));
    }
    table.close();
  });
});
