import type { Call, Properties, ProviderConfig, ResourceType, Rule, Store, Stored } from "../resource.ts";
import { API, busOf, GUIDE, invalid, NAME, NAME_LENGTH, ruleArn } from "./events-names.ts";
import { deadLetterRules } from "./events-target-dead-letter.ts";
import { destinationRules } from "./events-target-destination.ts";
import { inputRules } from "./events-target-input.ts";
import { namedLike, numberWithin } from "./member.ts";
import { readArn, record, refusal, regionOf, TOKEN, text } from "./place.ts";

const PUT_TARGETS = `${API}API_PutTargets.html`;
const TARGETS = 5;

function ruleArnOf(inputs: Properties, config: ProviderConfig): string {
  return ruleArn(text(inputs.rule) ?? "", inputs, config);
}

function siblingsOf({ inputs, config, store, existing }: Call): Stored[] {
  const arn = ruleArnOf(inputs, config);
  return store
    .where(TOKEN.target, "rule", text(inputs.rule) ?? "")
    .filter((other) => other.id !== existing?.id && ruleArnOf(other.inputs, config) === arn);
}

const ruleExists: Rule = {
  id: "events-target-rule-exists",
  source: `${PUT_TARGETS}#API_PutTargets_Errors`,
  on: ["create", "update"],
  refuse: ({ inputs, config, store }) =>
    store.where(TOKEN.rule, "arn", ruleArnOf(inputs, config)).length === 0
      ? refusal("ResourceNotFoundException", `Rule ${text(inputs.rule)} does not exist on EventBus ${busOf(inputs)}.`)
      : undefined,
};

const targetsAreAtMost5: Rule = {
  id: "events-rule-has-at-most-5-targets",
  source: `${GUIDE}eb-quota.html`,
  on: ["create"],
  refuse: (call) =>
    siblingsOf(call).length >= TARGETS
      ? refusal("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
      : undefined,
};

const targetIdIsValid = namedLike(
  {
    id: "events-target-id-is-valid",
    source: `${API}API_Target.html`,
    error: "ValidationException",
    field: "targets.1.member.id",
    read: ({ targetId }) => targetId,
  },
  NAME,
  NAME_LENGTH,
);

const arnIsValid: Rule = {
  id: "events-target-arn-is-valid",
  source: `${API}API_Target.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    readArn(inputs.arn) === undefined
      ? invalid(`Parameter ${text(inputs.arn)} is not valid. Reason: Provided Arn is not in correct format.`)
      : undefined,
};

/** Other buses may be elsewhere. */
const targetIsInTheRegion: Rule = {
  id: "events-target-is-in-the-region-of-its-rule",
  source: `${GUIDE}eb-targets.html`,
  on: ["create", "update"],
  refuse({ inputs, config }) {
    const arn = readArn(inputs.arn);
    const elsewhere = arn !== undefined && arn.region !== "" && arn.region !== regionOf(inputs, config);
    if (!elsewhere || arn.resource.startsWith("event-bus/")) return undefined;
    return invalid(`Target ${text(inputs.arn)} is in ${arn.region}, but the rule is in ${regionOf(inputs, config)}.`);
  },
};

function retries(id: string, property: string, least: number, most: number): Rule {
  return numberWithin(
    {
      id,
      source: `${API}API_RetryPolicy.html`,
      error: "ValidationException",
      field: `targets.1.member.retryPolicy.${property}`,
      read: ({ retryPolicy }) => record(retryPolicy)[property],
    },
    least,
    most,
  );
}

/** A target without an id gets one that the provider makes. */
function targetIdOf(inputs: Properties): string {
  return text(inputs.targetId) ?? "";
}

function targetId(inputs: Properties, config: ProviderConfig, store?: Store): string {
  const bus = busOf(inputs) === "default" ? [] : [text(inputs.eventBusName)];
  const id = [...bus, text(inputs.rule), targetIdOf(inputs)].join("-");
  const other = store?.get(TOKEN.target, id);
  const same = other === undefined || ruleArnOf(other.inputs, config) === ruleArnOf(inputs, config);
  return same && (other === undefined || other.outputs.region === regionOf(inputs, config))
    ? id
    : `${ruleArnOf(inputs, config)}-${targetIdOf(inputs)}`;
}

export const target: ResourceType = {
  token: TOKEN.target,
  autoname: { property: "targetId", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["rule", "eventBusName", "targetId", "region"],
  rules: [
    ruleExists,
    targetsAreAtMost5,
    targetIdIsValid,
    arnIsValid,
    targetIsInTheRegion,
    retries("events-retry-attempts-are-at-most-185", "maximumRetryAttempts", 0, 185),
    retries("events-retry-age-is-1-minute-to-24-hours", "maximumEventAgeInSeconds", 60, 86_400),
    ...inputRules,
    ...destinationRules,
    ...deadLetterRules,
  ],
  id: targetId,
  // EventBridge itself overwrites the target; two resources that are one target are a mistake of the program.
  conflict: "ResourceAlreadyExistsException",
  outputs: (inputs, config) => ({
    targetId: targetIdOf(inputs),
    eventBusName: text(inputs.eventBusName) ?? "default",
    region: regionOf(inputs, config),
  }),
};
