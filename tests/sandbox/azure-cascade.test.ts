import { expect, test } from "vitest";
import { blobContainer } from "../../sandbox/azure/blob-container.ts";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { diagnosticSetting } from "../../sandbox/azure/monitor.ts";
import { resourceGroup } from "../../sandbox/azure/resources.ts";
import { TOKENS } from "../../sandbox/azure/tokens.ts";
import { callOf, place } from "./azure-cases.ts";
import {
  account,
  encryptionKey,
  grant,
  grantInputs,
  group,
  identity,
  keyInputs,
  keyVault,
  logWorkspace,
  vaultInputs,
} from "./azure-world.ts";
import { refusal, serveEach } from "./server-client.ts";

const container = place(blobContainer, {
  resourceGroupName: "logs",
  accountName: "auditlogs",
  containerName: "exports",
});
const setting = place(diagnosticSetting, { name: "vault", resourceUri: keyVault.id, workspaceId: logWorkspace.id });
const neighbour = place(resourceGroup, { resourceGroupName: "logs-2", location: "westeurope" });
const capitals = { ...account, id: account.id.replace("resourceGroups/logs", "resourcegroups/LOGS") };

test("With a resource group goes all that lies in it or was granted on it, but for the settings that export logs.", () => {
  const inside = [capitals, container, keyVault, encryptionKey, identity, logWorkspace, grant];
  const call = callOf(resourceGroup, {
    verb: "delete",
    existing: group,
    given: [...inside, setting, neighbour],
  });
  const gone = resourceGroup.cascade?.(call) ?? [];
  expect(gone.map(({ id }) => id).sort()).toEqual(inside.map(({ id }) => id).sort());
});

const provider = serveEach(azureNative, { config: {} });

test("What Pulumi retained goes with its resource group all the same, and a vault keeps its name for its recovery.", async () => {
  await provider.create(TOKENS.group, group.inputs);
  await provider.create(TOKENS.identity, identity.inputs);
  const vault = await provider.create(TOKENS.vault, vaultInputs);
  const key = await provider.create(TOKENS.key, keyInputs);
  const role = await provider.create(TOKENS.roleAssignment, grantInputs);
  await provider.remove(TOKENS.group, group.id);
  const left = [
    await provider.read(TOKENS.identity, identity.id),
    await provider.read(TOKENS.vault, vault.id),
    await provider.read(TOKENS.key, key.id),
    await provider.read(TOKENS.roleAssignment, role.id),
  ];
  expect(left.map(({ id }) => id)).toEqual(["", "", "", ""]);
  await provider.create(TOKENS.group, group.inputs);
  await expect(provider.create(TOKENS.vault, vaultInputs)).rejects.toMatchObject(
    refusal(
      "creating azure-native:keyvault:Vault (mine): ConflictError: A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    ),
  );
});
