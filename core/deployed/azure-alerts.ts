import type { CommonEvent } from "../event/event.ts";
import { matchesActivityLogAlert, parseActivityLogAlert } from "../native/activity-log-alert.ts";
import { isObject } from "../object.ts";
import { alertEventOf } from "./azure-activity.ts";
import type { DeployedAlert } from "./deployed.ts";
import { flagIn, hasSome, listIn, nativeName, property, refuse } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** The provider reads back what is not set as null. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([, part]) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0),
  );
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutNulls(part)]));
};

/** Whether an event is within a scope: a resource group or a resource; of a subscription each is. */
const isWithin = (scope: unknown): ((event: CommonEvent) => boolean) => {
  if (typeof scope !== "string") return refuse("a scope is no text");
  const id = scope.replace(/\/$/, "").toLowerCase();
  if (/^\/subscriptions\/[^/]+$/.test(id)) return () => true;
  return ({ resources }) => `${resources?.[0] ?? ""}/`.toLowerCase().startsWith(`${id}/`);
};

const hasActions = (resource: NativeResource): boolean => {
  const { actions } = resource.properties;
  return isObject(actions) ? hasSome(actions.actionGroups) : actions !== undefined && actions !== null;
};

/** Reads an activity log alert, which sees the activity log itself, wherever that is sent. */
export const readActivityLogAlert = (resource: NativeResource): readonly DeployedAlert[] => {
  const condition = withoutNulls(property(resource, "condition"));
  const { filter, problems } = parseActivityLogAlert(condition);
  if (filter === undefined) return refuse(`condition: ${problems.map(({ message }) => message).join("; ")}`);
  if (!flagIn(resource, "enabled", true)) return refuse("it is disabled: it tells nobody");
  if (!hasActions(resource)) return refuse("it has no action group: it tells nobody");
  const scopes = listIn(resource, "scopes").map(isWithin);
  return [
    {
      kind: "activity log alert",
      name: nativeName(resource, "activityLogAlertName", "name"),
      urn: resource.urn,
      text: JSON.stringify(condition),
      threshold: undefined,
      test: (event) =>
        event.category !== "data" &&
        event.category !== "identity" &&
        scopes.some((isHere) => isHere(event)) &&
        matchesActivityLogAlert(filter, alertEventOf(event)),
    },
  ];
};
