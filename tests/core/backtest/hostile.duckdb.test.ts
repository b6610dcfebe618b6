// Any text is data: what a filter compares never ends its quotes, and is found as it stands.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { duckDbBacktest } from "../../../core/backtest/duckdb-backtest.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { type Json, record } from "../filter/cloudtrail-records.ts";
import { hostile, questionsAbout } from "../filter/hostile.ts";
import { planned } from "../replay/planned.ts";

const withNote = (value: string): Json => ({ ...record("x"), requestParameters: { 'no"te': value } });

test.each(Object.entries(hostile))("%s", { timeout: 60_000 }, async (_, value) => {
  const questions = ["userAgent", 'native.requestParameters["no\\"te"]'].flatMap((field) =>
    questionsAbout(field, value),
  );
  const texts = [...new Set(questions.flatMap(([, matching, others]) => [...matching, ...others]))];
  const natives = [...texts.map(record), ...texts.map(withNote)];
  const events = natives.map((native) => toCommonEvent(native) as CommonEvent);
  const plan = planned({});
  const alerts = questions.map(([text], at) => ({
    name: `a${at}`,
    when: text,
    severity: "low" as const,
    filter: read(text),
  }));
  const asking = {
    plan: { ...plan, rules: { ...plan.rules, alerts } },
    ids: [],
    days: { from: undefined, before: undefined },
  };
  const folder = mkdtempSync(join(tmpdir(), "auditlog-backtest-"));
  const file = join(folder, "events.ndjson");
  writeFileSync(file, natives.map((native) => `${JSON.stringify(native)}\n`).join(""));
  const query = duckDbBacktest(asking, "aws", [file]);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = (await connection.runAndReadAll(query.text!)).getRowObjectsJson();
  connection.closeSync();
  rmSync(folder, { recursive: true });
  for (const { id, fidelity } of query.alerts) {
    const { when, filter } = alerts.find(({ name }) => name === id)!;
    const asked = events.filter((event) => evaluate(filter, event)).length;
    const found = Number(rows.find((row) => row.alert === id)?.events ?? 0);
    if (fidelity === "exact") expect(found, when).toBe(asked);
    else if (fidelity === "wider") expect(found, when).toBeGreaterThanOrEqual(asked);
  }
});
