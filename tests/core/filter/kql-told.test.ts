import { describe, expect, it, test } from "vitest";
import { toToldKql } from "../../../core/filter/to-kql.ts";
import { type KqlRow, parseKql, selectRows } from "../../../core/native/kql.ts";
import { read } from "./arbitrary-filter.ts";

const everything = parseKql(toToldKql(read("true")).output!).filter!;

const TimeGenerated = "2026-03-02T08:15:00Z";
const subscription = "0f0e0d0c-0000-4000-8000-00000000000a";
const vault = `/subscriptions/${subscription}/resourcegroups/app/providers/microsoft.keyvault/vaults/prod`;
const nothing = {
  Who: "unknown",
  What: "unknown",
  Target: "unknown",
  Account: "unknown",
  SourceIp: "unknown",
  Outcome: "unknown",
};

const told = (row: KqlRow): unknown =>
  selectRows(everything, [{ ...row, columns: { TimeGenerated, ...row.columns } }]).map(
    ({ TimeGenerated: _, ...columns }) => columns,
  );

/** A row of each table, and what people are told of it. */
const cases: readonly (readonly [string, KqlRow["columns"], Record<string, string>])[] = [
  [
    "AzureActivity",
    {
      Caller: "ines@example.com",
      OperationNameValue: "MICROSOFT.KEYVAULT/VAULTS/DELETE",
      _ResourceId: vault,
      SubscriptionId: subscription,
      CallerIpAddress: "198.51.100.7",
      ActivityStatusValue: "Failure",
      ActivitySubstatusValue: "Forbidden",
    },
    {
      Who: "ines@example.com",
      What: "MICROSOFT.KEYVAULT/VAULTS/DELETE",
      Target: vault,
      Account: subscription,
      SourceIp: "198.51.100.7",
      Outcome: "denied",
    },
  ],
  ["AzureActivity", {}, nothing],
  [
    "AuditLogs",
    {
      OperationName: "Add member to role ",
      Result: "success",
      InitiatedBy: { user: { userPrincipalName: "ines@example.com", ipAddress: "198.51.100.7" } },
      TargetResources: [{ id: "1", displayName: "" }, { displayName: "second" }],
      AADTenantId: subscription,
    },
    {
      Who: "ines@example.com",
      What: "Add member to role",
      Target: "1",
      Account: subscription,
      SourceIp: "198.51.100.7",
      Outcome: "success",
    },
  ],
  ["AuditLogs", {}, nothing],
  [
    "SigninLogs",
    {
      UserPrincipalName: "ines@example.com",
      ResourceDisplayName: "Azure Portal",
      ResourceIdentity: subscription,
      AADTenantId: subscription,
      IPAddress: "198.51.100.7",
      ResultType: "50126",
    },
    {
      Who: "ines@example.com",
      What: "Sign-in activity",
      Target: "Azure Portal",
      Account: subscription,
      SourceIp: "198.51.100.7",
      Outcome: "failure",
    },
  ],
  [
    "AADServicePrincipalSignInLogs",
    { ServicePrincipalId: "p1", ResourceIdentity: "r1", ResultType: "0" },
    { ...nothing, Who: "p1", What: "Sign-in activity", Target: "r1", Outcome: "success" },
  ],
  [
    "AZKVAuditLogs",
    {
      OperationName: "SecretGet",
      Identity: { claim: { appid: "a1" } },
      Id: "https://prod.vault.azure.net/secrets/db",
      _ResourceId: vault,
      _SubscriptionId: subscription,
      CallerIpAddress: "198.51.100.7",
      HttpStatusCode: 403,
    },
    {
      Who: "a1",
      What: "SecretGet",
      Target: "https://prod.vault.azure.net/secrets/db",
      Account: subscription,
      SourceIp: "198.51.100.7",
      Outcome: "denied",
    },
  ],
  [
    "StorageBlobLogs",
    { OperationName: "DeleteBlob", CallerIpAddress: "198.51.100.7:4567", ObjectKey: "/app/logs/1", StatusCode: "202" },
    { ...nothing, What: "DeleteBlob", Target: "/app/logs/1", SourceIp: "198.51.100.7", Outcome: "success" },
  ],
];

describe("what people are told of an event", () => {
  it.each(cases)("of %s", (table, columns, expected) => expect(told({ table, columns })).toEqual([expected]));
});

test("columns that the told ones are made of come before them, once, with those that the filter needs", () => {
  expect(toToldKql(read('operation == "SecretGet" && outcome == "denied" && category == "data"')).output).toBe(
    [
      "union isfuzzy=true",
      '  (AZKVAuditLogs | where OperationName =~ "SecretGet" | extend outcome = case(HttpStatusCode in (401, 403) or ResultSignature matches regex "(?i)forbidden|unauthorized", "denied", HttpStatusCode >= 400 or ResultType startswith "Fail" or ResultSignature matches regex "(?i)not found|bad request|conflict", "failure", "success"), actor = coalesce(tostring(Identity.claim["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"]), tostring(Identity.claim["http://schemas.microsoft.com/identity/claims/objectidentifier"]), tostring(Identity.claim.appid)) | where outcome == "denied" | project TimeGenerated, Who = coalesce(actor, "unknown"), What = coalesce(OperationName, "unknown"), Target = coalesce(Id, _ResourceId, "unknown"), Account = coalesce(_SubscriptionId, "unknown"), SourceIp = coalesce(CallerIpAddress, "unknown"), Outcome = coalesce(outcome, "unknown")),',
      '  (StorageBlobLogs | where OperationName =~ "SecretGet" | extend outcome = case(isempty(StatusCode), "", StatusCode matches regex "^[123][0-9][0-9]$", "success", StatusCode in ("401", "403"), "denied", "failure"), actor = coalesce(RequesterUpn, RequesterObjectId, RequesterAppId), sourceIp = coalesce(extract(@"^([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+):[0-9]+$", 1, CallerIpAddress), extract(@"^\\[([0-9a-fA-F:.]+)\\](?::[0-9]+)?$", 1, CallerIpAddress), CallerIpAddress) | where outcome == "denied" | project TimeGenerated, Who = coalesce(actor, "unknown"), What = coalesce(OperationName, "unknown"), Target = coalesce(ObjectKey, _ResourceId, "unknown"), Account = coalesce(_SubscriptionId, "unknown"), SourceIp = coalesce(sourceIp, "unknown"), Outcome = coalesce(outcome, "unknown"))',
    ].join("\n"),
  );
});
