import type { InputTransformer } from "../../../core/compile/aws/messages.ts";

type Json = { readonly [key: string]: unknown };

const at = (event: Json, path: string): unknown =>
  path
    .split(".")
    .slice(1)
    .reduce<unknown>((value, key) => (Object(value) as Json)[key], event);

/** "If a JSON path references a JSON object or array, but the variable is referenced in a string, EventBridge removes any internal quotes". */
const withinText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value).replaceAll('"', "");

const part = /"(?:[^"\\]|\\[\s\S])*"|<([\w-]+)>/g;

/**
 * What EventBridge makes of an event for a target. A variable within a text is filled in as it is ("EventBridge doesn't escape
 * values extracted by Input Path"); one that stands by itself as JSON ("EventBridge automatically adds quotes to string variable
 * values"); of what the event doesn't have, an empty text.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-issues
 * An event without the path, as AWS answered it:
 * https://github.com/localstack/localstack/blob/main/tests/aws/services/events/test_events_inputs.snapshot.json
 */
export const transformed = ({ inputPaths, inputTemplate }: InputTransformer, event: Json): string => {
  const filling = (name: string): unknown => at(event, inputPaths[name]!) ?? "";
  return inputTemplate.replaceAll(part, (found, name: string | undefined) =>
    name === undefined
      ? found.replaceAll(/<([\w-]+)>/g, (_, inner: string) => withinText(filling(inner)))
      : JSON.stringify(filling(name)),
  );
};
