// Doesn't prove what Kusto counts: no engine of it can be had here. Which rows are counted is asked of this project's own evaluator.
import fc from "fast-check";
import { expect, it } from "vitest";
import { sidesOf } from "../../../core/backtest/kql-backtest.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { kqlTableNames } from "../../../core/filter/to-kql.ts";
import { parseKql, selectsRow } from "../../../core/native/kql.ts";
import { storedBy } from "../../../core/replay/stored.ts";
import { storedRows } from "../../../core/replay/stored-filters.ts";
import { askedAlerts, toldAlerts } from "../../../core/replay/told.ts";
import { azurePool, azureRows } from "../filter/azure-rows.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { randomPlans } from "./plans.ts";

type Row = Record<string, unknown>;

const selecting = (text: string | undefined): ((row: Row) => boolean) => {
  if (text === undefined) return () => false;
  const { filter, problems } = parseKql(text);
  if (filter === undefined) throw new Error(`${text}\n${JSON.stringify(problems)}`);
  return (row) => selectsRow(filter, { table: String(row.Type), columns: row });
};

it(`of rows in Log Analytics, those are counted that are stored and match, and beside them those that only match (seed ${seed})`, {
  timeout: 1_800_000,
}, () => {
  const rows = fc.sample(azureRows, { seed, numRuns: 200 }).filter((row) => !("rejected" in toCommonEvent(row)));
  const events = rows.map((row) => toCommonEvent(row) as CommonEvent);
  const seen = { exact: 0, others: 0, stored: 0, unseen: 0 };
  for (const plan of randomPlans(azurePool, Math.min(10, pairs / 500))) {
    const isStored = storedBy(plan).stores.azure!;
    const tests = new Map(toldAlerts(plan).azure.map(({ id, test }) => [id, test]));
    for (const { id, filter } of askedAlerts(plan, "azure")) {
      const { output, fidelity } = sidesOf(filter, storedRows(plan), kqlTableNames);
      seen[fidelity === "exact" ? "exact" : "others"] += 1;
      if (fidelity === "unsupported") continue;
      const [stored, unseen] = [selecting(output?.stored), selecting(output?.unseen)];
      for (const [at, event] of events.entries()) {
        const [isTold, isUnseen] = [stored(rows[at]!), unseen(rows[at]!)];
        const expected = tests.get(id)!(event);
        const shown = () => JSON.stringify([plan.rules.alerts.find(({ name }) => name === id)?.when, output, rows[at]]);
        expect(isTold && isUnseen, shown()).toBe(false);
        if (expected || fidelity === "exact") expect(isTold || isUnseen, shown()).toBe(expected);
        if (isTold || isUnseen) expect(isTold, shown()).toBe(isStored(event));
        seen.stored += Number(isTold);
        seen.unseen += Number(isUnseen);
      }
    }
  }
  console.log(`Log Analytics: seed ${seed}, ${rows.length} rows, ${JSON.stringify(seen)}`);
  expect(seen.exact).toBeGreaterThan(seen.others);
  expect(seen.stored).toBeGreaterThan(seen.exact);
  expect(seen.unseen).toBeGreaterThan(seen.exact);
});
