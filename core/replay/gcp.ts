import type { GcpBlueprint } from "../compile/gcp/blueprint.ts";
import type { Category, CommonEvent } from "../event/event.ts";
import { type JsonObject, withAbsent } from "../event/record.ts";
import { matchesCloudLoggingQuery } from "../native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../native/cloud-logging-query.ts";

/** The log that events of a category are in, where an entry does not say it. */
export const logsOfCategories = {
  management: "activity",
  identity: "activity",
  data: "data_access",
  system: "system_event",
  policy: "policy",
} as const satisfies Record<Category, string>;

/** The entry with the name of its log, which copies leave out. */
export const completed = ({ native, category, account }: CommonEvent): JsonObject =>
  withAbsent(native, {
    logName: `projects/${account ?? "unknown"}/logs/cloudaudit.googleapis.com%2F${logsOfCategories[category]}`,
  });

const queryOf = (text: string): ((event: CommonEvent) => boolean) => {
  const { filter, problems } = parseCloudLoggingQuery(text);
  if (filter === undefined) throw new Error(`a sink can't have the filter ${text}: ${JSON.stringify(problems)}`);
  return (event) => matchesCloudLoggingQuery(filter, completed(event));
};

/** Whether sinks with the blueprint's filter and exclusions store an event. */
export const storedByGcp = ({ sinks }: GcpBlueprint): ((event: CommonEvent) => boolean) => {
  const routes = queryOf(sinks.filter);
  const exclusions = sinks.exclusions.map(({ filter }) => queryOf(filter));
  return (event) => routes(event) && !exclusions.some((excludes) => excludes(event));
};
