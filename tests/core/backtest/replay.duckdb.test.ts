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
import { readTimestamp } from "../../../core/native/cloud-logging-time.ts";
import type { AuditPlan, CustomAlert, Read } from "../../../core/plan/plan.ts";
import { toldAlerts } from "../../../core/replay/told.ts";
import { burstsOf } from "../../../core/replay/windows.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { activityEvents, activityPool } from "../filter/azure-activity-events.ts";
import { cloudTrailEvents, cloudTrailPool } from "../filter/cloudtrail-events.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { gcpEntries, gcpPool } from "../filter/gcp-entries.ts";
import { planned } from "../replay/planned.ts";
import { delivered } from "./archives.ts";

const invented = {
  aws: [cloudTrailEvents, cloudTrailPool],
  gcp: [gcpEntries, gcpPool],
  azure: [activityEvents, activityPool],
} as const satisfies Record<Cloud, readonly [fc.Arbitrary<Record<string, unknown>>, Pool]>;

/** Random filters as the alerts of a plan, of which some count; beside all of the catalog. */
const planOf = (cloud: Cloud): AuditPlan => {
  const texts = fc.sample(anyFilterText(invented[cloud][1]), { seed, numRuns: Math.ceil(pairs / 40) });
  const thresholds = fc.sample(
    fc.record({ count: fc.integer({ min: 1, max: 6 }), withinMinutes: fc.constantFrom(1, 5, 60, 1440) }),
    { seed, numRuns: texts.length },
  );
  const alerts = texts.map(
    (text, at): Read<CustomAlert> => ({
      name: `random-${at}`,
      when: text,
      severity: "low",
      filter: read(text),
      threshold: at % 3 === 0 ? thresholds[at] : undefined,
    }),
  );
  const plan = planned({
    capture: { identity: true },
    alerts: {
      catalog: ["cis", "tamper", "identity", "data", "network", "keys", "cost"],
      regions: { aws: ["eu-west-1"] },
    },
  });
  return { ...plan, rules: { ...plan.rules, alerts } };
};

const secondOf = (event: CommonEvent): number | undefined => {
  const nanoseconds = readTimestamp(event.time?.replace(" ", "T"));
  return nanoseconds === undefined ? undefined : Number(nanoseconds / 1_000_000_000n);
};

const textOf = (second: number | undefined): string | undefined =>
  second === undefined ? undefined : new Date(second * 1000).toISOString().replace(".000Z", "Z");

const counted = (seconds: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const second of seconds) counts.set(second, (counts.get(second) ?? 0) + 1);
  return counts;
};

/** What replay's own tests and windows say of the alerts. */
const replayed = (plan: AuditPlan, cloud: Cloud, events: readonly CommonEvent[]) =>
  toldAlerts(plan)[cloud].map(({ id, threshold, test }) => {
    const matching = events.filter(test);
    const seconds = matching.flatMap((event) => secondOf(event) ?? []).sort((a, b) => a - b);
    const bursts = threshold === undefined ? [] : burstsOf(counted(seconds), threshold);
    const told = threshold === undefined ? matching.length : bursts.length;
    return { id, events: matching.length, told, first: textOf(seconds[0]), last: textOf(seconds.at(-1)), bursts };
  });

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
  const plan = planOf(cloud);
  const { file, remove } = archive(natives);
  const query = duckDbBacktest({ plan, ids: [], days: { from: undefined, to: undefined } }, cloud, [file]);
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
