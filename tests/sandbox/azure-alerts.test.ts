import { expect, test } from "vitest";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { TOKENS } from "../../sandbox/azure/tokens.ts";
import { groupInputs, logicAppReceiver, workflowInputs } from "./azure-alert-world.ts";
import { ruleInputs } from "./azure-scheduled-query-cases.ts";
import { group, logWorkspace } from "./azure-world.ts";
import { refusal, serveEach } from "./server-client.ts";

const provider = serveEach(azureNative, { config: {} });

test("From a query to a chat: each of the chain must be there before what refers to it.", async () => {
  const chat = { ...groupInputs, logicAppReceivers: [logicAppReceiver] };
  await provider.create(TOKENS.group, group.inputs);
  await provider.create(TOKENS.workspace, logWorkspace.inputs);
  await expect(provider.create(TOKENS.actionGroup, chat)).rejects.toMatchObject(
    refusal(
      `creating azure-native:monitor:ActionGroup (mine): ResourceNotFound: The Resource '${logicAppReceiver.resourceId}' was not found.`,
    ),
  );
  await provider.create(TOKENS.workflow, workflowInputs);
  const answer = await provider.invoke("azure-native:logic:listWorkflowTriggerCallbackUrl", {
    resourceGroupName: "logs",
    workflowName: "to-chat",
    triggerName: "alert",
  });
  const callbackUrl = (answer as { value: string }).value;
  const { id } = await provider.create(TOKENS.actionGroup, {
    ...chat,
    logicAppReceivers: [{ ...logicAppReceiver, callbackUrl }],
  });
  const rule = await provider.create(TOKENS.scheduledQueryRule, { ...ruleInputs, actions: { actionGroups: [id] } });
  expect(rule.outputs).toMatchObject({ name: "role-assigned", actions: { actionGroups: [id] } });
});

test("A location is fixed, but for that of a workflow, which azure-native tries to change in place.", async () => {
  const move = { location: "westeurope", tags: { a: "1" } };
  const replaced = (token: string) => provider.diff(token, move, { location: "eastus", tags: { a: "2" } });
  for (const token of [TOKENS.actionGroup, TOKENS.activityLogAlert, TOKENS.scheduledQueryRule]) {
    expect([token, (await replaced(token)).replaces]).toEqual([token, ["location"]]);
  }
  expect((await replaced(TOKENS.workflow)).replaces).toEqual([]);
});

test("What has no name is given one, and what the SDK doesn't know is refused before the service is asked.", async () => {
  const { ruleName: _, ...unnamed } = ruleInputs;
  const checked = await provider.check(TOKENS.scheduledQueryRule, { ...unnamed, frequency: "PT5M" });
  expect(checked.failures).toEqual(["frequency: unknown property 'frequency'"]);
  expect(checked.inputs).toMatchObject({ ruleName: expect.stringMatching(/^mine[0-9a-f]{8}$/) });
  const { failures } = await provider.check(TOKENS.actionGroup, { resourceGroupName: "logs", enabled: true });
  expect(failures).toEqual(["groupShortName: missing required property 'groupShortName'"]);
});
