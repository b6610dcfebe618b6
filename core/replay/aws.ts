import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { fill, type Json, tokensOf } from "../compile/json.ts";
import type { CommonEvent } from "../event/event.ts";
import { parseEventSelectors, selects } from "../native/cloudtrail-selectors.ts";

/** Names of what is not there yet: no record of today is about it. */
const unnamed = (document: Json): Record<string, string> =>
  Object.fromEntries(tokensOf(document).map((name) => [name, `not-deployed-${name}`]));

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

const storedBy = ({ advancedEventSelectors }: Trail): ((record: object) => boolean) => {
  const selectors = advancedEventSelectors as unknown as Json;
  const { filter, problems } = parseEventSelectors(
    fill(selectors, { ...unnamed(selectors), partition: "aws", dollar: "$" }),
  );
  if (filter === undefined) throw new Error(`a trail can't have the selectors: ${JSON.stringify(problems)}`);
  return (record) => selects(filter, record);
};

/** Whether one of the blueprint's trails stores an event. */
export const storedByAws = ({ trail, dataTrail }: AwsBlueprint): ((event: CommonEvent) => boolean) => {
  const trails = [trail, ...(dataTrail ? [dataTrail] : [])].map(storedBy);
  return (event) => {
    const record = completed(event);
    return trails.some((isStored) => isStored(record));
  };
};
