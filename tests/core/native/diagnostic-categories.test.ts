import { expect, it } from "vitest";
import {
  diagnosticCategories,
  exportsEvent,
  parseDiagnosticCategories,
} from "../../../core/native/diagnostic-categories.ts";

const enabled = (...categories: string[]) => categories.map((category) => ({ category, enabled: true }));

it.each<[string, unknown, string[]]>([
  ["no list", {}, ["logs: must be an array"]],
  ["nothing", [], ["logs: at least one category must be enabled"]],
  [
    "nothing that is enabled",
    [{ category: "Policy", enabled: false }],
    ["logs: at least one category must be enabled"],
  ],
  ["an unknown category", enabled("Audit"), [`logs[0]: the category is one of ${diagnosticCategories.join(", ")}`]],
  ["one twice", enabled("Policy", "policy"), ["logs[1]: Policy is given twice"]],
  ["no flag", [{ category: "Policy" }], ["logs[0]: enabled must be true or false"]],
  ["no object", ["Policy"], ["logs[0]: must be an object with a category and enabled"]],
])("a setting with %s is refused", (_what, logs, messages) => {
  expect(parseDiagnosticCategories(logs).problems?.map(({ message }) => message)).toEqual(messages);
});

it.each<[string, object, boolean]>([
  ["of the REST API", { category: { value: "Administrative", localizedValue: "Administrative" } }, true],
  ["of the REST API, in another category", { category: { value: "ServiceHealth" } }, false],
  ["of an export", { category: "Policy" }, true],
  [
    "of an older export, which says what was done",
    { category: "Write", properties: { eventCategory: "Administrative" } },
    true,
  ],
  ["of an older export without properties", { category: "Delete" }, true],
  ["of an export in capitals", { category: "ADMINISTRATIVE" }, true],
  ["of a table", { CategoryValue: "Policy" }, true],
  ["of no category", { operationName: "x" }, false],
  ["of Key Vault", { category: "AuditEvent" }, false],
])("an event %s is exported as its category says", (_which, event, isExported) => {
  const { filter } = parseDiagnosticCategories([
    ...enabled("Administrative", "Policy"),
    { category: "Security", enabled: false },
  ]);
  expect(exportsEvent(filter!, event)).toBe(isExported);
});
