import { expect, it, vi } from "vitest";
import { both, either, equal, eventField } from "../../../core/filter/ast.ts";
import { toActivityLogAlert } from "../../../core/filter/to-activity-log-alert.ts";
import { matchesActivityLogAlert, parseActivityLogAlert } from "../../../core/native/activity-log-alert.ts";
import { activityEvents, activityPool } from "./azure-activity-events.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

/** Of the system's events those that an alert may be on. */
const inLog = either(
  equal(eventField("category"), ["management", "policy"], true),
  equal(
    eventField("operation"),
    ["Microsoft.ServiceHealth/incident/action", "Microsoft.Security/locations/alerts/activate/action"],
    true,
  ),
);
const ofVaults = equal(eventField("operation"), ["Microsoft.KeyVault/vaults/delete"], true);

it(`the conditions of alerts say what their filter says of the activity log, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "activity log alerts",
    pool: activityPool,
    records: activityEvents,
    purposes: ["match"],
    // Of other logs an alert knows nothing, and refuses.
    narrow: (filter) => either(both(inLog, filter), ofVaults),
    compile: (filter) => toActivityLogAlert(filter),
    matches: (conditions, event) =>
      conditions.some((condition) => {
        const { filter, problems } = parseActivityLogAlert(condition);
        expect(problems, JSON.stringify(condition)).toBeUndefined();
        return matchesActivityLogAlert(filter!, event);
      }),
  });
  expect(seen.exact).toBeGreaterThan(pairs / 50);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
