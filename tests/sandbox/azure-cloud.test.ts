import { expect, test } from "vitest";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { resourceGroup } from "../../sandbox/azure/resources.ts";
import { CONFIG, place, SUBSCRIPTION } from "./azure-cases.ts";
import { account, group, identity, keyVault, logWorkspace } from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
test("getClientConfig tells the configured subscription, and who asks.", () => {
  const answer = azureNative.invokes["azure-native:authorization:getClientConfig"]?.({}, CONFIG, memoryStore([]));
  expect(answer).toEqual({ ...CONFIG, objectId: expect.stringMatching(GUID) });
});

test("Ids are those of the resource manager.", () => {
  const inGroup = `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs`;
  expect([group, account, keyVault].map(({ id }) => id)).toEqual([
    inGroup,
    `${inGroup}/providers/Microsoft.Storage/storageAccounts/auditlogs`,
    `${inGroup}/providers/Microsoft.KeyVault/vaults/audit-keys`,
  ]);
});

test("An identity has ids of its own, and the same ones each time.", () => {
  const { principalId, clientId, tenantId } = identity.outputs;
  expect([principalId, clientId]).toEqual([expect.stringMatching(GUID), expect.stringMatching(GUID)]);
  expect(principalId).not.toBe(clientId);
  expect(tenantId).toBe(CONFIG.tenantId);
});

test("What the cloud computes is among the outputs.", () => {
  expect(account.outputs).toMatchObject({
    name: "auditlogs",
    location: "westeurope",
    primaryEndpoints: { blob: "https://auditlogs.blob.core.windows.net/" },
  });
  expect(keyVault.outputs.properties).toMatchObject({
    vaultUri: "https://audit-keys.vault.azure.net/",
    enableSoftDelete: true,
  });
  expect(logWorkspace.outputs.customerId).toMatch(GUID);
});

test("A location that is left out is the configuration's, then the group's.", () => {
  const far = place(resourceGroup, { resourceGroupName: "far" }, [], { ...CONFIG, location: "East US" });
  expect(far.outputs.location).toBe("eastus");
  expect(logWorkspace.outputs.location).toBe("westeurope");
});
