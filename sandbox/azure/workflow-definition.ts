import type { Call, CloudError, Json, Properties, Rule } from "../resource.ts";
import { read, readText } from "./properties.ts";

const LANGUAGE = "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-schema";
const LIMITS = "https://learn.microsoft.com/azure/logic-apps/logic-apps-limits-and-configuration";
const SCHEMAS =
  /^https?:\/\/schema\.management\.azure\.com\/(?:providers\/Microsoft\.Logic\/)?schemas\/\d{4}-\d{2}-\d{2}(?:-preview)?\/workflowdefinition\.json#?$/i;
const MAXIMUMS = { triggers: 10, actions: 500, parameters: 50 };
const MAXIMUM_NAME_LENGTH = 80;

const isRecord = (value: Json | undefined): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The entries of a part of the definition, such as its triggers. */
export function entriesOf(definition: Json | undefined, part: string): [string, Json][] {
  const found = read(definition, part);
  return isRecord(found) ? Object.entries(found) : [];
}

interface Action {
  name: string;
  action: Json;
  /** The names of the actions in the same scope. */
  siblings: string[];
}

/** Every action, with those within conditions, switches, loops and scopes. */
function actionsWithin(scope: Json | undefined): Action[] {
  const entries = entriesOf(scope, "actions");
  const siblings = entries.map(([name]) => name);
  return entries.flatMap(([name, action]) => {
    const cases = entriesOf(action, "cases").map(([, one]) => one);
    const inner = [action, read(action, "else"), read(action, "default"), ...cases];
    return [{ name, action, siblings }, ...inner.flatMap(actionsWithin)];
  });
}

const invalid = (message: string): CloudError => ({
  name: "InvalidTemplate",
  message: `The template validation failed: '${message}'.`,
});

function definitionRule(
  id: string,
  source: string,
  judge: (definition: Json | undefined, call: Call) => CloudError | undefined,
): Rule {
  return { id, source, on: ["create", "update"], refuse: (call) => judge(read(call.inputs, "definition"), call) };
}

const definitionHasASchema = definitionRule("workflow-definition-has-a-schema", LANGUAGE, (definition) => {
  if (!isRecord(definition)) {
    return { name: "InvalidRequestContent", message: "The provided workflow definition is not valid." };
  }
  const schema = readText(definition, "$schema");
  if (schema === undefined)
    return invalid("Required property '$schema' not found in JSON. Path 'properties.definition'");
  if (SCHEMAS.test(schema)) return undefined;
  return invalid(`The schema '${schema}' of the workflow definition is not supported`);
});

const workflowRuns = definitionRule("workflow-has-a-trigger-and-an-action", LANGUAGE, (definition) => {
  const empty = ["triggers", "actions"].find((part) => entriesOf(definition, part).length === 0);
  if (!isRecord(definition) || empty === undefined) return undefined;
  return invalid(
    `The workflow definition has no ${empty}: Azure accepts it, but a workflow that does something has a trigger and one or more actions`,
  );
});

const partsAreWithinLimits = definitionRule("workflow-definition-is-within-limits", LIMITS, (definition) => {
  const counts = {
    triggers: entriesOf(definition, "triggers").length,
    actions: actionsWithin(definition).length,
    parameters: entriesOf(definition, "parameters").length,
  };
  const parts = Object.keys(MAXIMUMS) as (keyof typeof MAXIMUMS)[];
  const over = parts.find((part) => counts[part] > MAXIMUMS[part]);
  if (over === undefined) return undefined;
  return invalid(`The workflow definition has ${counts[over]} ${over}; the limit is ${MAXIMUMS[over]}`);
});

const stepsHaveTypes = definitionRule(
  "workflow-steps-have-types",
  "https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers",
  (definition) => {
    const steps = [
      ...entriesOf(definition, "triggers"),
      ...actionsWithin(definition).map(({ name, action }) => [name, action] as const),
    ];
    const untyped = steps.find(([, step]) => readText(step, "type") === undefined);
    return untyped && invalid(`Required property 'type' not found in JSON. Path '${untyped[0]}'`);
  },
);

const namesAreUnique = definitionRule("workflow-action-names-are-unique", LANGUAGE, (definition) => {
  const names = actionsWithin(definition).map(({ name }) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : invalid(`The action name '${twice}' is used more than once`);
});

const namesAreShort = definitionRule("workflow-step-names-are-short", LIMITS, (definition) => {
  const names = [
    ...entriesOf(definition, "triggers").map(([name]) => name),
    ...actionsWithin(definition).map(({ name }) => name),
  ];
  const long = names.find((name) => name === "" || name.length > MAXIMUM_NAME_LENGTH);
  if (long === undefined) return undefined;
  return invalid(
    `The name '${long}' of a trigger or an action has ${long.length} characters; it can have 1 to ${MAXIMUM_NAME_LENGTH}`,
  );
});

const predecessorsExist = definitionRule(
  "workflow-run-after-exists",
  "https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#actions-overview",
  (definition) => {
    for (const { name, action, siblings } of actionsWithin(definition)) {
      const missing = entriesOf(action, "runAfter").find(([before]) => !siblings.includes(before))?.[0];
      if (missing === undefined) continue;
      return invalid(`The 'runAfter' property of template action '${name}' contains non-existent action: '${missing}'`);
    }
    return undefined;
  },
);

/** The rules on what a workflow does. */
export const definitionRules: readonly Rule[] = [
  definitionHasASchema,
  workflowRuns,
  partsAreWithinLimits,
  stepsHaveTypes,
  namesAreUnique,
  namesAreShort,
  predecessorsExist,
];
