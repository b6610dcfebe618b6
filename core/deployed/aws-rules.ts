import type { CommonEvent } from "../event/event.ts";
import { type JsonObject, parsedJson } from "../event/record.ts";
import {
  type EventPattern,
  eventPatternCharactersAtMost,
  matchesEventPattern,
  parseEventPattern,
} from "../native/eventbridge-pattern.ts";
import { passes } from "../native/eventbridge-pattern-values.ts";
import { envelopeOf, recordOf } from "./cloudtrail-record.ts";
import type { DeployedAlert } from "./deployed.ts";
import { flagIn, knownText, nativeName, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

type State = "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

const stateOf = (resource: NativeResource): State => {
  const state = textIn(resource, "state") ?? (flagIn(resource, "isEnabled", true) ? "ENABLED" : "DISABLED");
  if (state === "ENABLED" || state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") return state;
  return refuse(state === "DISABLED" ? "it is disabled: it tells nobody" : `its state ${state} is not known`);
};

/**
 * Whether an enabled rule is not given an event, since it only reads. Of what only reads and is called otherwise AWS says
 * that it is given. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
const isHeldBack = (state: State, record: JsonObject): boolean =>
  state === "ENABLED" &&
  record.readOnly === true &&
  record.eventCategory === "Management" &&
  record.eventSource !== "sts.amazonaws.com" &&
  /^(?:Describe|Get|List)/.test(String(record.eventName));

const told = ["eventSource", "eventName"] as const;

/**
 * Whether a pattern may match a record, by the texts that tell most records apart: where an alternative tests one of them,
 * it must pass. It is asked first, since it costs little.
 */
const mayMatch = ({ alternatives }: EventPattern, record: JsonObject): boolean =>
  alternatives.some((alternative) =>
    told.every((name) => {
      const [tests, value] = [alternative.get(`detail.${name}`), record[name]];
      return tests === undefined || typeof value !== "string" || tests.some((test) => passes(test, value));
    }),
  );

const isOfRule = (rule: NativeResource, target: NativeResource): boolean => {
  if (target.madeOf.rule?.includes(rule.urn)) return true;
  const [name, wanted] = [knownText(rule, "name"), knownText(target, "rule")];
  return name !== undefined && name === wanted && knownText(rule, "region") === knownText(target, "region");
};

/** A bus hands events on to other rules: that tells nobody. */
const isBus = (target: NativeResource): boolean => knownText(target, "arn")?.includes(":event-bus/") === true;

/** Reads the EventBridge rules that tell somebody of what CloudTrail records. */
export const readRule =
  (targets: readonly NativeResource[]) =>
  (resource: NativeResource): readonly DeployedAlert[] => {
    if (knownText(resource, "scheduleExpression") !== undefined) return [];
    const own = targets.filter((target) => isOfRule(resource, target));
    if (own.length > 0 && own.every(isBus)) return [];
    const text = textIn(resource, "eventPattern");
    if (text === undefined) return refuse("it has no event pattern");
    const state = stateOf(resource);
    if (own.length === 0) return refuse("it has no target: it tells nobody");
    const bus = knownText(resource, "eventBusName") ?? "default";
    if (!/(?:^|\/)default$/.test(bus)) return refuse(`it is on the bus ${bus}, and events of AWS arrive on default`);
    const { filter, problems } = parseEventPattern(parsedJson(text), eventPatternCharactersAtMost);
    if (filter === undefined) return refuse(`eventPattern: ${problems.map(({ message }) => message).join("; ")}`);
    const test = (event: CommonEvent): boolean => {
      const record = recordOf(event);
      return !isHeldBack(state, record) && mayMatch(filter, record) && matchesEventPattern(filter, envelopeOf(event));
    };
    const name = nativeName(resource, "name");
    return [{ kind: "EventBridge rule", name, urn: resource.urn, text, threshold: undefined, test }];
  };
