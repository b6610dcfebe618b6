import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { read, readText } from "./properties.ts";
import { entriesOf } from "./workflow-definition.ts";

const LANGUAGE = "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-schema#parameters";
const SECURING = "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app";

const isText = (value: Json) => typeof value === "string";
const isRecord = (value: Json) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a parameter of a type can hold, by the type in lower case. */
const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  string: isText,
  securestring: isText,
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: isRecord,
  secureobject: isRecord,
};

const typeOf = (declared: Json | undefined) => readText(declared, "type")?.toLowerCase() ?? "";
const isSecure = (declared: Json | undefined) => typeOf(declared).startsWith("secure");
const declaredIn = (inputs: Properties) => entriesOf(read(inputs, "definition"), "parameters");

function parameterRule(id: string, source: string, judge: (inputs: Properties) => string | undefined): Rule {
  return {
    id: `workflow-${id}`,
    source,
    on: ["create", "update"],
    refuse({ inputs }): CloudError | undefined {
      const problem = judge(inputs);
      if (problem === undefined) return undefined;
      return { name: "InvalidTemplate", message: `The template validation failed: '${problem}'.` };
    },
  };
}

const typesAreKnown = parameterRule("parameter-types-are-known", LANGUAGE, (inputs) => {
  const wrong = declaredIn(inputs).find(([, declared]) => !Object.hasOwn(TYPES, typeOf(declared)));
  return (
    wrong && `The workflow parameter '${wrong[0]}' has an unknown type; it is one of ${Object.keys(TYPES).join(", ")}`
  );
});

const valuesAreDeclared = parameterRule(
  "parameters-are-declared",
  "https://github.com/hashicorp/terraform-provider-azurerm/issues/4731",
  (inputs) => {
    const declared = declaredIn(inputs).map(([name]) => name);
    const unknown = entriesOf(inputs, "parameters").find(([name]) => !declared.some((one) => isSameText(one, name)));
    return (
      unknown &&
      `The workflow parameters '${unknown[0]}' are not valid; they were not declared in the workflow definition`
    );
  },
);

const givenValue = (inputs: Properties, name: string): Json | undefined =>
  read(entriesOf(inputs, "parameters").find(([given]) => isSameText(given, name))?.[1], "value");

const valuesAreGiven = parameterRule(
  "parameters-have-values",
  "https://github.com/MicrosoftDocs/azure-docs/issues/28043",
  (inputs) => {
    const missing = declaredIn(inputs).find(
      ([name, declared]) => givenValue(inputs, name) === undefined && read(declared, "defaultValue") === undefined,
    );
    return missing && `The value for the workflow parameter '${missing[0]}' is not provided`;
  },
);

const valuesFitTypes = parameterRule("parameter-values-fit-their-types", LANGUAGE, (inputs) => {
  const wrong = declaredIn(inputs).find(([name, declared]) => {
    const value = givenValue(inputs, name) ?? read(declared, "defaultValue");
    return value !== undefined && TYPES[typeOf(declared)]?.(value) === false;
  });
  return wrong && `The value of the workflow parameter '${wrong[0]}' is not of the type '${typeOf(wrong[1])}'`;
});

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#parameters */
const REFERENCE = /parameters\('((?:[^']|'')*)'\)/gi;

const referencesExist = parameterRule(
  "parameter-references-exist",
  "https://github.com/Azure/LogicAppsUX/issues/8809",
  (inputs) => {
    const declared = declaredIn(inputs).map(([name]) => name);
    const steps = JSON.stringify([read(inputs, "definition.triggers"), read(inputs, "definition.actions")]);
    const unknown = [...steps.matchAll(REFERENCE)]
      .map(([, name = ""]) => name)
      .find((name) => !declared.some((one) => isSameText(one, name)));
    return unknown === undefined ? undefined : `The workflow parameter '${unknown}' is not found`;
  },
);

const secretsHaveNoDefault = parameterRule("secure-parameter-has-no-default", SECURING, (inputs) => {
  const open = declaredIn(inputs).find(([, declared]) => {
    const value = read(declared, "defaultValue");
    return isSecure(declared) && value !== undefined && value !== "" && JSON.stringify(value) !== "{}";
  });
  return (
    open &&
    `The secure workflow parameter '${open[0]}' has a default value: Azure accepts it, and shows it to everyone who can read the definition; give the value in the parameters`
  );
});

/** The rules on the parameters of a workflow and their values. */
export const parameterRules: readonly Rule[] = [
  typesAreKnown,
  valuesAreDeclared,
  valuesAreGiven,
  valuesFitTypes,
  referencesExist,
  secretsHaveNoDefault,
];

/** The values as the service returns them: those of secure types are left out. */
export function readableParameters(inputs: Properties): Properties {
  const declared = declaredIn(inputs);
  return Object.fromEntries(
    entriesOf(inputs, "parameters").map(([name, given]) => {
      const type = declared.find(([one]) => isSameText(one, name))?.[1];
      if (!isSecure(type) && !isSecure(given)) return [name, given];
      return [name, { type: readText(type, "type") ?? readText(given, "type") ?? "SecureString" }];
    }),
  );
}
