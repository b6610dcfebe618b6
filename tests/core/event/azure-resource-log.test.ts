import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";

const subscription = "0f0e0d0c-0000-4000-8000-00000000000a";
const vault = `/SUBSCRIPTIONS/${subscription.toUpperCase()}/RESOURCEGROUPS/APP/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/APP`;
const blobs = `/subscriptions/${subscription}/resourceGroups/app/providers/Microsoft.Storage/storageAccounts/app/blobServices/default`;

const secretGet = {
  time: "2026-03-02T08:15:00Z",
  category: "AuditEvent",
  operationName: "SecretGet",
  resultType: "Success",
  resultSignature: "Forbidden",
  correlationId: "c-1",
  callerIpAddress: "198.51.100.7",
  identity: { claim: { "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "ines@example.com", amr: "pwd" } },
  resourceId: vault,
  properties: { id: "https://app.vault.azure.net/secrets/db", clientInfo: "az-cli/2.70", httpStatusCode: 403 },
};

const deleteBlob = {
  time: "2026-03-02T08:15:00Z",
  resourceId: blobs,
  category: "StorageDelete",
  operationName: "DeleteBlob",
  statusCode: 404,
  statusText: "BlobNotFound",
  callerIpAddress: "198.51.100.7:53122",
  correlationId: "c-2",
  identity: { type: "OAuth", requester: { objectId: "o-1", appId: "a-1", tenantId: "t-1" } },
  location: "westeurope",
  properties: { accountName: "app", userAgentHeader: "azsdk-js", objectKey: "/app/logs/1.json" },
};

describe("a resource log", () => {
  test.each<[string, object, CommonEvent]>([
    [
      "of Key Vault that says Success of a refusal",
      secretGet,
      {
        cloud: "azure",
        account: subscription,
        category: "data",
        activities: ["access.denied", "secret.read"],
        service: "Microsoft.KeyVault",
        operation: "SecretGet",
        access: "read",
        actor: { id: "ines@example.com", type: "user" },
        sourceIp: "198.51.100.7",
        userAgent: "az-cli/2.70",
        resources: ["https://app.vault.azure.net/secrets/db", "db", vault, "APP"],
        outcome: "denied",
        error: "Forbidden",
        mfa: false,
        time: "2026-03-02T08:15:00Z",
        id: "c-1/SecretGet/2026-03-02T08:15:00Z",
        native: secretGet,
      },
    ],
    [
      "of a storage account, whose address has a port",
      deleteBlob,
      {
        cloud: "azure",
        account: subscription,
        region: "westeurope",
        category: "data",
        activities: ["data.delete"],
        service: "Microsoft.Storage",
        operation: "DeleteBlob",
        access: "write",
        actor: { id: "o-1", type: "service" },
        sourceIp: "198.51.100.7",
        userAgent: "azsdk-js",
        resources: ["/app/logs/1.json", "1.json", blobs, "default"],
        outcome: "failure",
        error: "BlobNotFound",
        time: "2026-03-02T08:15:00Z",
        id: "c-2/DeleteBlob/2026-03-02T08:15:00Z",
        native: deleteBlob,
      },
    ],
  ])("%s", (_, record, event) => {
    expect(toCommonEvent(record)).toStrictEqual(event);
  });

  test.each<[unknown, string, string, string | undefined]>([
    [200, "OK", "success", undefined],
    [200, "Forbidden", "denied", "Forbidden"],
    [401, "Unauthorized", "denied", "Unauthorized"],
    ["403", "OK", "denied", "403"],
    [404, "Not Found", "failure", "Not Found"],
    [409, "", "failure", "409"],
  ])(
    "of Key Vault with the status %s and the signature %j is a %s for %s",
    (status, resultSignature, outcome, error) => {
      const record = { ...secretGet, resultSignature, properties: { httpStatusCode: status } };
      const event = toCommonEvent(record) as CommonEvent;
      expect([event.outcome, event.error]).toStrictEqual([outcome, error]);
    },
  );

  test("of Key Vault fails by any of the three that say so", () => {
    const plain = { ...secretGet, resultSignature: "", properties: {} };
    expect(toCommonEvent({ ...plain, resultType: "Failed" })).toMatchObject({ outcome: "failure" });
    expect(toCommonEvent({ ...plain, resultSignature: "Not Found" })).toMatchObject({ outcome: "failure" });
    expect(toCommonEvent(plain)).toMatchObject({ outcome: "success" });
  });

  test.each([
    ["KeyDecrypt", "read"],
    ["SecretListVersions", "read"],
    ["KeyGet", "read"],
    ["SecretSet", "write"],
    ["KeyDelete", "write"],
    ["VaultPatch", "write"],
  ])("of Key Vault's %s is a %s", (operationName, access) => {
    expect(toCommonEvent({ ...secretGet, operationName })).toMatchObject({ access });
  });

  test.each<[object, CommonEvent["actor"]]>([
    [
      { type: "OAuth", requester: { upn: "ines@example.com", objectId: "o" } },
      { id: "ines@example.com", type: "user" },
    ],
    [{ type: "Anonymous" }, { type: "anonymous" }],
    [{ type: "SAS", tokenHash: "h" }, {}],
  ])("of storage by %j is by %j", (identity, actor) => {
    expect((toCommonEvent({ ...deleteBlob, identity }) as CommonEvent).actor).toStrictEqual(actor);
  });

  test.each([
    ["10.0.0.4:52310", "10.0.0.4"],
    ["10.0.0.4", "10.0.0.4"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
  ])("from %s is from %s", (callerIpAddress, sourceIp) => {
    expect(toCommonEvent({ ...deleteBlob, callerIpAddress })).toMatchObject({ sourceIp });
  });

  const vaultRow = {
    Type: "AZKVAuditLogs",
    TimeGenerated: "2026-03-02T08:15:00Z",
    OperationName: "SecretGet",
    ResultType: "Success",
    ResultSignature: "Forbidden",
    HttpStatusCode: 403,
    CallerIpAddress: "198.51.100.7",
    ClientInfo: "az-cli/2.70",
    CorrelationId: "c-1",
    Id: "https://app.vault.azure.net/secrets/db",
    Identity: JSON.stringify({ claim: { appid: "a-1", amr: ["pwd"] } }),
    _ResourceId: vault,
    _SubscriptionId: subscription.toUpperCase(),
  };
  const blobRow = {
    Type: "StorageBlobLogs",
    TimeGenerated: "2026-03-02T08:15:00Z",
    OperationName: "GetBlob",
    Category: "StorageRead",
    StatusCode: "206",
    StatusText: "Success",
    CallerIpAddress: "[2001:db8::1]:53122",
    CorrelationId: "c-2",
    RequesterUpn: "ines@example.com",
    UserAgentHeader: "azsdk-js",
    ObjectKey: "/app/logs/1.json",
    Location: "westeurope",
    _ResourceId: blobs,
    _SubscriptionId: subscription,
  };

  test.each<[string, object, CommonEvent]>([
    [
      "AZKVAuditLogs",
      vaultRow,
      {
        cloud: "azure",
        account: subscription,
        category: "data",
        activities: ["access.denied", "secret.read"],
        service: "Microsoft.KeyVault",
        operation: "SecretGet",
        access: "read",
        actor: { id: "a-1", type: "service" },
        sourceIp: "198.51.100.7",
        userAgent: "az-cli/2.70",
        resources: ["https://app.vault.azure.net/secrets/db", "db", vault, "APP"],
        outcome: "denied",
        error: "Forbidden",
        mfa: false,
        time: "2026-03-02T08:15:00Z",
        id: "c-1/SecretGet/2026-03-02T08:15:00Z",
        native: vaultRow,
      },
    ],
    [
      "StorageBlobLogs",
      blobRow,
      {
        cloud: "azure",
        account: subscription,
        region: "westeurope",
        category: "data",
        activities: ["data.read"],
        service: "Microsoft.Storage",
        operation: "GetBlob",
        access: "read",
        actor: { id: "ines@example.com", type: "user" },
        sourceIp: "2001:db8::1",
        userAgent: "azsdk-js",
        resources: ["/app/logs/1.json", "1.json", blobs, "default"],
        outcome: "success",
        time: "2026-03-02T08:15:00Z",
        id: "c-2/GetBlob/2026-03-02T08:15:00Z",
        native: blobRow,
      },
    ],
  ])("from the %s table", (_, row, event) => {
    expect(toCommonEvent(row)).toStrictEqual(event);
  });

  test("of another service that has a category AuditEvent is refused by its name", () => {
    expect(toCommonEvent({ ...secretGet, resourceId: blobs })).toStrictEqual({
      rejected: "a log of category AuditEvent, which is not read",
    });
  });
});
