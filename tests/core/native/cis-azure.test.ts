import { describe, expect, it } from "vitest";
import { toActivityLogAlert } from "../../../core/filter/to-activity-log-alert.ts";
import { matchesActivityLogAlert, parseActivityLogAlert } from "../../../core/native/activity-log-alert.ts";
import { read } from "../filter/arbitrary-filter.ts";

type Json = Record<string, unknown>;

const named = (value: string) => ({ value, localizedValue: value });
const resourceId = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/net/providers/x/y/z";

/** An event as the REST API has it. */
const event = (operation: string, status = "Succeeded", category = "Administrative"): Json => ({
  caller: "max@example.com",
  category: named(category),
  correlationId: "c1",
  eventDataId: "e1",
  eventTimestamp: "2026-03-04T05:06:07Z",
  level: "Informational",
  operationName: named(operation),
  resourceGroupName: "net",
  resourceId,
  resourceProviderName: named(operation.split("/")[0]!),
  status: named(status),
  subscriptionId: "11111111-2222-3333-4444-555555555555",
});

/** The same as the diagnostic export has it. */
const exported = (operation: string): Json => ({
  time: "2026-03-04T05:06:07Z",
  resourceId: resourceId.toUpperCase(),
  operationName: operation.toUpperCase(),
  category: "Administrative",
  resultType: "Success",
  correlationId: "c1",
  identity: { claims: { upn: "max@example.com" } },
  level: "Information",
});

/** One alert for each operation, as scanners look for it. */
const operations = [
  "Microsoft.Authorization/policyAssignments/write",
  "Microsoft.Authorization/policyAssignments/delete",
  "Microsoft.Network/networkSecurityGroups/write",
  "Microsoft.Network/networkSecurityGroups/delete",
  "Microsoft.Security/securitySolutions/write",
  "Microsoft.Security/securitySolutions/delete",
  "Microsoft.Sql/servers/firewallRules/write",
  "Microsoft.Sql/servers/firewallRules/delete",
  "Microsoft.Network/publicIPAddresses/write",
  "Microsoft.Network/publicIPAddresses/delete",
] as const;

const matches = (condition: unknown, one: Json): boolean => {
  const { filter, problems } = parseActivityLogAlert(condition);
  expect(problems).toBeUndefined();
  return matchesActivityLogAlert(filter!, one);
};

describe.each(operations)("the CIS Azure alert on %s", (operation) => {
  const condition = {
    allOf: [
      { field: "category", equals: "Administrative" },
      { field: "operationName", equals: operation },
    ],
  };

  it("fires on its operation in any case and form, and on no other", () => {
    expect(
      [event(operation), event(operation.toLowerCase(), "Failed"), exported(operation)].map((one) =>
        matches(condition, one),
      ),
    ).toEqual([true, true, true]);
    expect(
      [
        event(`${operation}s`),
        event(operation.replace(/\/\w+$/, "/read")),
        event(operation, "Succeeded", "Policy"),
      ].map((one) => matches(condition, one)),
    ).toEqual([false, false, false]);
  });

  it("is what our filter becomes", () => {
    const { output = [], fidelity } = toActivityLogAlert(
      read(`category == "management" && operation == "${operation}"`),
    );
    expect([output, fidelity]).toEqual([[condition], "exact"]);
  });
});

it("the CIS Azure alert on service health fires on all of its category", () => {
  const condition = { allOf: [{ field: "category", equals: "ServiceHealth" }] };
  const health = "Microsoft.ServiceHealth/incident/action";
  expect(matches(condition, event(health, "Active", "ServiceHealth"))).toBe(true);
  expect(matches(condition, event("Microsoft.Compute/virtualMachines/write"))).toBe(false);
});

it("an alert's condition that the service refuses is a problem with its place", () => {
  const category = { field: "category", equals: "Administrative" };
  const problemsOf = (condition: unknown) => parseActivityLogAlert(condition).problems?.map(({ message }) => message);
  expect(problemsOf({})).toEqual(["allOf: must be an array of at least one condition"]);
  expect(problemsOf({ allOf: [{ field: "operationName", equals: "x" }] })).toEqual([
    "allOf: a condition on category is required",
  ]);
  expect(problemsOf({ allOf: [category, { field: "callr", equals: "x" }] })).toEqual([
    "allOf[1]: the field is one of category, caller, level, operationName, resourceGroup, resourceId, resourceProvider, resourceType, status, subStatus, or in properties.",
  ]);
  expect(problemsOf({ allOf: [category, { field: "caller", equals: "x", containsAny: ["y"] }] })).toEqual([
    "allOf[1]: exactly one of equals and containsAny must be given",
  ]);
  expect(problemsOf({ allOf: [category, { field: "caller", equals: "" }] })).toEqual([
    "allOf[1]: a value must be a text that is not empty",
  ]);
  const either = {
    anyOf: [
      { field: "caller", equals: "a" },
      { field: "caller", equals: "b" },
    ],
  };
  expect(problemsOf({ allOf: [category, either, either] })).toEqual(["allOf: at most one anyOf is allowed"]);
  expect(problemsOf({ allOf: [category, { anyOf: [either] }] })).toEqual([
    "allOf[1].anyOf[0]: must be a condition with a field",
  ]);
  expect(problemsOf({ allOf: [category, either] })).toBeUndefined();
});
