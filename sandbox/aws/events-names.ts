import type { CloudError, Properties, ProviderConfig } from "../resource.ts";
import { refusal, regionalArn, text } from "./place.ts";

export const EVENTS = "events.amazonaws.com";
export const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/";
export const GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/";
/** The names of rules, targets, connections and API destinations. */
export const NAME = /^[.\-_A-Za-z0-9]+$/;
export const NAME_LENGTH = 64;

export function invalid(message: string): CloudError {
  return refusal("ValidationException", message);
}

/** The bus by its name, also where its ARN is given. */
export function busOf(inputs: Properties): string {
  const given = text(inputs.eventBusName) ?? "default";
  return given.startsWith("arn:") ? given.slice(given.indexOf("/") + 1) : given;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function ruleArn(name: string, inputs: Properties, config: ProviderConfig): string {
  const bus = busOf(inputs);
  return regionalArn("events", bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`, inputs, config);
}
