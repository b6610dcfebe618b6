import { eventPatternCharacters } from "../../filter/limits-aws.ts";
import type { EventPattern } from "../../filter/to-eventbridge-pattern.ts";
import { grouped } from "../../grouped.ts";
import { globalRegionOf, globalSources } from "./global-services.ts";
import { type NotSentOn, notSentOn } from "./not-sent-on.ts";
import { ownName } from "./policies.ts";
import { distinct, type Reach, type ReachPath, reachesOf, reachPaths, type Tests } from "./reach.ts";
import { mayNameReads, type RuleState, stateFor } from "./read-only.ts";

/** What sends the events of another region on to the rules of the stack's own. */
export interface Forwarding {
  readonly region: string;
  /** Of which its children's names are made. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly state: RuleState;
  readonly undelivered: NotSentOn;
}

const source = "detail.eventSource";
const name = "detail.eventName";

/** Reaches that differ in one field alone, as one; where one asks nothing of it, neither do they. */
const united = (reaches: readonly Reach[], path: ReachPath): readonly Reach[] =>
  [...grouped(reaches, ({ [path]: _, ...others }) => JSON.stringify(others))].map(([, group]) => {
    const { [path]: _, ...others } = group[0]!;
    const tests = group.map((one) => one[path]);
    return tests.includes(undefined)
      ? others
      : { ...others, [path]: distinct(tests.flatMap((list) => list as unknown[])) };
  });

const nested = (reach: Reach): object => {
  const fields = reachPaths.flatMap((path) => (reach[path] === undefined ? [] : [[path, reach[path]] as const]));
  return Object.fromEntries(
    fields.map(([path, tests]) => {
      const [first = "", second] = path.slice("detail.".length).split(".");
      return [first, second === undefined ? tests : { [second]: tests }];
    }),
  );
};

/** Of API calls, sign-ins and service events alike, as in the alerts' own patterns. */
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] } as const;

const patternOf = (reaches: readonly Reach[]): EventPattern => {
  const details = reaches.map(nested);
  if (details.some((one) => Object.keys(one).length === 0)) return detailType;
  return { ...detailType, detail: details.length === 1 ? details[0] : { $or: details } };
};

/** How the names of most of what only reads begin: by far most of what happens. */
const notAsReads: Tests = [{ "anything-but": { prefix: ["Describe", "Get", "List"] } }];

/** By the services alone, since their calls' names are too many; without what reads, where no alert may be about it. */
const byService = (reach: Reach): Reach => {
  const { [name]: names, ...others } = reach;
  if (reach[source] === undefined) return reach;
  return mayNameReads(names) ? others : { ...others, [name]: notAsReads };
};

/** The narrowest pattern that there is room for: of the calls that alerts name, of their services, or of everything. */
const narrowest = (reaches: readonly Reach[]): EventPattern => {
  const named = united(united(reaches, name), source);
  const forms = [named, united(distinct(reaches.map(byService)), source), [{}]].map(patternOf);
  return forms.find((pattern) => JSON.stringify(pattern).length <= eventPatternCharacters)!;
};

const exactText = (test: unknown): string | undefined => {
  if (typeof test === "string") return test;
  const { "equals-ignore-case": text } = Object(test) as { "equals-ignore-case"?: string };
  return text?.toLowerCase();
};

/** What of a reach is of global services: all of them where it says neither which exactly, nor which calls. */
const ofGlobalServices = (reach: Reach): readonly Reach[] => {
  const asked = reach[source]?.map(exactText);
  if (asked === undefined && reach[name] !== undefined) return [reach];
  if (asked === undefined || asked.includes(undefined)) return [{ ...reach, [source]: globalSources }];
  const found = globalSources.filter((one) => asked.includes(one));
  return found.length === 0 ? [] : [{ ...reach, [source]: found }];
};

/** What is sent on from one region: what the rules' patterns may match there, and nothing where that is nothing. */
const forwardingFrom = (
  from: string,
  region: string,
  patterns: readonly EventPattern[],
  isWhole: boolean,
  isWatched: boolean,
): readonly Forwarding[] => {
  const all = distinct(patterns.flatMap(reachesOf));
  const reaches = isWhole ? all : distinct(all.flatMap(ofGlobalServices));
  if (reaches.length === 0) return [];
  const key = isWhole ? `events-of-${from}` : "global-services";
  const what = isWhole ? `what alerts may be about in ${from}` : "the events of global services";
  return [
    {
      region: from,
      key,
      name: ownName(key),
      description: `Sends ${what} on to ${region}`,
      pattern: narrowest(reaches),
      state: stateFor(reaches),
      undelivered: notSentOn(from, key, ownName(key), isWatched),
    },
  ];
};

/** From the region of global services, unless the stack is there, and from those that the placement names. */
export const forwardings = (
  patterns: readonly EventPattern[],
  region: string,
  alertRegions: readonly string[],
  isWatched: boolean,
): readonly Forwarding[] => {
  if (patterns.length === 0) return [];
  const home = globalRegionOf(region);
  return [
    ...(home === region || alertRegions.includes(home) ? [] : forwardingFrom(home, region, patterns, false, isWatched)),
    ...alertRegions.flatMap((from) => forwardingFrom(from, region, patterns, true, isWatched)),
  ];
};
