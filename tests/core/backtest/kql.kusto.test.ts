// Doesn't prove what Kusto counts: no engine of it can be had here. Which rows match is tests/core/filter's business.
import { expect, it, vi } from "vitest";
import { kqlBacktest, sidesOf } from "../../../core/backtest/kql-backtest.ts";
import { equal, eventField } from "../../../core/filter/ast.ts";
import { queryBytes } from "../../../core/filter/limits-azure.ts";
import { toKql } from "../../../core/filter/to-kql.ts";
import { storedRows } from "../../../core/replay/stored-filters.ts";
import { toldAlerts } from "../../../core/replay/told.ts";
import { kustoErrors } from "../../oracles/kusto.ts";
import { azurePool } from "../filter/azure-rows.ts";
import { planned } from "../replay/planned.ts";
import { randomPlan } from "./plans.ts";

vi.setConfig({ testTimeout: 120_000 });

const always = { from: undefined, before: undefined };

it("every query is one to Kusto's language service, with all alerts, one, and one that counts", () => {
  const plan = randomPlan(azurePool);
  const ids = toldAlerts(plan).azure.map(({ id }) => id);
  const queries = [[], ...ids.map((id) => [id])].map((some) =>
    kqlBacktest({ plan, ids: some, days: always }, undefined),
  );
  const texts = queries.flatMap(({ text }) => text ?? []);
  for (const text of texts) expect(kustoErrors(text), text).toEqual([]);
  expect(texts.length).toBeGreaterThan(ids.length * 0.8);
});

it("counts events, and of an alert with a threshold the bursts, on the days that are given", () => {
  const plan = planned({
    capture: { identity: true },
    alerts: {
      custom: [
        { name: "denials", when: 'outcome == "denied"', severity: "low", threshold: { count: 20, withinMinutes: 10 } },
        { name: "key-vaults", when: 'service == "Microsoft.KeyVault"', severity: "low" },
      ],
    },
  });
  const { text, alerts } = kqlBacktest(
    { plan, ids: [], days: { from: "2026-03-01", before: "2026-04-01" } },
    "SigninLogs",
  );
  expect(alerts.map(({ id, fidelity }) => [id, fidelity])).toEqual([
    ["denials", "exact"],
    ["key-vaults", "exact"],
  ]);
  expect(text).toBe(`union isfuzzy=true
  (SigninLogs
  | extend outcome = case(isempty(ResultType), "", ResultType == "0", "success", ResultType in ("53000", "53001", "53002", "53003", "53004", "50105"), "denied", "failure")
  | where outcome == "denied"
  | where TimeGenerated >= datetime(2026-03-01) and TimeGenerated < datetime(2026-04-01)
  | project Second = bin(TimeGenerated, 1s)
  | sort by Second asc
  | extend IsEnough = toint(coalesce(Second - prev(Second, 19) <= 10m, false))
  | summarize Events = count(), IsReached = max(IsEnough) == 1 by Second
  | sort by Second asc
  | extend Begins = IsReached and not(coalesce(prev(IsReached) and Second - prev(Second) <= 10m, false))
  | summarize Events = coalesce(sum(Events), 0), Told = countif(Begins), FirstEvent = min(Second), LastEvent = max(Second)
  | project Alert = "denials", Events, Told, FirstEvent, LastEvent, Unseen = 0),
  (SigninLogs
  | extend service = coalesce(AppDisplayName, ResourceDisplayName)
  | where service =~ "Microsoft.KeyVault"
  | where TimeGenerated >= datetime(2026-03-01) and TimeGenerated < datetime(2026-04-01)
  | summarize Events = count(), FirstEvent = min(TimeGenerated), LastEvent = max(TimeGenerated)
  | extend Told = Events
  | project Alert = "key-vaults", Events, Told, FirstEvent, LastEvent, Unseen = 0)
| summarize Events = sum(Events), Told = sum(Told), FirstEvent = min(FirstEvent), LastEvent = max(LastEvent), Unseen = sum(Unseen) by Alert
| sort by Alert asc`);
  expect(kqlBacktest({ plan, ids: ["key-vaults"], days: always }, "AzureActivity").text).toBe(`union isfuzzy=true
  (AzureActivity
  | where CategoryValue in~ ("Administrative", "Security", "Policy", "Alert", "write", "delete", "action")
  | extend service = coalesce(extract("^([^/]+)/", 1, OperationNameValue), ResourceProviderValue, tostring(Properties_d.ResourceProviderName))
  | where service =~ "Microsoft.KeyVault"
  | summarize Events = count(), FirstEvent = min(TimeGenerated), LastEvent = max(TimeGenerated)
  | extend Told = Events
  | project Alert = "key-vaults", Events, Told, FirstEvent, LastEvent, Unseen = 0),
  (AzureActivity
  | where CategoryValue !in~ ("Administrative", "Security", "Policy", "Alert", "write", "delete", "action")
  | extend service = coalesce(extract("^([^/]+)/", 1, OperationNameValue), ResourceProviderValue, tostring(Properties_d.ResourceProviderName))
  | where service =~ "Microsoft.KeyVault"
  | summarize Unseen = count()
  | project Alert = "key-vaults", Events = 0, Told = 0, FirstEvent = datetime(null), LastEvent = datetime(null), Unseen)
| summarize Events = sum(Events), Told = sum(Told), FirstEvent = min(FirstEvent), LastEvent = max(LastEvent), Unseen = sum(Unseen) by Alert
| sort by Alert asc`);
});

it("can't ask what fits into a query alone, and not with what is stored", () => {
  const ofLength = (length: number) => equal(eventField("operation"), ["x".repeat(length)], true);
  const fits = (length: number) => toKql(ofLength(length), ["AzureActivity"]).fidelity === "exact";
  const most = Array.from({ length: 200 }, (_, at) => queryBytes - at).find(fits)!;
  const stored = storedRows(planned({}));
  const asked = [most, most - 400].map((length) => sidesOf(ofLength(length), stored, ["AzureActivity"]));
  expect(asked.map(({ fidelity, output }) => [fidelity, output === undefined])).toEqual([
    ["unsupported", true],
    ["exact", false],
  ]);
  expect(asked[0]!.issues.map(({ code }) => code)).toEqual(["rule-too-long"]);
});
