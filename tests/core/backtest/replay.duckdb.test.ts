// Doesn't prove that archives are written as their clouds say: the records are recorded ones, and invented ones of the same form.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { foundIn } from "../../../cli/report/backtest.ts";
import { duckDbBacktest } from "../../../core/backtest/duckdb-backtest.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { Pool } from "../filter/arbitrary-filter.ts";
import { activityEvents, activityPool } from "../filter/azure-activity-events.ts";
import { cloudTrailEvents, cloudTrailPool } from "../filter/cloudtrail-events.ts";
import { seed } from "../filter/fidelity.ts";
import { gcpEntries, gcpPool } from "../filter/gcp-entries.ts";
import { delivered } from "./archives.ts";
import { randomPlan, replayed } from "./plans.ts";

const invented = {
  aws: [cloudTrailEvents, cloudTrailPool],
  gcp: [gcpEntries, gcpPool],
  azure: [activityEvents, activityPool],
} as const satisfies Record<Cloud, readonly [fc.Arbitrary<Record<string, unknown>>, Pool]>;

const archive = (natives: readonly object[]): { file: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-backtest-"));
  const file = join(folder, "events.ndjson");
  writeFileSync(file, natives.map((native) => `${JSON.stringify(native)}\n`).join(""));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
};

it.each(clouds)("what DuckDB finds of %s is what replay finds (seed %#)", { timeout: 1_800_000 }, async (cloud) => {
  const natives = [
    ...delivered(cloud).map(({ native }) => native),
    ...fc.sample(invented[cloud][0], { seed, numRuns: 300 }).filter((native) => !("rejected" in toCommonEvent(native))),
  ];
  const events = natives.map((native) => toCommonEvent(native) as CommonEvent);
  const plan = randomPlan(invented[cloud][1]);
  const { file, remove } = archive(natives);
  const query = duckDbBacktest({ plan, ids: [], days: { from: undefined, before: undefined } }, cloud, [file]);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = (await connection.runAndReadAll(query.text!)).getRowObjectsJson();
  connection.closeSync();
  remove();
  const { alerts, ...of } = foundIn(query, rows as Record<string, unknown>[]);
  expect(of).toEqual({ cloud, records: events.length, events: events.length, broken: 0 });
  const expected = replayed(plan, cloud, events);
  const seen = { exact: 0, wider: 0, unsupported: 0, matched: 0, bursts: 0 };
  for (const [at, { id, events: count, told, first, last, bursts, fidelity }] of alerts.entries()) {
    seen[fidelity] += 1;
    seen.matched += expected[at]!.events;
    seen.bursts += expected[at]!.bursts.length;
    const filter = plan.rules.alerts.find(({ name }) => name === id)?.when;
    if (fidelity === "exact") expect({ id, events: count, told, first, last, bursts }, filter).toEqual(expected[at]);
    else if (fidelity === "wider") expect(count, filter).toBeGreaterThanOrEqual(expected[at]!.events);
  }
  console.log(`${cloud}: seed ${seed}, ${natives.length} records, ${JSON.stringify(seen)}`);
  expect(seen.exact).toBeGreaterThan(alerts.length * 0.9);
  expect(seen.matched).toBeGreaterThan(alerts.length);
  expect(seen.bursts).toBeGreaterThan(0);
});
