import { expect, test } from "vitest";
import { activityLogAlert } from "../../sandbox/azure/activity-log-alert.ts";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { TOKENS } from "../../sandbox/azure/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import {
  actionCases,
  administrative,
  bad,
  conditionCases,
  inputs,
  on,
  placeCases,
  tell,
} from "./azure-activity-log-alert-cases.ts";
import { groupInputs, onCall } from "./azure-alert-world.ts";
import { CONFIG, checkRules, judge, letters, place, SUBSCRIPTION } from "./azure-cases.ts";
import { GUID_2, group } from "./azure-world.ts";
import { refusal, serveEach } from "./server-client.ts";

const existing = place(activityLogAlert, inputs, [group]);
const others = (count: number, more: Properties = {}, config = CONFIG) =>
  Array.from({ length: count }, (_, index) =>
    place(
      activityLogAlert,
      { ...inputs, resourceGroupName: `stack-${index % 3}`, activityLogAlertName: `a${index}`, ...more },
      [group],
      config,
    ),
  );

checkRules(activityLogAlert, [
  {
    ...bad("resource-group-exists", "a resource group that doesn't exist", {}, {}, /'logs'/, "ResourceGroupNotFound"),
    given: [onCall],
    mended: { given: [group, onCall] },
  },
  bad(
    "name-is-valid",
    "a name with a hash sign",
    { activityLogAlertName: "a#b" },
    { activityLogAlertName: "a|b" },
    /'a#b'/,
    "InvalidResourceName",
  ),
  {
    ...bad(
      "name-is-new",
      "a name that exists",
      {},
      {},
      /nsg-deleted already exists/,
      "cannot create already existing resource",
    ),
    given: [group, onCall, existing],
    mended: { inputs: { ...inputs, activityLogAlertName: "another" } },
  },
  ...placeCases,
  ...conditionCases,
  ...actionCases,
  bad(
    "description-is-short",
    "a description of 2,049 characters",
    { description: letters(2049) },
    { description: letters(2048) },
    /2049 characters; the limit is 2048/,
  ),
  {
    ...bad(
      "count-is-within-limit",
      "the 101st rule of a subscription, from whichever stack",
      {},
      {},
      /has 100 active activity log alert rules, of 100/,
      "QuotaExceeded",
    ),
    given: [group, onCall, ...others(100)],
    mended: { given: [group, onCall, ...others(99)] },
  },
  {
    ...bad("count-is-within-limit", "turning on one more than 100", {}, {}, /has 100 active/, "QuotaExceeded"),
    existing: { ...existing, inputs: { ...inputs, enabled: false } },
    given: [group, onCall, ...others(100)],
    mended: { inputs: { ...inputs, enabled: false } },
  },
]);

test("Rules that are off, and those of other subscriptions, count for nothing.", () => {
  const elsewhere = others(100, {}, { ...CONFIG, subscriptionId: GUID_2 });
  const off = others(100, { enabled: false });
  expect(judge(activityLogAlert, { inputs, given: [group, onCall, ...off, ...elsewhere] })).toEqual([]);
});

test("One of a hundred rules can still be changed.", () => {
  const given = [group, onCall, ...others(99)];
  expect(judge(activityLogAlert, { inputs: { ...inputs, description: "new" }, existing, given })).toEqual([]);
});

test("Its id and what it says of itself are as the service gives them.", () => {
  expect(existing.id).toBe(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/microsoft.insights/activityLogAlerts/nsg-deleted`,
  );
  expect(existing.outputs).toEqual({
    ...inputs,
    name: "nsg-deleted",
    type: "Microsoft.Insights/ActivityLogAlerts",
    location: "global",
    enabled: true,
  });
});

const provider = serveEach(azureNative, { config: {} });

test("The provider refuses what the service would, with its error.", async () => {
  await provider.create(TOKENS.group, group.inputs);
  const told = await provider.create(TOKENS.actionGroup, groupInputs);
  const good = { ...inputs, ...tell(told.id) };
  await expect(provider.create(TOKENS.activityLogAlert, { ...good, ...on(administrative) })).rejects.toMatchObject(
    refusal(
      "creating azure-native:monitor:ActivityLogAlert (mine): UnsupportedCondition: Specify additional conditions for this category: Administrative.",
    ),
  );
  const created = await provider.create(TOKENS.activityLogAlert, good);
  expect(created.id).toBe(existing.id);
});
