import { createHash } from "node:crypto";
import type { Json, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { alertPolicyRules } from "./alert-policy-rules.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { notificationChannelRules } from "./notification-channel-rules.ts";
import { projectIdIsValid, projectIsSet, projectOf } from "./project.ts";
import { list, object } from "./read.ts";
import { projectOfCall, serviceIsEnabled } from "./services.ts";
import { tokens } from "./tokens.ts";

/** The numbers that Google gives are of 64 bits. */
function numberFor(...parts: Json[]): string {
  return String(createHash("sha256").update(JSON.stringify(parts)).digest().readBigUInt64BE());
}

/** The first number of a name that nothing has: two policies, or two channels, may be alike in all. */
function freeId(token: string, prefix: string, name: Json, store: Store | undefined): string {
  for (let count = 0; ; count += 1) {
    const id = `${prefix}/${numberFor(prefix, name, count)}`;
    if (!store?.get(token, id)) return id;
  }
}

function apiIsEnabled(resource: string): Rule {
  return serviceIsEnabled({
    id: `monitoring-api-is-enabled-for-${resource}`,
    service: "monitoring.googleapis.com",
    title: "Cloud Monitoring API",
    project: projectOfCall,
  });
}

function idOf(token: string, collection: string): ResourceType["id"] {
  return (inputs, config, store) => {
    const prefix = `projects/${projectOf(inputs, config)}/${collection}`;
    return freeId(token, prefix, [inputs.type ?? null, inputs.displayName ?? null], store);
  };
}

const notificationChannel: ResourceType = {
  token: tokens.notificationChannel,
  replaceOn: ["project"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    apiIsEnabled("notification-channels"),
    ...notificationChannelRules,
    deletionIsAllowed,
  ],
  id: idOf(tokens.notificationChannel, "notificationChannels"),
  conflict: "Error 409 alreadyExists",
  outputs: (inputs, config, _store, id) => ({
    project: projectOf(inputs, config),
    name: id ?? "",
    enabled: inputs.enabled ?? true,
    forceDelete: inputs.forceDelete ?? false,
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    verificationStatus: "",
  }),
  onDelete: (call) => leftBehind(call, "remove"),
};

function policyOutputs(inputs: Properties, config: ProviderConfig, _store: Store, id = ""): Properties {
  const conditions = list(inputs.conditions).map((condition, index) => ({
    ...object(condition),
    name: `${id}/conditions/${numberFor(id, index)}`,
  }));
  return {
    project: projectOf(inputs, config),
    name: id,
    conditions,
    enabled: inputs.enabled ?? true,
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  };
}

const alertPolicy: ResourceType = {
  token: tokens.alertPolicy,
  replaceOn: ["project"],
  rules: [projectIsSet, projectIdIsValid, apiIsEnabled("alert-policies"), ...alertPolicyRules, deletionIsAllowed],
  id: idOf(tokens.alertPolicy, "alertPolicies"),
  conflict: "Error 409 alreadyExists",
  outputs: policyOutputs,
  onDelete: (call) => leftBehind(call, "remove"),
};

export const monitoringTypes: readonly ResourceType[] = [notificationChannel, alertPolicy];
