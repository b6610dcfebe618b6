import { expect, test } from "vitest";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import { scheduledQueryRule } from "../../sandbox/azure/scheduled-query-rule.ts";
import { TOKENS } from "../../sandbox/azure/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { groupInputs, groupWith, onCall, SUBSCRIPTION_ID } from "./azure-alert-world.ts";
import { CONFIG, checkRules, judge, letters, place, SUBSCRIPTION } from "./azure-cases.ts";
import { bad, existing, far, ruleInputs, where } from "./azure-scheduled-query-cases.ts";
import { criteriaCases, metricRule } from "./azure-scheduled-query-criteria-cases.ts";
import { queryCases } from "./azure-scheduled-query-text-cases.ts";
import { timingCases } from "./azure-scheduled-query-timing-cases.ts";
import { GUID_2, group, logWorkspace } from "./azure-world.ts";
import { refusal, serveEach } from "./server-client.ts";

const silent = groupWith("silent", { enabled: false });
const groups = ["a", "b", "c", "d", "e", "f"].map((name) => groupWith(name));
const tell = (...actionGroups: string[]) => ({ actions: { actionGroups } });
const given = [group, logWorkspace, far, onCall, silent, ...groups];
const TAKEN = "cannot create already existing resource";

const others = (count: number, more: Properties = {}, config = CONFIG) =>
  Array.from({ length: count }, (_, index) =>
    place(
      scheduledQueryRule,
      { ...ruleInputs, resourceGroupName: `stack-${index % 3}`, ruleName: `r${index}`, ...more },
      [group],
      config,
    ),
  );
const full = (when: string, count: number, more: Properties, fault: Properties, message: RegExp) => ({
  ...bad("count-is-within-limits", when, fault, fault, message, "QuotaExceeded"),
  given: [...given, ...others(count, more)],
  mended: { given: [...given, ...others(count - 1, more)] },
});

const sized = (size: number) => {
  const inputs = { ...ruleInputs, tags: { long: "" } };
  return { tags: { long: letters(size - JSON.stringify(inputs).length) } };
};

const placeCases = [
  {
    ...bad("resource-group-exists", "a resource group that doesn't exist", {}, {}, /'logs'/, "ResourceGroupNotFound"),
    given: [logWorkspace, onCall],
    mended: { given },
  },
  bad(
    "location-is-a-region",
    "the location Global",
    { location: "Global" },
    { location: "West Europe" },
    /'global' is not available for resource type 'microsoft\.insights\/scheduledqueryrules'/,
    "LocationNotAvailableForResourceType",
  ),
  bad(
    "name-is-valid",
    "a name with a slash",
    { ruleName: "a/b" },
    { ruleName: "a+b" },
    /'a\/b'/,
    "InvalidResourceName",
  ),
  {
    ...bad("name-is-new", "a name that exists", {}, {}, /role-assigned already exists/, TAKEN),
    given: [...given, existing],
    mended: { given },
  },
  bad("kind-is-known", "an unknown kind", { kind: "Metric" }, { kind: null }, /Requested value 'Metric' was not found/),
  bad(
    "has-one-scope",
    "two workspaces",
    { scopes: [logWorkspace.id, group.id] },
    { scopes: [group.id] },
    /'Scopes list should contain exactly 1 resource Id'/,
    "InvalidRequestContent",
  ),
  bad(
    "scope-exists",
    "a workspace that doesn't exist",
    { scopes: [`${logWorkspace.id}x`] },
    { scopes: [logWorkspace.id.toLowerCase()] },
    /workspaces\/auditx' was not found/,
    "ResourceNotFound",
  ),
  bad(
    "scope-exists",
    "a workspace by its name",
    { scopes: ["audit"] },
    { scopes: [SUBSCRIPTION_ID] },
    /'audit' was not found/,
    "ResourceNotFound",
  ),
  bad(
    "is-in-its-workspaces-region",
    "a workspace in another region",
    { scopes: [far.id] },
    { scopes: [far.id], location: "East US" },
    /is in region 'westeurope' and the workspace '.*far' is in region 'eastus'/,
  ),
  bad("severity-is-in-range", "a severity of 5", { severity: 5 }, { severity: 4 }, /severity: '5' is not an integer/),
  bad("severity-is-in-range", "no severity", { severity: null }, { severity: 0 }, /severity: ''/),
];

