import { expect, test } from "vitest";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { TOKENS } from "../../sandbox/azure/tokens.ts";
import { workflow } from "../../sandbox/azure/workflow.ts";
import { definition, logicApp, workflowInputs } from "./azure-alert-world.ts";
import { edit, place } from "./azure-cases.ts";
import { group } from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";
import { refusal, serveEach } from "./server-client.ts";

const TOKEN = "azure-native:logic:listWorkflowTriggerCallbackUrl";
const asked = { resourceGroupName: "logs", workflowName: "to-chat", triggerName: "alert" };

const provider = serveEach(azureNative, { config: {} });

test("A Request trigger has a signed URL below its workflow's endpoint, the same each time.", async () => {
  await provider.create(TOKENS.group, group.inputs);
  await provider.create(TOKENS.workflow, workflowInputs);
  const answer = await provider.invoke(TOKEN, asked);
  const basePath = `${logicApp.outputs.accessEndpoint}/triggers/alert/paths/invoke`;
  const sig = (answer as { queries: { sig: string } }).queries.sig;
  expect(sig).toMatch(/^[\w-]{43}$/);
  expect(answer).toEqual({
    value: `${basePath}?api-version=2016-10-01&sp=%2Ftriggers%2Falert%2Frun&sv=1.0&sig=${sig}`,
    basePath,
    method: "POST",
    queries: { apiVersion: "2016-10-01", sp: "/triggers/alert/run", sv: "1.0", sig },
  });
  expect(await provider.invoke(TOKEN, { ...asked, triggerName: "ALERT" })).toEqual(answer);
});

test("What isn't there has no URL, and neither has a trigger that nobody calls.", async () => {
  await provider.create(TOKENS.group, group.inputs);
  await expect(provider.invoke(TOKEN, asked)).rejects.toMatchObject(
    refusal(
      `invoking ${TOKEN}: ResourceNotFound: The Resource 'Microsoft.Logic/workflows/to-chat' under resource group 'logs' was not found.`,
    ),
  );
  const timed = { type: "Recurrence", recurrence: { frequency: "Day", interval: 1 } };
  await provider.create(TOKENS.workflow, {
    ...workflowInputs,
    definition: edit(definition, "triggers", { alert: { type: "Request" }, timed }),
  });
  await expect(provider.invoke(TOKEN, { ...asked, triggerName: "manual" })).rejects.toMatchObject(
    refusal(`invoking ${TOKEN}: WorkflowTriggerNotFound: The workflow 'to-chat' trigger 'manual' could not be found.`),
  );
  await expect(provider.invoke(TOKEN, { ...asked, triggerName: "timed" })).rejects.toMatchObject(
    refusal(
      `invoking ${TOKEN}: BadRequest: The 'ListCallbackUrl' API is not supported by triggers of type 'Recurrence'.`,
    ),
  );
});

test("A trigger's own path and method are in its answer.", () => {
  const inputs = { method: "PUT", relativePath: "alerts/{id}" };
  const routed = place(
    workflow,
    { ...workflowInputs, definition: edit(definition, "triggers", { alert: { type: "Request", inputs } }) },
    [group],
  );
  const answer = azureNative.invokes[TOKEN]?.(
    asked,
    { subscriptionId: routed.id.split("/")[2] ?? "" },
    memoryStore([routed]),
  );
  expect(answer).toMatchObject({
    value: expect.stringMatching(/\/triggers\/alert\/paths\/invoke\/alerts\/\{id\}\?api-version=/),
    method: "PUT",
    relativePath: "/alerts/{id}",
  });
});
