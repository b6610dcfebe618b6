import { type Deployed, deployedBy, deployedDecider } from "../../../core/deployed/decide.ts";
import { readStack } from "../../../core/deployed/read-stack.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";

/** A resource in a few words: its type, its name, what it is made of, and of whose outputs its properties were made. */
export type Given = readonly [
  type: string,
  name: string,
  properties: object,
  madeOf?: Readonly<Record<string, readonly string[]>> | undefined,
];

/** Stands for what only the deployment knows. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** What `pulumi stack export` prints of a stack with these resources. */
export const stateOf = (...resources: readonly Given[]): object => ({
  version: 3,
  deployment: {
    resources: resources.map(([type, name, outputs, madeOf]) => {
      const urn = urnOf(type, name);
      return { urn, type, custom: true, id: name, inputs: {}, outputs, propertyDependencies: madeOf };
    }),
  },
});

/** What `pulumi preview --json` prints where these would be created. */
export const previewOf = (...resources: readonly Given[]): object => ({
  steps: resources.map(([type, name, inputs, madeOf]) => {
    const urn = urnOf(type, name);
    return { op: "create", urn, newState: { urn, type, custom: true, inputs, propertyDependencies: madeOf } };
  }),
  changeSummary: { create: resources.length },
});

export const deployedIn = (stack: object): Deployed => {
  const { resources, problem } = readStack(JSON.parse(JSON.stringify(stack)));
  if (resources === undefined) throw new Error(problem);
  return deployedBy(resources);
};

/** What could not be understood, as `name: reason`. */
export const notUnderstoodIn = (stack: object): string[] =>
  deployedIn(stack).notUnderstood.map(({ name, reason }) => `${name}: ${reason}`);

/** What stores a record, and which alerts it is told of by. */
export const decided = (stack: object, record: object): [by: string | undefined, alerts: string[]] => {
  const event = toCommonEvent(record);
  if ("rejected" in event) throw new Error(event.rejected);
  const { by, alerts } = deployedDecider(deployedIn(stack))(event);
  return [by, alerts.map(({ id }) => id)];
};
