import { expect, test } from "vitest";
import { actionGroup } from "../../sandbox/azure/action-group.ts";
import type { Properties } from "../../sandbox/resource.ts";
import {
  app,
  bad,
  endpoint,
  hook,
  logicAppCases,
  OWNER,
  receiverCases,
  webhookCases,
} from "./azure-action-group-cases.ts";
import { groupInputs, logicApp, onCall } from "./azure-alert-world.ts";
import { checkRules, judge, letters, SUBSCRIPTION } from "./azure-cases.ts";
import { group } from "./azure-world.ts";

checkRules(actionGroup, [
  {
    ...bad(
      "resource-group-exists",
      "a resource group that doesn't exist",
      {},
      {},
      /'logs' could not/,
      "ResourceGroupNotFound",
    ),
    given: [],
    mended: { given: [group] },
  },
  bad(
    "name-is-valid",
    "a name with a slash",
    { actionGroupName: "on/call" },
    { actionGroupName: "on (call)" },
    /'on\/call' is invalid/,
    "InvalidResourceName",
  ),
  bad(
    "name-is-valid",
    "a name of 261 characters",
    { actionGroupName: letters(261) },
    { actionGroupName: letters(260) },
    /1 to 260/,
    "InvalidResourceName",
  ),
  bad(
    "name-is-valid",
    "a name that ends with a period",
    { actionGroupName: "on." },
    { actionGroupName: "o.n" },
    /'on\.'/,
    "InvalidResourceName",
  ),
  {
    ...bad(
      "name-is-new",
      "a name that exists in other letters",
      { actionGroupName: "ON-CALL" },
      {},
      /on-call already exists/,
      "cannot create already existing resource",
    ),
    given: [group, onCall],
    mended: { given: [group] },
  },
  bad(
    "location-is-supported",
    "the location of its resource group, where none is given",
    { location: null },
    { location: "Sweden Central" },
    /'westeurope' is not available for resource type 'microsoft\.insights\/actionGroups'/,
    "LocationNotAvailableForResourceType",
  ),
  bad(
    "short-name-is-short",
    "a short name of 13 characters",
    { groupShortName: letters(13) },
    { groupShortName: letters(12) },
    /1 to 12 characters/,
  ),
  bad("short-name-is-short", "an empty short name", { groupShortName: "" }, {}, /1 to 12 characters/),
  ...receiverCases,
  ...webhookCases,
  ...logicAppCases,
]);

test("An action group with a mail, a webhook, a role and a logic app is accepted.", () => {
  const inputs = {
    ...groupInputs,
    ...app(),
    webhookReceivers: hook("https://events.pagerduty.com/integration/0123/enqueue", { useCommonAlertSchema: true }),
    armRoleReceivers: [{ name: "owners", roleId: OWNER.toUpperCase() }],
  };
  expect(judge(actionGroup, { inputs, given: [group, logicApp] })).toEqual([]);
});

test("Its id and location are as the service gives them.", () => {
  expect(onCall.id).toBe(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/microsoft.insights/actionGroups/on-call`,
  );
  expect(onCall.outputs).toEqual({
    ...groupInputs,
    name: "on-call",
    type: "Microsoft.Insights/ActionGroups",
    location: "global",
  });
});

test("No refusal shows the address of a webhook or a logic app.", () => {
  const faults: Properties[] = [
    { webhookReceivers: hook("hush.example/hush") },
    { webhookReceivers: hook("http://localhost/hush") },
    { webhookReceivers: hook("https://hooks.slack.com/hush") },
    app({ callbackUrl: "https://hush.example/hush" }),
    app({ callbackUrl: `${endpoint}?sig=hush` }),
  ];
  const refusals = faults.flatMap((fault) =>
    judge(actionGroup, { inputs: { ...groupInputs, ...fault }, given: [group, logicApp] }),
  );
  expect(refusals.length).toBe(faults.length);
  expect(JSON.stringify(refusals)).not.toContain("hush");
});
