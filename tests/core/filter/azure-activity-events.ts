import fc from "fast-check";
import type { Pool } from "./arbitrary-filter.ts";

type Json = Record<string, unknown>;

const subscription = "0f0e0d0c-0000-4000-8000-00000000000a";
const vault = `/subscriptions/${subscription}/resourceGroups/prod/providers/Microsoft.KeyVault/vaults/prod-kv`;

const named = (value: string): Json => ({ value, localizedValue: value });

/** What the activity log records: operations by the category that they are in. */
const operations: readonly (readonly [category: string, ...names: string[]])[] = [
  [
    "Administrative",
    "Microsoft.Authorization/roleAssignments/write",
    "Microsoft.KeyVault/vaults/delete",
    "MICROSOFT.KEYVAULT/VAULTS/READ",
    "Microsoft.Insights/diagnosticSettings/delete",
    "Add member to role completed (PIM activation)",
  ],
  ["Policy", "Microsoft.Authorization/policies/deny/action", "Microsoft.Authorization/policies/audit/action"],
  ["Security", "Microsoft.Security/locations/alerts/activate/action"],
  ["ServiceHealth", "Microsoft.ServiceHealth/incident/action"],
  ["ResourceHealth", "Microsoft.Resourcehealth/healthevent/Activated/action"],
  ["Alert", "Microsoft.Insights/activityLogAlerts/Activated/Action"],
  ["Autoscale", "Microsoft.Insights/AutoscaleSettings/Scaleup/Action"],
  ["Recommendation", "Microsoft.Advisor/recommendations/available/action"],
];

const categoryAndOperation = fc.oneof(
  { weight: 3, arbitrary: fc.constant(operations[0]!) },
  { weight: 2, arbitrary: fc.constantFrom(...operations.slice(1)) },
);

/** Events of the activity log as its REST API gives them. */
export const activityEvents: fc.Arbitrary<Json> = categoryAndOperation.chain(([category, ...names]) =>
  fc
    .record({
      operation: fc.constantFrom(...names),
      status: fc.constantFrom("Succeeded", "Success", "Failed", "Started", "Accepted", "Canceled"),
      level: fc.constantFrom("Error", "Informational", "Information", "Warning"),
      resourceId: fc.constantFrom(vault, vault.toUpperCase(), `${vault}/secrets/db`, "/subscriptions/x"),
      caller: fc.constantFrom("ines@example.com", "max@example.com", undefined),
      statusCode: fc.constantFrom("Forbidden", "Conflict", "OK"),
    })
    .map(({ operation, status, level, resourceId, caller, statusCode }) => ({
      category: named(category),
      operationName: named(operation),
      status: named(status),
      subStatus: named(statusCode),
      level,
      resourceId,
      ...(caller !== undefined && { caller }),
      correlationId: "c-1",
      eventDataId: "e-1",
      eventTimestamp: "2026-03-02T08:15:00.1234567Z",
      httpRequest: { clientIpAddress: "10.1.2.3" },
      subscriptionId: subscription,
      properties: { statusCode, eventCategory: category },
    })),
);

export const activityPool: Pool = {
  texts: {
    operation: operations.flatMap(([, ...names]) => names.filter((name) => name.includes("/"))),
    service: ["Microsoft.KeyVault", "microsoft.authorization"],
    "actor.id": ["ines@example.com", "max@example.com"],
    resource: [vault, "prod-kv", "/subscriptions/x"],
    severity: ["error", "informational", "information"],
    error: ["Forbidden", "Conflict"],
    userAgent: ["Terraform/1"],
    "native.level": ["Error"],
  },
  choices: {
    cloud: ["gcp", "azure"],
    category: ["management", "policy", "system", "data", "identity"],
    access: ["read", "write"],
    "actor.type": ["user", "service"],
    outcome: ["success", "failure", "denied"],
  },
  present: ["outcome", "actor.id", "category", "operation", "severity"],
  activities: ["access.grant", "access.denied", "logging.change", "secret.change", "platform.event"],
};
