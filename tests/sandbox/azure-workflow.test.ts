import { expect, test } from "vitest";
import { workflow } from "../../sandbox/azure/workflow.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { definition, logicApp, workflowInputs } from "./azure-alert-world.ts";
import { type Case, checkRules, edit, judge, letters, place, SUBSCRIPTION } from "./azure-cases.ts";
import { group } from "./azure-world.ts";

const numbered = (count: number, value: Json): Properties =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));
const step: Json = { type: "Compose", inputs: 1 };

/** The definition with another part, refused and then as it is accepted. */
const bad = (rule: string, when: string, fault: Properties, near: Properties, message: RegExp): Case => ({
  rule: `workflow-${rule}`,
  when,
  inputs: { ...workflowInputs, ...fault },
  given: [group],
  expect: { name: "InvalidTemplate", message },
  mended: { inputs: { ...workflowInputs, ...near } },
});
const withPart = (part: string, value: Json | undefined) => ({ definition: edit(definition, part, value) });

checkRules(workflow, [
  {
    rule: "workflow-resource-group-exists",
    when: "a resource group that doesn't exist",
    inputs: workflowInputs,
    given: [],
    expect: { name: "ResourceGroupNotFound", message: /'logs' could not be found/ },
    mended: { given: [group] },
  },
  {
    rule: "workflow-location-is-a-region",
    when: "the location Global",
    inputs: { ...workflowInputs, location: "Global" },
    given: [group],
    expect: { name: "LocationNotAvailableForResourceType", message: /'global' is not available/ },
    mended: { inputs: { ...workflowInputs, location: "West Europe" } },
  },
  ...[
    { when: "a name with a space", name: "to chat", near: "to_chat.(1)" },
    { when: "a name of 81 characters", name: letters(81), near: letters(80) },
  ].map(
    ({ when, name, near }): Case => ({
      rule: "workflow-name-is-valid",
      when,
      inputs: { ...workflowInputs, workflowName: name },
      given: [group],
      expect: { name: "InvalidResourceName", message: /1 to 80 letters/ },
      mended: { inputs: { ...workflowInputs, workflowName: near } },
    }),
  ),
  {
    rule: "workflow-name-is-new",
    when: "a name that exists in other letters",
    inputs: { ...workflowInputs, workflowName: "TO-CHAT" },
    given: [group, logicApp],
    expect: { name: "cannot create already existing resource", message: /workflows\/to-chat already exists/ },
    mended: { given: [group] },
  },
  {
    rule: "workflow-location-stays",
    when: "a workflow that moves",
    inputs: { ...workflowInputs, location: "eastus" },
    existing: logicApp,
    given: [group],
    expect: { name: "InvalidResourceLocation", message: /already exists in location 'westeurope'.*location 'eastus'/ },
    mended: { inputs: { ...workflowInputs, location: "West Europe" } },
  },
  {
    rule: "workflow-state-is-known",
    when: "an unknown state",
    inputs: { ...workflowInputs, state: "Off" },
    given: [group],
    expect: { name: "InvalidRequestContent", message: /Error converting value "Off"/ },
    mended: { inputs: { ...workflowInputs, state: "Disabled" } },
  },
  {
    rule: "workflow-definition-has-a-schema",
    when: "a workflow without a definition",
    inputs: { resourceGroupName: "logs", workflowName: "to-chat" },
    given: [group],
    expect: { name: "InvalidRequestContent", message: /The provided workflow definition is not valid/ },
    mended: { inputs: workflowInputs },
  },
  bad(
    "definition-has-a-schema",
    "a definition without a schema",
    withPart("$schema", undefined),
    {},
    /Required property '\$schema'/,
  ),
  bad(
    "definition-has-a-schema",
    "the schema of deployment templates",
    withPart("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"),
    {},
    /deploymentTemplate\.json#' of the workflow definition is not supported/,
  ),
  bad("has-a-trigger-and-an-action", "a workflow that nothing starts", withPart("triggers", {}), {}, /no triggers/),
  bad(
    "has-a-trigger-and-an-action",
    "a workflow that does nothing",
    withPart("actions", undefined),
    {},
    /no actions: Azure accepts it/,
  ),
  bad(
    "definition-is-within-limits",
    "11 triggers",
    withPart("triggers", numbered(11, { type: "Request" })),
    withPart("triggers", numbered(10, { type: "Request" })),
    /11 triggers; the limit is 10/,
  ),
  bad(
    "definition-is-within-limits",
    "501 actions, one of them within another",
    withPart("actions", { ...numbered(499, step), scope: { type: "Scope", actions: { inner: step } } }),
    withPart("actions", { ...numbered(498, step), scope: { type: "Scope", actions: { inner: step } } }),
    /501 actions; the limit is 500/,
  ),
  bad(
    "definition-is-within-limits",
    "51 parameters",
    withPart("parameters", { target: { type: "String" }, ...numbered(50, { type: "Int", defaultValue: 1 }) }),
    withPart("parameters", { target: { type: "String" }, ...numbered(49, { type: "Int", defaultValue: 1 }) }),
    /51 parameters; the limit is 50/,
  ),
  bad("steps-have-types", "a trigger without a type", withPart("triggers", { alert: {} }), {}, /'type'.*'alert'/),
  bad(
    "steps-have-types",
    "an action without a type in a branch",
    withPart("actions", { If: { type: "If", actions: {}, else: { actions: { inner: {} } } } }),
    withPart("actions", { If: { type: "If", actions: {}, else: { actions: { inner: step } } } }),
    /Path 'inner'/,
  ),
  bad(
    "action-names-are-unique",
    "an action that bears the name of one within a case",
    withPart("actions", { Post: step, Switch: { type: "Switch", cases: { a: { actions: { post: step } } } } }),
    withPart("actions", { Post: step, Switch: { type: "Switch", cases: { a: { actions: { post2: step } } } } }),
    /'post' is used more than once/,
  ),
  bad(
    "step-names-are-short",
    "an action's name of 81 characters",
    withPart("actions", { [letters(81)]: step }),
    withPart("actions", { [letters(80)]: step }),
    /has 81 characters; it can have 1 to 80/,
  ),
  bad(
    "run-after-exists",
    "an action after one that doesn't exist",
    withPart("actions", { Post: { type: "Compose", runAfter: { Missing: ["Succeeded"] } } }),
    withPart("actions", { Post: { type: "Compose", runAfter: {} } }),
    /template action 'Post' contains non-existent action: 'Missing'/,
  ),
  bad(
    "run-after-exists",
    "an action after one of another scope",
    withPart("actions", {
      Scope: { type: "Scope", actions: { inner: step } },
      Post: { type: "Compose", runAfter: { inner: ["Succeeded"] } },
    }),
    withPart("actions", {
      Scope: { type: "Scope", actions: { inner: step } },
      Post: { type: "Compose", runAfter: { Scope: ["Succeeded"] } },
    }),
    /non-existent action: 'inner'/,
  ),
  bad(
    "parameter-types-are-known",
    "a parameter of an unknown type",
    withPart("parameters", { target: { type: "Secret" } }),
    withPart("parameters", { target: { type: "securestring" } }),
    /'target' has an unknown type/,
  ),
  bad(
    "parameters-are-declared",
    "a value for a parameter that isn't declared",
    { parameters: { target: { value: "x" }, other: { value: 1 } } },
    { parameters: { Target: { value: "x" } } },
    /'other' are not valid; they were not declared/,
  ),
  bad(
    "parameters-have-values",
    "a SecureString without a value",
    { parameters: {} },
    { parameters: { target: { value: "x" } } },
    /The value for the workflow parameter 'target' is not provided/,
  ),
  bad(
    "parameter-values-fit-their-types",
    "a number for a SecureString",
    { parameters: { target: { value: 1 } } },
    { parameters: { target: { value: "1" } } },
    /'target' is not of the type 'securestring'/,
  ),
  bad(
    "parameter-references-exist",
    "an expression with an unknown parameter",
    withPart("actions", { Post: { type: "Compose", inputs: "@{parameters('url')}" } }),
    withPart("actions", { Post: { type: "Compose", inputs: "@{parameters('TARGET')}" } }),
    /'url' is not found/,
  ),
  bad(
    "secure-parameter-has-no-default",
    "a secret in the definition",
    withPart("parameters", { target: { type: "SecureString", defaultValue: "https://chat.example/secret" } }),
    withPart("parameters", { target: { type: "SecureString", defaultValue: "" } }),
    /'target' has a default value: Azure accepts it, and shows it/,
  ),
]);

