// Any text is data, and a line of the query is never broken by one. DuckDB stands in for Trino.
import { expect, it } from "vitest";
import { foundIn } from "../../../cli/report/backtest.ts";
import { athenaBacktest } from "../../../core/backtest/athena-backtest.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { glueColumns } from "../../../core/filter/cloudtrail-table.ts";
import { sqlTable } from "../../oracles/duckdb.ts";
import { record } from "../filter/cloudtrail-records.ts";
import { compare, nothingSeen } from "./compare.ts";
import { hostilePlan } from "./hostile-plan.ts";

it("finds what hostile texts are asked of as it stands", { timeout: 60_000 }, async () => {
  const { plan, texts } = hostilePlan(["userAgent"]);
  const natives = texts.map((text) => ({ ...record(text), eventTime: "2026-03-04T05:06:07Z" }));
  const events = natives.map((native) => toCommonEvent(native) as CommonEvent);
  const query = athenaBacktest({ plan, ids: [], days: { from: undefined, before: undefined } }, "cloudtrail_logs");
  expect(query.text!.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const table = await sqlTable(natives, glueColumns);
  const seen = nothingSeen();
  compare({ found: foundIn(query, await table.rows(query.text!)), plan, events }, seen, false);
  table.close();
  expect(seen.exact).toBeGreaterThan(100);
  expect(seen.matched).toBeGreaterThan(seen.alerts);
});
