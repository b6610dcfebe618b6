import { expect, it } from "vitest";
import type { Purpose, Rendered } from "../../../core/filter/rendered.ts";
import { toDiagnosticCategories } from "../../../core/filter/to-diagnostic-categories.ts";
import { read } from "./arbitrary-filter.ts";

type Row = [
  filter: string,
  purpose: Purpose,
  fidelity: Rendered<unknown>["fidelity"],
  categories: readonly string[],
  lacks: readonly string[],
];

const rows: readonly Row[] = [
  ['category == "management"', "match", "exact", ["Administrative"], []],
  ['category == "management"', "exclude", "exact", ["Administrative"], []],
  [
    'category != "management"',
    "match",
    "exact",
    ["Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    [],
  ],
  [
    'category != "management"',
    "exclude",
    "wider",
    ["Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  [
    'category in ["policy", "system"]',
    "match",
    "exact",
    ["Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    [],
  ],
  [
    'category in ["policy", "system"]',
    "exclude",
    "exact",
    ["Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    [],
  ],
  [
    "has(category)",
    "match",
    "exact",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    [],
  ],
  [
    "has(category)",
    "exclude",
    "wider",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  [
    "true",
    "match",
    "exact",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    [],
  ],
  [
    "true",
    "exclude",
    "wider",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  [
    'access == "write"',
    "match",
    "wider",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["nothing but whole categories"],
  ],
  ['access == "write"', "exclude", "unsupported", [], ["nothing but whole categories"]],
  [
    'operation == "Microsoft.KeyVault/vaults/delete"',
    "match",
    "wider",
    ["Administrative"],
    ["nothing but whole categories"],
  ],
  ['operation == "Microsoft.KeyVault/vaults/delete"', "exclude", "unsupported", [], ["nothing but whole categories"]],
  [
    'operation == "Microsoft.Authorization/policies/deny/action"',
    "match",
    "wider",
    ["Administrative", "Policy"],
    ["nothing but whole categories"],
  ],
  [
    'operation == "Microsoft.Authorization/policies/deny/action"',
    "exclude",
    "unsupported",
    [],
    ["nothing but whole categories"],
  ],
  ['category == "policy" && outcome == "denied"', "match", "wider", ["Policy"], ["nothing but whole categories"]],
  ['category == "policy" && outcome == "denied"', "exclude", "unsupported", [], ["nothing but whole categories"]],
  [
    'category == "policy" || outcome == "denied"',
    "match",
    "wider",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["nothing but whole categories"],
  ],
  ['category == "policy" || outcome == "denied"', "exclude", "wider", ["Policy"], ["nothing but whole categories"]],
  ['category == "identity"', "match", "unsupported", [], ["no sign-ins, no changes of the directory, no data events"]],
  [
    'category == "identity"',
    "exclude",
    "unsupported",
    [],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  ['category == "data" || category == "policy"', "match", "exact", ["Policy"], []],
  [
    'category == "data" || category == "policy"',
    "exclude",
    "wider",
    ["Policy"],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  [
    'category == "data" && service == "Microsoft.Storage"',
    "match",
    "unsupported",
    [],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  [
    'category == "data" && service == "Microsoft.Storage"',
    "exclude",
    "unsupported",
    [],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
  ['cloud == "aws"', "match", "exact", [], []],
  ['cloud == "aws"', "exclude", "exact", [], []],
  ['userAgent == "x"', "match", "unsupported", [], ["no sign-ins, no changes of the directory, no data events"]],
  ['userAgent == "x"', "exclude", "unsupported", [], ["no sign-ins, no changes of the directory, no data events"]],
  [
    '"platform.event" in activities',
    "match",
    "wider",
    ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["nothing but whole categories"],
  ],
  [
    '"platform.event" in activities',
    "exclude",
    "wider",
    ["Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
    ["nothing but whole categories"],
  ],
  [
    'category == "management" && !(outcome == "success")',
    "match",
    "wider",
    ["Administrative"],
    ["nothing but whole categories"],
  ],
  [
    'category == "management" && !(outcome == "success")',
    "exclude",
    "unsupported",
    [],
    ["nothing but whole categories"],
  ],
  ['!(category == "system" || category == "policy")', "match", "exact", ["Administrative"], []],
  [
    '!(category == "system" || category == "policy")',
    "exclude",
    "wider",
    ["Administrative"],
    ["no sign-ins, no changes of the directory, no data events"],
  ],
];

it.each(rows)("%s to %s is %s", (filter, purpose, fidelity, categories, lacks) => {
  const rendered = toDiagnosticCategories(read(filter), purpose);
  expect(rendered.fidelity).toBe(fidelity);
  expect(rendered.output ?? []).toEqual(categories);
  expect(rendered.output === undefined).toBe(categories.length === 0);
  const code = fidelity === "wider" ? "rule-wider" : "rule-unsupported";
  const severity = fidelity === "unsupported" && purpose === "match" ? "error" : "warning";
  const params = { target: "Azure's diagnostic setting", purpose, lacks };
  expect(rendered.issues).toEqual(lacks.length === 0 ? [] : [{ code, severity, path: [], params }]);
});
