import type { CloudError, Properties, Rule } from "../resource.ts";
import { PREDEFINED, readTemplate } from "./events-input-template.ts";
import { API, GUIDE, invalid } from "./events-names.ts";
import { lengthWithin } from "./member.ts";
import { record, text } from "./place.ts";

const TARGET = `${API}API_Target.html`;
const TRANSFORMER = `${API}API_InputTransformer.html`;
const TRANSFORMATION = `${GUIDE}eb-transform-target-input.html`;
const PATHS = 100;

const member = { source: TARGET, error: "ValidationException" };

function transformerOf(inputs: Properties): Properties {
  return record(inputs.inputTransformer);
}

function pathsOf(inputs: Properties): Properties {
  return record(transformerOf(inputs).inputPaths);
}

function templateOf(inputs: Properties): string {
  return text(transformerOf(inputs).inputTemplate) ?? "";
}

const oneInput: Rule = {
  id: "events-target-has-one-kind-of-input",
  source: TARGET,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = [inputs.input, inputs.inputPath, inputs.inputTransformer].filter((one) => one !== undefined);
    return given.length > 1
      ? invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${idOf(inputs)}.`)
      : undefined;
  },
};

function idOf(inputs: Properties): string {
  return text(inputs.targetId) ?? "";
}

const inputIsJson: Rule = {
  id: "events-target-input-is-json",
  source: TARGET,
  on: ["create", "update"],
  refuse({ inputs }) {
    const input = text(inputs.input);
    if (input === undefined) return undefined;
    try {
      JSON.parse(input);
      return undefined;
    } catch {
      return invalid(`JSON syntax error in input for target ${idOf(inputs)}.`);
    }
  },
};

/** Dot notation from the root; a number in brackets is an array's index. */
function isPath(path: string): boolean {
  return path.length <= 256 && /^\$[A-Za-z0-9_\-.*/[\]:]*$/.test(path) && !/\[(?!(\d+|\*)\])/.test(path);
}

const pathsAreValid: Rule = {
  id: "events-input-paths-are-json-paths",
  source: TRANSFORMATION,
  on: ["create", "update"],
  refuse({ inputs }): CloudError | undefined {
    const paths = [inputs.inputPath, ...Object.values(pathsOf(inputs))].filter((path) => path !== undefined);
    return paths.every((path) => isPath(text(path) ?? ""))
      ? undefined
      : invalid(`InputPath for target ${idOf(inputs)} is invalid.`);
  },
};

const pathsAreAtMost100: Rule = {
  id: "events-input-paths-are-at-most-100",
  source: TRANSFORMER,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    Object.keys(pathsOf(inputs)).length > PATHS
      ? invalid(
          `1 validation error detected: Value at 'inputPathsMap' failed to satisfy constraint: Member must have length less than or equal to ${PATHS}`,
        )
      : undefined,
};

const variablesAreNamedRight: Rule = {
  id: "events-input-variables-are-named-right",
  source: TRANSFORMER,
  on: ["create", "update"],
  refuse({ inputs }) {
    const wrong = Object.keys(pathsOf(inputs)).find((key) => !/^[A-Za-z0-9_-]{1,256}$/.test(key));
    return wrong === undefined
      ? undefined
      : invalid(
          `1 validation error detected: Value '${wrong}' at 'inputPathsMap' failed to satisfy constraint: Map keys must satisfy constraint: [A-Za-z0-9\\_\\-]+`,
        );
  },
};

const variablesAreNotReserved: Rule = {
  id: "events-input-variables-are-not-reserved",
  source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/target.go",
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    Object.keys(pathsOf(inputs)).some((key) => key.startsWith("AWS"))
      ? invalid('The keys of the input paths must not start with "AWS"')
      : undefined,
};

const variablesAreDeclared: Rule = {
  id: "events-template-variables-are-declared",
  source: TRANSFORMATION,
  on: ["create", "update"],
  refuse({ inputs }) {
    const declared = [...Object.keys(pathsOf(inputs)), ...PREDEFINED];
    const unknown = readTemplate(templateOf(inputs)).names.find((name) => !declared.includes(name));
    return unknown === undefined
      ? undefined
      : invalid(`InputTemplate for target ${idOf(inputs)} contains invalid placeholder ${unknown}.`);
  },
};

const templateIsValid: Rule = {
  id: "events-template-is-json-or-quoted-text",
  source: `${TRANSFORMATION}#eb-transform-input-issues`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.inputTransformer === undefined) return undefined;
    const { fault } = readTemplate(templateOf(inputs));
    return fault === undefined ? undefined : invalid(`Invalid InputTemplate for target ${idOf(inputs)}: ${fault}.`);
  },
};

const eventIsAValueOfAnObject: Rule = {
  id: "events-template-has-the-event-as-a-value-of-an-object",
  source: `${TRANSFORMATION}#eb-transform-input-predefined`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { names, quoted, isObject } = readTemplate(templateOf(inputs));
    const event = (isObject ? quoted : names).find((name) => /^aws\.events\.event(\.json)?$/.test(name));
    return event === undefined
      ? undefined
      : invalid(`InputTemplate for target ${idOf(inputs)} contains placeholder ${event} valid only for JSON template.`);
  },
};

export const inputRules: readonly Rule[] = [
  oneInput,
  lengthWithin(
    { ...member, id: "events-target-input-is-at-most-8192-characters", field: "input", read: ({ input }) => input },
    0,
    8192,
  ),
  inputIsJson,
  pathsAreValid,
  pathsAreAtMost100,
  variablesAreNamedRight,
  variablesAreNotReserved,
  lengthWithin(
    {
      ...member,
      id: "events-template-is-1-to-8192-characters",
      source: TRANSFORMER,
      field: "inputTemplate",
      read: (inputs) => transformerOf(inputs).inputTemplate,
    },
    1,
    8192,
  ),
  variablesAreDeclared,
  templateIsValid,
  eventIsAValueOfAnObject,
];
