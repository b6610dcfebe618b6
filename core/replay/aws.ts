import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { fill, type Json, tokensOf } from "../compile/json.ts";
import type { CommonEvent } from "../event/event.ts";
import {
  type EventSelectors,
  parseEventSelectors,
  selectorsOfResources,
  selects,
} from "../native/cloudtrail-selectors.ts";

/** Stands in names of what is not there yet: no record of today is about it, and no name of a user's has it. */
export const notDeployed = "not deployed: ";

const unnamed = (document: Json): Record<string, string> =>
  Object.fromEntries(tokensOf(document).map((name) => [name, `${notDeployed}${name}`]));

/**
 * What selectors ask of a record, with what CloudTrail knows of every event and older records, or copies of them, don't say.
 * Each is read only when it is asked for.
 */
const completed = ({ native, category, access, service, operation }: CommonEvent): object => ({
  eventCategory: native.eventCategory ?? (category === "data" ? "Data" : "Management"),
  readOnly: native.readOnly ?? access === "read",
  eventSource: native.eventSource ?? service,
  eventName: native.eventName ?? operation,
  get eventType() {
    return native.eventType;
  },
  get resources() {
    return native.resources;
  },
  get userIdentity() {
    return native.userIdentity;
  },
  get errorCode() {
    return native.errorCode;
  },
  get vpcEndpointId() {
    return native.vpcEndpointId;
  },
  get sessionCredentialFromConsole() {
    return native.sessionCredentialFromConsole;
  },
});

type Trail = AwsBlueprint["trail"];

const selectorsOf = ({ advancedEventSelectors }: Trail): EventSelectors => {
  const selectors = advancedEventSelectors as unknown as Json;
  const { filter, problems } = parseEventSelectors(
    fill(selectors, { ...unnamed(selectors), partition: "aws", dollar: "$" }),
  );
  if (filter === undefined) throw new Error(`a trail can't have the selectors: ${JSON.stringify(problems)}`);
  return filter;
};

/** The selectors of each of the blueprint's trails: an event is stored that one of them selects. */
export const trailSelectors = ({ trail, dataTrail }: AwsBlueprint): readonly EventSelectors[] =>
  [trail, ...(dataTrail ? [dataTrail] : [])].map(selectorsOf);

/** Whether one of the trails stores an event. */
export const storedByTrails =
  (trails: readonly EventSelectors[]): ((event: CommonEvent) => boolean) =>
  (event) => {
    const record = completed(event);
    return trails.some((selectors) => selects(selectors, record));
  };

/** Which selectors hold of the resources of a record, which is all that trails ask of those. */
export const selectedResources =
  (trails: readonly EventSelectors[]): ((record: object) => readonly boolean[]) =>
  (record) =>
    trails.flatMap((selectors) => selectorsOfResources(selectors, record));
