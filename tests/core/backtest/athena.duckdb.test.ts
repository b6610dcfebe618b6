// Doesn't prove how Athena reads CloudTrail's files into the table: the test fills it as AWS documents the columns. DuckDB
// stands in for Trino; what is asked is within what both have, beside functions that have other names there.
import fc from "fast-check";
import { expect, it } from "vitest";
import { foundIn } from "../../../cli/report/backtest.ts";
import { athenaBacktest } from "../../../core/backtest/athena-backtest.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { glueColumns } from "../../../core/filter/cloudtrail-table.ts";
import { sqlTable } from "../../oracles/duckdb.ts";
import { cloudTrailEvents, cloudTrailPool } from "../filter/cloudtrail-events.ts";
import { recorded } from "../filter/cloudtrail-records.ts";
import { seed } from "../filter/fidelity.ts";
import { randomPlan, replayed } from "./plans.ts";

/** An event with its time where CloudTrail writes it: copies may have it elsewhere. */
const isDelivered = (native: Record<string, unknown>): boolean =>
  typeof native.eventTime === "string" && !("rejected" in toCommonEvent(native));

it(`finds of CloudTrail's table what replay finds, or more where it says so (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const natives = [...recorded, ...fc.sample(cloudTrailEvents, { seed, numRuns: 300 })].filter(isDelivered);
  const events = natives.map((native) => toCommonEvent(native) as CommonEvent);
  const days = events.map(({ time = "" }) => ({ day: time.slice(0, 10).replaceAll("-", "/") }));
  const table = await sqlTable(natives, glueColumns, days);
  const plan = randomPlan(cloudTrailPool);
  const query = athenaBacktest({ plan, ids: [], days: { from: undefined, before: undefined } }, "cloudtrail_logs");
  const { alerts } = foundIn(query, await table.rows(query.text!));
  const expected = replayed(plan, "aws", events).map(({ bursts: _, ...one }) => one);
  const seen = { exact: 0, wider: 0, unsupported: 0, matched: 0 };
  for (const [at, { id, events: count, told, first, last, fidelity }] of alerts.entries()) {
    seen[fidelity] += 1;
    seen.matched += expected[at]!.events;
    const filter = plan.rules.alerts.find(({ name }) => name === id)?.when;
    if (fidelity === "exact") expect({ id, events: count, told, first, last }, filter).toEqual(expected[at]);
    else if (fidelity === "wider") expect(count, filter).toBeGreaterThanOrEqual(expected[at]!.events);
  }
  console.log(`Athena: seed ${seed}, ${natives.length} records, ${JSON.stringify(seen)}`);
  expect(seen.exact).toBeGreaterThan(alerts.length / 2);
  expect(seen.matched).toBeGreaterThan(alerts.length);
  const july = athenaBacktest(
    { plan, ids: ["root-use"], days: { from: "2026-07-01", before: "2026-08-01" } },
    "cloudtrail_logs",
  );
  expect(await table.rows(july.text!)).toEqual([
    { alert: "root-use", events: "0", told: "0", first_event: null, last_event: null },
  ]);
  table.close();
});
