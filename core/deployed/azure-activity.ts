import { namedValue } from "../event/azure-fields.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, firstText, type JsonObject } from "../event/record.ts";
import { perEvent } from "./per-event.ts";

/** What older exports say instead of Administrative. */
const olderNames: readonly (string | undefined)[] = ["write", "delete", "action"];

/** The category of an event of the activity log, which lists of selected fields leave out. */
const categoryOf = ({ native, category }: CommonEvent): string => {
  const record = fieldsOf(native);
  const said = [record("CategoryValue"), record("category"), record("properties", "eventCategory")].map(namedValue);
  const named = said.find((one) => one !== undefined && !olderNames.includes(one.toLowerCase()));
  return named ?? (category === "policy" ? "Policy" : "Administrative");
};

/** The words of the table for what the REST API calls otherwise. */
const statusWords: Readonly<Record<string, string>> = {
  success: "Succeeded",
  failure: "Failed",
  start: "Started",
  accept: "Accepted",
};

const statusOf = (status: string | undefined): string | undefined => statusWords[status?.toLowerCase() ?? ""] ?? status;

const substatusOf = (signature: string | undefined): string | undefined =>
  signature?.includes(".") ? signature.slice(signature.indexOf(".") + 1) : signature;

/** What rows of the table, the REST API and exports say of an event, in names of one kind. */
export interface Activity {
  readonly category: string;
  readonly operation: string;
  readonly status: string | undefined;
  readonly substatus: string | undefined;
  readonly level: string | undefined;
  readonly resourceId: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly provider: string | undefined;
  readonly properties: unknown;
  readonly claims: unknown;
  readonly authorization: unknown;
}

export const activityOf = (event: CommonEvent): Activity => {
  const record = fieldsOf(event.native);
  const status = [record("ActivityStatusValue"), record("status"), record("resultType")].map(namedValue);
  const substatus = [
    namedValue(record("ActivitySubstatusValue")),
    namedValue(record("subStatus")),
    substatusOf(firstText(record("resultSignature"))),
  ];
  const resourceId = event.resources?.[0];
  return {
    category: categoryOf(event),
    operation: event.operation,
    status: status.find((one) => one !== undefined),
    substatus: substatus.find((one) => one !== undefined),
    level: firstText(record("Level")),
    resourceId,
    resourceGroup:
      firstText(record("ResourceGroup"), record("resourceGroupName")) ??
      /\/resourcegroups\/([^/]+)/i.exec(resourceId ?? "")?.[1],
    provider: event.service,
    properties: record("Properties_d") ?? record("properties"),
    claims: record("Claims_d") ?? record("claims") ?? record("identity", "claims"),
    authorization: record("Authorization_d") ?? record("authorization") ?? record("identity", "authorization"),
  };
};

/** An event of the activity log as an alert is asked about it: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema */
export const alertEventOf = perEvent((event): JsonObject => {
  const { operation, substatus, resourceGroup, provider, status, authorization: _, ...activity } = activityOf(event);
  return {
    ...activity,
    caller: event.actor.id,
    operationName: operation,
    status: statusOf(status),
    subStatus: substatus,
    resourceGroupName: resourceGroup,
    resourceProviderName: provider,
    resourceType: /\/providers\/([^/]+\/[^/]+)/i.exec(activity.resourceId ?? "")?.[1],
  };
});
