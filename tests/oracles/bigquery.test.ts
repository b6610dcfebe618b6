// Doesn't prove that BigQuery takes the query, nor what its view has where an entry has nothing: both are tried. The query is
// translated by a parser of BigQuery's SQL that others wrote, and run by DuckDB over a table of the view's columns.
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { foundIn } from "../../cli/report/backtest.ts";
import { bigQueryBacktest } from "../../core/backtest/bigquery-backtest.ts";
import { toCommonEvent } from "../../core/event/common-event.ts";
import type { CommonEvent } from "../../core/event/event.ts";
import { completed } from "../../core/replay/gcp.ts";
import { delivered, hasCorpus } from "../core/backtest/archives.ts";
import { compare, nothingSeen } from "../core/backtest/compare.ts";
import { hostilePlan } from "../core/backtest/hostile-plan.ts";
import { randomPlans } from "../core/backtest/plans.ts";
import { pairs, seed } from "../core/filter/fidelity.ts";
import { gcpEntries, gcpPool } from "../core/filter/gcp-entries.ts";
import { allLogs, renamed, type Unset } from "./all-logs.ts";
import { toDuckDb } from "./sqlglot.ts";

const always = { from: undefined, before: undefined };

let translate: (sql: string) => string;
beforeAll(async () => {
  translate = await toDuckDb();
});

const eventOf = (native: Record<string, unknown>): CommonEvent | undefined => {
  const event = toCommonEvent(native);
  return "rejected" in event ? undefined : event;
};

/** Recorded and invented entries; in the cloud each has the name of its log, which copies leave out. */
const events = [
  ...delivered("gcp"),
  ...fc.sample(gcpEntries, { seed, numRuns: 300 }).flatMap((one) => eventOf(one) ?? []),
].map((event) => toCommonEvent(completed(event)) as CommonEvent);

const entry = (text: string, request: object): Record<string, unknown> => ({
  insertId: "1",
  logName: "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
  timestamp: "2026-03-04T05:06:07Z",
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "x.googleapis.com",
    methodName: "Do",
    requestMetadata: { callerSuppliedUserAgent: text },
    request,
  },
});

it("hostile texts end no quotes, and are found as they stand", async () => {
  const { plan, texts } = hostilePlan(["userAgent", `native.protoPayload.request["it's"]`]);
  const natives = texts.flatMap((text) => [entry(text, {}), entry("x", { "it's": text })]);
  const hostileEvents = natives.flatMap((native) => eventOf(native) ?? []);
  const query = bigQueryBacktest({ plan, ids: [], days: always }, "audit_logs._AllLogs");
  expect(query.text!.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const connection = await allLogs(natives, "null");
  const rows = (await connection.runAndReadAll(translate(renamed(query.text!)))).getRowObjectsJson();
  connection.closeSync();
  const seen = nothingSeen();
  compare({ found: foundIn(query, rows as Record<string, unknown>[]), plan, events: hostileEvents }, seen, false);
  expect(hostileEvents).toHaveLength(natives.length);
  expect(seen.exact).toBe(seen.alerts);
  expect(seen.matched).toBeGreaterThan(seen.alerts);
});

it.each<Unset>(["null", "empty"])(
  `what the query for BigQuery finds is what replay finds, with ${"%s"} for what is unset (seed ${seed})`,
  async (unset) => {
    const connection = await allLogs(
      events.map(({ native }) => native),
      unset,
    );
    const seen = nothingSeen();
    for (const plan of randomPlans(gcpPool, Math.min(10, pairs / 500))) {
      const query = bigQueryBacktest({ plan, ids: [], days: always }, "audit_logs._AllLogs");
      const rows = (await connection.runAndReadAll(translate(renamed(query.text!)))).getRowObjectsJson();
      compare({ found: foundIn(query, rows as Record<string, unknown>[]), plan, events }, seen, false);
    }
    connection.closeSync();
    console.log(`BigQuery: seed ${seed}, ${events.length} entries, ${JSON.stringify(seen)}`);
    expect(events.length).toBeGreaterThan(hasCorpus ? 380 : 300);
    expect(seen.exact).toBeGreaterThan(seen.alerts / 8);
    expect(seen.matched).toBeGreaterThan(seen.alerts);
    expect(seen.unseen).toBeGreaterThan(20);
  },
);
