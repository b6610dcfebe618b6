import type { CommonEvent } from "../event/event.ts";
import type { JsonObject } from "../event/record.ts";
import { parseBasicSelectors, selectsBasic, withoutSelectors } from "../native/cloudtrail-basic-selectors.ts";
import { parseEventSelectors, selects } from "../native/cloudtrail-selectors.ts";
import { isObject } from "../object.ts";
import { recordOf } from "./cloudtrail-record.ts";
import type { DeployedStore } from "./deployed.ts";
import { flagIn, knownText, listIn, nativeName, refuse } from "./property.ts";
import type { NativeResource } from "./resource.ts";

export interface DeployedTrail extends DeployedStore {
  readonly resource: NativeResource;
}

/** CloudTrail's operators, which the provider has in the plural. */
const operators: Readonly<Record<string, string>> = {
  startsWiths: "startsWith",
  notStartsWiths: "notStartsWith",
  endsWiths: "endsWith",
  notEndsWiths: "notEndsWith",
};

const fieldSelector = (given: unknown): unknown =>
  isObject(given)
    ? Object.fromEntries(
        Object.entries(given)
          // The provider gives operators that are not used as empty lists.
          .filter(([, value]) => !Array.isArray(value) || value.length > 0)
          .map(([name, value]) => [operators[name] ?? name, value]),
      )
    : given;

const advancedOf = (given: unknown): unknown =>
  isObject(given) && Array.isArray(given.fieldSelectors)
    ? { ...given, fieldSelectors: given.fieldSelectors.map(fieldSelector) }
    : given;

interface Selection {
  readonly text: string;
  readonly selects: (record: JsonObject) => boolean;
}

const problemText = (problems: readonly { readonly message: string }[]): string =>
  problems.map(({ message }) => message).join("; ");

const advanced = (given: readonly unknown[]): Selection => {
  const selectors = given.map(advancedOf);
  const { filter, problems } = parseEventSelectors(selectors);
  if (filter === undefined) return refuse(`advancedEventSelectors: ${problemText(problems)}`);
  return { text: JSON.stringify(selectors), selects: (record) => selects(filter, record) };
};

const basic = (given: readonly unknown[]): Selection => {
  if (given.length === 0) {
    return { text: "every management event", selects: (record) => selectsBasic(withoutSelectors, record) };
  }
  const { filter, problems } = parseBasicSelectors(given);
  if (filter === undefined) return refuse(`eventSelectors: ${problemText(problems)}`);
  return { text: JSON.stringify(given), selects: (record) => selectsBasic(filter, record) };
};

/** Where a trail of one region is. */
const homeOf = (resource: NativeResource): string => {
  const arn = knownText(resource, "arn")?.split(":")[3];
  const region = knownText(resource, "homeRegion") ?? knownText(resource, "region") ?? arn;
  return region ?? refuse("it is of one region, and the file does not say of which");
};

/** A trail of one region has the events of that region, those of global services where they are recorded. */
const withinReach = (resource: NativeResource): ((event: CommonEvent) => boolean) => {
  if (flagIn(resource, "isMultiRegionTrail", false)) return () => true;
  const home = homeOf(resource);
  return ({ region }) => region === undefined || region === home;
};

/** What a trail stores. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
export const readTrail = (resource: NativeResource): readonly DeployedTrail[] => {
  if (!flagIn(resource, "enableLogging", true)) return refuse("its logging is turned off: it stores nothing");
  const given = listIn(resource, "advancedEventSelectors");
  const selection = given.length > 0 ? advanced(given) : basic(listIn(resource, "eventSelectors"));
  const isReached = withinReach(resource);
  return [
    {
      kind: "trail",
      name: nativeName(resource, "name"),
      urn: resource.urn,
      text: selection.text,
      resource,
      stores: (event) => isReached(event) && selection.selects(recordOf(event)),
    },
  ];
};
