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
import { pairs, seed } from "../filter/fidelity.ts";
import { planned } from "../replay/planned.ts";
import { compare, nothingSeen } from "./compare.ts";
import { randomPlans } from "./plans.ts";

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
  const seen = nothingSeen();
  const plans = randomPlans(cloudTrailPool, Math.min(10, pairs / 500));
  for (const plan of plans) {
    const query = athenaBacktest({ plan, ids: [], days: { from: undefined, before: undefined } }, "cloudtrail_logs");
    compare({ found: foundIn(query, await table.rows(query.text!)), plan, events }, seen, false);
  }
  console.log(`Athena: seed ${seed}, ${natives.length} records, ${JSON.stringify(seen)}`);
  expect(seen.exact).toBeGreaterThan(seen.alerts / 8);
  expect(seen.matched).toBeGreaterThan(seen.alerts);
  expect(seen.unseen).toBeGreaterThan(seen.alerts);
  const old = { ...natives[0]!, eventTime: "2018-01-01T10:00:00Z", eventCategory: undefined };
  const oldTable = await sqlTable([old], glueColumns);
  const writes = planned({
    capture: { management: "write" },
    alerts: { custom: [{ name: "any", when: "has(operation)", severity: "low" }] },
  });
  const oldQuery = athenaBacktest(
    { plan: writes, ids: [], days: { from: undefined, before: undefined } },
    "cloudtrail_logs",
  );
  const { alerts } = foundIn(oldQuery, await oldTable.rows(oldQuery.text!));
  expect(alerts.map(({ events, unseen }) => [events, unseen])).toEqual([[1, 0]]);
  oldTable.close();
  const july = athenaBacktest(
    { plan: plans[0]!, ids: ["root-use"], days: { from: "2026-07-01", before: "2026-08-01" } },
    "cloudtrail_logs",
  );
  expect(await table.rows(july.text!)).toEqual([
    { alert: "root-use", events: "0", told: "0", first_event: null, last_event: null, unseen: "0" },
  ]);
  table.close();
});
