import { expect, test } from "vitest";
import { compileAzure } from "../../../core/compile/azure/blueprint.ts";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import type { CoverageRow } from "../../../core/contract/outputs.ts";
import { planned } from "./planned.ts";

const onGcp = (query: object) =>
  compileGcp(...planned("gcp", { query }, { project: "acme-audit", location: "europe-west3" }));
const onAzure = (query: object) => compileAzure(...planned("azure", { query }, { location: "westeurope" }));

const about = (rows: readonly CoverageRow[]) =>
  rows.filter(({ rule }) => rule.startsWith("query")).map(({ rule, given, fidelity }) => [rule, given, fidelity]);

test("Google Cloud saves the questions that it can be asked, and makes no table of its archive", () => {
  const { blueprint, coverage, issues } = onGcp({ saved: true, archive: true });
  expect(about(coverage)).toEqual([
    ["query.saved", "14 queries of the Logs Explorer, shared in the project", "exact"],
    ["query.archive", "not made", "unsupported"],
  ]);
  expect(blueprint.savedQueries.map(({ id }) => id)).not.toContain("root-actions");
  expect(issues.map(({ code, severity, path }) => [code, severity, path])).toEqual([
    ["gcp-no-archive-table", "warning", ["query", "archive"]],
  ]);
  expect([about(onGcp({}).coverage), onGcp({}).blueprint.savedQueries]).toEqual([[], []]);
});

test("Azure saves the questions that it can be asked, and makes no table of its archive", () => {
  const { blueprint, coverage, issues } = onAzure({ saved: true, archive: true });
  expect(about(coverage)).toEqual([
    ["query.saved", "14 saved searches of the workspace", "exact"],
    ["query.archive", "not made", "unsupported"],
  ]);
  expect(blueprint.savedQueries.map(({ id }) => id)).not.toContain("root-actions");
  expect(issues.map(({ code, severity, path }) => [code, severity, path])).toContainEqual([
    "azure-no-archive-table",
    "warning",
    ["query", "archive"],
  ]);
  expect([about(onAzure({}).coverage), onAzure({}).blueprint.savedQueries]).toEqual([[], []]);
});
