import { expect, it, vi } from "vitest";
import { both, equal, eventField } from "../../../core/filter/ast.ts";
import { toDiagnosticCategories } from "../../../core/filter/to-diagnostic-categories.ts";
import { exportsEvent, parseDiagnosticCategories } from "../../../core/native/diagnostic-categories.ts";
import { activityEvents, activityPool } from "./azure-activity-events.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

const inLog = equal(eventField("category"), ["management", "policy", "system"], true);

it(`categories have what their filter matches, or leave out nothing else (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "diagnostic categories",
    pool: activityPool,
    records: activityEvents,
    narrow: (filter) => both(inLog, filter),
    compile: toDiagnosticCategories,
    matches: (categories, event) => {
      const { filter, problems } = parseDiagnosticCategories(
        categories.map((category) => ({ category, enabled: true })),
      );
      expect(problems).toBeUndefined();
      return exportsEvent(filter!, event);
    },
  });
  expect(seen.exact).toBeGreaterThan(pairs / 100);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