test("A workflow has an endpoint of its own in its region, and its secrets don't come back.", () => {
  const { version, ...outputs } = logicApp.outputs;
  expect(version).toMatch(/^\d{20}$/);
  expect(outputs).toEqual({
    ...workflowInputs,
    name: "to-chat",
    type: "Microsoft.Logic/workflows",
    location: "westeurope",
    state: "Enabled",
    provisioningState: "Succeeded",
    accessEndpoint: expect.stringMatching(
      /^https:\/\/prod-\d\d\.westeurope\.logic\.azure\.com:443\/workflows\/[0-9a-f]{32}$/,
    ),
    parameters: { target: { type: "SecureString" } },
  });
  expect(logicApp.id).toBe(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/Microsoft.Logic/workflows/to-chat`,
  );
});

test("A workflow's version changes with what it does, not with its secrets.", () => {
  const versionOf = (more: Properties) => place(workflow, { ...workflowInputs, ...more }, [group]).outputs.version;
  expect(versionOf({ parameters: { target: { value: "another" } } })).toBe(logicApp.outputs.version);
  expect(versionOf({ state: "Disabled" })).not.toBe(logicApp.outputs.version);
});

test("No refusal shows the value of a parameter.", () => {
  const inputs = { ...workflowInputs, ...withPart("parameters", {}), parameters: { target: { value: "hush" } } };
  expect(JSON.stringify(judge(workflow, { inputs, given: [group] }))).not.toContain("hush");
});
