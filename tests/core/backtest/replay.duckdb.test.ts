// Doesn't prove that archives are written as their clouds say: the records are recorded ones, and invented ones of the same form.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { foundIn } from "../../../cli/report/backtest.ts";
import { duckDbBacktest } from "../../../core/backtest/duckdb-backtest.ts";
import type { Cloud } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { delivered } from "./archives.ts";
import { type Compared, compare, nothingSeen } from "./compare.ts";
import { inventedForms } from "./invented.ts";
import { randomPlans } from "./plans.ts";

const always = { from: undefined, before: undefined };

const archive = (natives: readonly object[]): { file: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-backtest-"));
  const file = join(folder, "events.ndjson");
  writeFileSync(file, natives.map((native) => `${JSON.stringify(native)}\n`).join(""));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
};

const asked = async (
  connection: DuckDBConnection,
  file: string,
  plan: AuditPlan,
  cloud: Cloud,
): Promise<Compared["found"]> => {
  const query = duckDbBacktest({ plan, ids: [], days: always }, cloud, [file]);
  const rows = (await connection.runAndReadAll(query.text!)).getRowObjectsJson();
  return foundIn(query, rows as Record<string, unknown>[]);
};

it.each(inventedForms)(
  "what DuckDB finds of %s is what replay finds (form %#)",
  { timeout: 1_800_000 },
  async (cloud, records, pool) => {
    const natives = [
      ...delivered(cloud).map(({ native }) => native),
      ...fc.sample(records, { seed, numRuns: 300 }).filter((native) => !("rejected" in toCommonEvent(native))),
    ];
    const events = natives.map((native) => toCommonEvent(native) as CommonEvent);
    const { file, remove } = archive(natives);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const seen = nothingSeen();
    for (const plan of randomPlans(pool, Math.min(10, pairs / 500))) {
      const found = await asked(connection, file, plan, cloud);
      const { records, events: ofCloud, broken } = found;
      expect({ records, events: ofCloud, broken }).toEqual({
        records: events.length,
        events: events.length,
        broken: 0,
      });
      compare({ found, plan, events }, seen, true);
    }
    connection.closeSync();
    remove();
    console.log(`${cloud}: seed ${seed}, ${natives.length} records, ${JSON.stringify(seen)}`);
    expect(seen.exact).toBeGreaterThan(seen.alerts / 2);
    expect(seen.matched).toBeGreaterThan(seen.alerts);
    expect(seen.unseen).toBeGreaterThan(20);
    expect(seen.bursts).toBeGreaterThan(0);
  },
);