const actionCases = [
  bad(
    "action-groups-exist",
    "an action group that doesn't exist",
    tell(`${onCall.id}x`),
    tell(onCall.id),
    /on-callx' was not found/,
    "ResourceNotFound",
  ),
  {
    ...bad("action-groups-are-at-most-5", "six action groups", tell(...groups.map(({ id }) => id)), {}, /but has 6/),
    given,
    mended: { inputs: { ...ruleInputs, ...tell(...groups.slice(1).map(({ id }) => id)) } },
  },
  {
    ...bad(
      "action-groups-are-enabled",
      "an action group that is off",
      tell(silent.id),
      {},
      /silent' is not enabled: Azure accepts the alert rule, and drops/,
      "ActionGroupDisabled",
    ),
    given,
  },
];

const limitCases = [
  full("the 5,001st rule of a subscription", 5000, { scopes: [far.id] }, {}, /5000 active .* in the subscription/),
  full(
    "the 101st rule with a frequency of a minute",
    100,
    { evaluationFrequency: "PT1M" },
    { evaluationFrequency: "PT1M" },
    /100 active .* 1-minute frequency/,
  ),
  full("the 1,001st rule on a workspace", 1000, {}, {}, /1000 active .* on the resource/),
  bad(
    "description-is-short",
    "a description of 4,097 characters",
    { description: letters(4097) },
    { description: letters(4096) },
    /4097 characters; the limit is 4096/,
  ),
  bad("is-at-most-64-kb", "65,537 bytes", sized(65_537), sized(65_536), /is 65537 bytes; it can't exceed 64 KB/),
];

checkRules(scheduledQueryRule, [
  ...placeCases,
  ...timingCases,
  ...criteriaCases,
  ...queryCases,
  ...actionCases,
  ...limitCases,
]);

test("Rules that are off, and those of other subscriptions, count for nothing.", () => {
  const elsewhere = others(1000, {}, { ...CONFIG, subscriptionId: GUID_2 });
  const off = others(1000, { enabled: false });
  expect(judge(scheduledQueryRule, { inputs: ruleInputs, given: [...given, ...off, ...elsewhere] })).toEqual([]);
  const turnedOff = { ...ruleInputs, enabled: false };
  expect(judge(scheduledQueryRule, { inputs: turnedOff, given: [...given, ...others(1000)] })).toEqual([]);
});

test("A rule that makes a metric needs neither a schedule nor a query.", () => {
  expect(judge(scheduledQueryRule, { inputs: metricRule, given })).toEqual([]);
});

test("A count by a group is measured by its own column.", () => {
  const counted = where({
    query: "AzureActivity | summarize Count = count() by Caller, bin(TimeGenerated, 5m)",
    timeAggregation: "Maximum",
    metricMeasureColumn: "Count",
    threshold: 20,
    dimensions: [{ name: "Caller", operator: "Include", values: ["*"] }],
    "failingPeriods.numberOfEvaluationPeriods": 2,
  });
  expect(judge(scheduledQueryRule, { inputs: { ...ruleInputs, ...counted }, given })).toEqual([]);
});

test("Its id and what the service says of it are as the service gives them.", () => {
  expect(existing.id).toBe(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/microsoft.insights/scheduledqueryrules/role-assigned`,
  );
  expect(existing.outputs).toEqual({
    ...ruleInputs,
    name: "role-assigned",
    type: "microsoft.insights/scheduledqueryrules",
    location: "westeurope",
    createdWithApiVersion: "2025-01-01-preview",
    isLegacyLogAnalyticsRule: false,
    isWorkspaceAlertsStorageConfigured: false,
    etag: expect.stringMatching(/^"[0-9a-f-]{36}"$/),
  });
});

const provider = serveEach(azureNative, { config: {} });

test("A rule is made, changed in place, and goes with its resource group.", async () => {
  await provider.create(TOKENS.group, group.inputs);
  await provider.create(TOKENS.workspace, logWorkspace.inputs);
  await provider.create(TOKENS.actionGroup, groupInputs);
  const { id } = await provider.create(TOKENS.scheduledQueryRule, ruleInputs);
  await expect(provider.update(TOKENS.scheduledQueryRule, id, { ...ruleInputs, severity: 9 })).rejects.toMatchObject(
    refusal(
      "updating azure-native:monitor:ScheduledQueryRule (mine): BadRequest: Invalid input at properties.severity: '9' is not an integer from 0 to 4.",
    ),
  );
  expect(await provider.update(TOKENS.scheduledQueryRule, id, { ...ruleInputs, severity: 0 })).toMatchObject({
    severity: 0,
  });
  await provider.remove(TOKENS.group, group.id);
  expect((await provider.read(TOKENS.scheduledQueryRule, id)).id).toBe("");
});
