import type { CommonEvent } from "../event/event.ts";
import type { JsonObject } from "../event/record.ts";
import { matchesCloudLoggingQuery } from "../native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../native/cloud-logging-query.ts";
import { isObject } from "../object.ts";
import { completed } from "../replay/gcp.ts";
import type { DeployedStore } from "./deployed.ts";
import { perEvent } from "./per-event.ts";
import { flagIn, knownText, listIn, nativeName, property, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** The log entry of an event, with the name of its log. */
export const entryOf = perEvent((event): JsonObject => completed(event));

/** Reads a query of Cloud Logging; an empty one matches every entry. */
export const queryOf = (text: string, path: string): ((entry: JsonObject) => boolean) => {
  if (text.trim() === "") return () => true;
  const { filter, problems } = parseCloudLoggingQuery(text);
  if (filter === undefined) {
    return refuse(`${path}: ${problems.map(({ at, message }) => `character ${at + 1}: ${message}`).join("; ")}`);
  }
  return (entry) => matchesCloudLoggingQuery(filter, entry);
};

/** What stands in a log's name for the resource that a sink is of. */
const parents = {
  "gcp:logging/projectSink:ProjectSink": undefined,
  "gcp:logging/folderSink:FolderSink": "folders/",
  "gcp:logging/organizationSink:OrganizationSink": "organizations/",
  "gcp:logging/billingAccountSink:BillingAccountSink": "billingAccounts/",
} as const;

export const sinkTypes = Object.keys(parents);

export interface DeployedSink extends DeployedStore {
  readonly resource: NativeResource;
}

interface Exclusion {
  readonly text: string;
  readonly matches: (entry: JsonObject) => boolean;
}

const exclusionOf = (given: unknown, path: string): readonly Exclusion[] => {
  const { filter, disabled } = isObject(given) ? given : {};
  if (disabled === true) return [];
  if (typeof filter !== "string") return refuse(`${path} has no filter`);
  return [{ text: filter, matches: queryOf(filter, path) }];
};

/** The exclusions of a project are those of its sink `_Default`, and of no other. https://cloud.google.com/logging/docs/routing/overview#exclusions */
const ofProject = (sink: NativeResource, exclusions: readonly NativeResource[]): readonly Exclusion[] => {
  if (knownText(sink, "name") !== "_Default") return [];
  const own = exclusions.filter((one) => knownText(one, "project") === knownText(sink, "project"));
  return own.flatMap((one) =>
    exclusionOf({ filter: textIn(one, "filter"), disabled: property(one, "disabled") }, `the exclusion ${one.name}`),
  );
};

const isOf = (sink: NativeResource): ((entry: JsonObject) => boolean) => {
  const parent = parents[sink.type as keyof typeof parents];
  if (parent === undefined || flagIn(sink, "includeChildren", false)) return () => true;
  return ({ logName }) => String(logName).startsWith(parent);
};

/** Reads what sinks route. */
export const readSink =
  (projectExclusions: readonly NativeResource[]) =>
  (resource: NativeResource): readonly DeployedSink[] => {
    if (flagIn(resource, "disabled", false)) return refuse("it is disabled: it routes nothing");
    const filter = textIn(resource, "filter") ?? "";
    const routes = queryOf(filter, "filter");
    const given = listIn(resource, "exclusions");
    const exclusions = [
      ...given.flatMap((one, index) => exclusionOf(one, `exclusions[${index}]`)),
      ...ofProject(resource, projectExclusions),
    ];
    const isHere = isOf(resource);
    const stores = (event: CommonEvent): boolean => {
      const entry = entryOf(event);
      return isHere(entry) && routes(entry) && !exclusions.some(({ matches }) => matches(entry));
    };
    const text = [filter === "" ? "every entry" : filter, ...exclusions.map((one) => `without: ${one.text}`)].join(
      "\n",
    );
    return [{ kind: "sink", name: nativeName(resource, "name"), urn: resource.urn, text, resource, stores }];
  };
