import { activityIds } from "../catalog/activity-ids.ts";
import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
import type { ActorType, Category, Outcome } from "../event/event.ts";

/** What a field of the event model holds, as far as filters must know. */
export interface FieldInfo {
  readonly type: "text" | "flag" | "choice";
  /** The values of a choice. */
  readonly values?: readonly string[];
  /** Has the field several values? A comparison holds where one of them does. */
  readonly list?: true;
  readonly description: string;
  /** Its place in OCSF. */
  readonly ocsf: string;
}

const choice = <T extends string>(values: readonly T[]): { type: "choice"; values: readonly T[] } => ({
  type: "choice",
  values,
});

const categories = ["management", "data", "identity", "system", "policy"] as const satisfies readonly Category[];
const actorTypes = [
  "user",
  "root",
  "role",
  "service",
  "federated",
  "anonymous",
] as const satisfies readonly ActorType[];
const outcomes = ["success", "failure", "denied"] as const satisfies readonly Outcome[];

/** The fields that a filter can compare. `native.…` is not among them: it is the record itself. */
export const fields = {
  cloud: { ...choice<Cloud>(clouds), description: "The cloud.", ocsf: "cloud.provider" },
  account: {
    type: "text",
    description: "The AWS account, Google Cloud project or Azure subscription; of Microsoft Entra's logs the tenant.",
    ocsf: "cloud.account.uid",
  },
  region: { type: "text", description: "The region or location.", ocsf: "cloud.region" },
  category: { ...choice(categories), description: "The kind of log that the event is from.", ocsf: "category" },
  activities: {
    ...choice(activityIds),
    list: true,
    description: 'The classes of the event in the cross-cloud taxonomy: `"access.grant" in activities`.',
    ocsf: "activity",
  },
  service: {
    type: "text",
    description:
      "The service, by its native name: `iam.amazonaws.com`, `storage.googleapis.com`, `Microsoft.Authorization`.",
    ocsf: "api.service.name",
  },
  operation: {
    type: "text",
    description:
      "The operation, by its native name: `DeleteTrail`, `google.iam.admin.v1.CreateRole`, `Microsoft.Authorization/roleAssignments/write`.",
    ocsf: "api.operation",
  },
  access: { ...choice(["read", "write"]), description: "Does the operation change something?", ocsf: "activity_id" },
  "actor.id": { type: "text", description: "Who did it, by the native name.", ocsf: "actor.user.uid" },
  "actor.type": { ...choice(actorTypes), description: "What kind of actor did it.", ocsf: "actor.user.type" },
  sourceIp: {
    type: "text",
    description: "Where the request came from, as recorded: an address, or the name of a service.",
    ocsf: "src_endpoint.ip",
  },
  userAgent: { type: "text", description: "The client's user agent.", ocsf: "http_request.user_agent" },
  resource: {
    type: "text",
    list: true,
    description:
      "What it was done to: every native name that the record gives, and on Google Cloud and Azure also the last part of a name that is a path.",
    ocsf: "resources[].uid",
  },
  outcome: {
    ...choice(outcomes),
    description: "How it ended. Absent while an operation is under way.",
    ocsf: "status",
  },
  error: { type: "text", description: "The native error code.", ocsf: "api.response.error" },
  mfa: { type: "flag", description: "Was a second factor used?", ocsf: "is_mfa" },
  severity: { type: "text", description: "The cloud's own word, such as `error`.", ocsf: "severity" },
} as const satisfies Record<string, FieldInfo>;

export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as readonly FieldName[];

export const isFieldName = (name: string): name is FieldName => Object.hasOwn(fields, name);

export const infoOf = (name: FieldName): FieldInfo => fields[name];
