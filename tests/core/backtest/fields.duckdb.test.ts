// Doesn't prove that archives are written as their clouds say: the records are those that were recorded and published.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DuckDbRecord, duckDbMacros } from "../../../core/backtest/duckdb.ts";
import { eventsOf } from "../../../core/backtest/duckdb-backtest.ts";
import { duckDbEventParts } from "../../../core/backtest/duckdb-query.ts";
import { clouds } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { readTimestamp } from "../../../core/native/cloud-logging-time.ts";
import { seed } from "../filter/fidelity.ts";
import { delivered, hasCorpus } from "./archives.ts";
import { inventedForms } from "./invented.ts";

const secondOf = (time: string | undefined): number | null => {
  const nanoseconds = readTimestamp(time?.replace(" ", "T"));
  return nanoseconds === undefined ? null : Number(nanoseconds / 1_000_000_000n);
};

/** An event as the query has its columns. */
const rowOf = (event: CommonEvent): object => ({
  is_event: true,
  second: secondOf(event.time),
  time: event.time ?? null,
  account: event.account ?? null,
  region: event.region ?? null,
  category: event.category,
  service: event.service ?? null,
  operation: event.operation,
  access: event.access ?? null,
  actor_id: event.actor.id ?? null,
  actor_type: event.actor.type ?? null,
  source_ip: event.sourceIp ?? null,
  user_agent: event.userAgent ?? null,
  resource: [...new Set(event.resources ?? [])].sort(),
  outcome: event.outcome ?? null,
  error: event.error ?? null,
  mfa: event.mfa ?? null,
  severity: event.severity ?? null,
});

it.each(clouds)(
  "the fields of every recorded event of %s, and of invented ones, are those that replay reads",
  { timeout: 300_000 },
  async (cloud) => {
    const recorded = delivered(cloud);
    const others = inventedForms
      .filter(([of]) => of === cloud)
      .flatMap(([, records]) => fc.sample<Record<string, unknown>>(records, { seed, numRuns: 300 }))
      .map((native) => toCommonEvent(native))
      .filter((event): event is CommonEvent => !("rejected" in event));
    const events = [...recorded, ...others];
    const folder = mkdtempSync(join(tmpdir(), "auditlog-backtest-"));
    const file = join(folder, "events.ndjson");
    writeFileSync(file, events.map(({ native }) => `${JSON.stringify(native)}\n`).join(""));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET threads = 1");
    const record = new DuckDbRecord();
    const parts = duckDbEventParts([file], record, eventsOf[cloud](record));
    const sql = `${duckDbMacros.join("\n")} WITH ${parts.join(", ")} SELECT * EXCLUDE (v, is_broken) FROM event`;
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
    const found = rows.map((row) => ({
      ...row,
      second: row.second === null ? null : Number(row.second),
      resource: [...((row.resource as string[] | null) ?? [])].filter((one, at, all) => all.indexOf(one) === at).sort(),
    }));
    rmSync(folder, { recursive: true });
    expect(recorded.length).toBeGreaterThan(hasCorpus ? 90 : 10);
    const differing = events.flatMap((event, at) => {
      const expected = rowOf(event);
      return JSON.stringify(expected) === JSON.stringify(found[at])
        ? []
        : [{ expected, found: found[at], native: event.native }];
    });
    console.log(`${cloud}: ${recorded.length} recorded events, ${others.length} invented ones`);
    expect(differing).toEqual([]);
  },
);
