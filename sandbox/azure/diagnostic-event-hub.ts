import type { Call, Rule, Stored } from "../resource.ts";
import { findById } from "./arm.ts";
import { readFlag, readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const OVERVIEW = "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings";

/** A rule of a namespace or of an event hub. */
export const ruleToken = (id: string | undefined) =>
  /\/eventhubs\//i.test(id ?? "") ? TOKENS.eventHubRule : TOKENS.eventHubNamespaceRule;

/** The authorization rule that a setting sends with. */
const senderOf = ({ inputs, store }: Pick<Call, "inputs" | "store">): Stored | undefined => {
  const id = readText(inputs, "eventHubAuthorizationRuleId");
  return id === undefined ? undefined : findById(store, ruleToken(id), id);
};

/** The namespace that a setting sends to. */
export const namespaceOf = (call: Pick<Call, "inputs" | "store">): Stored | undefined => {
  const [namespace] = senderOf(call)?.id.split(/\/(?:eventhubs|authorizationRules)\//i) ?? [];
  return namespace === undefined ? undefined : findById(call.store, TOKENS.eventHubNamespace, namespace);
};

export function senderHasItsRights(service: string): Rule {
  return {
    id: `${service}-event-hub-rule-has-its-rights`,
    source: `${OVERVIEW}#destinations`,
    on: ["create", "update"],
    refuse(call) {
      const sender = senderOf(call);
      if (sender === undefined) return undefined;
      const rights = readList(sender.inputs, "rights");
      const missing = ["Manage", "Send", "Listen"].find((right) => !rights.includes(right));
      if (missing === undefined) return undefined;
      return {
        name: "BadRequest",
        message: `The EventHub authorization rule requires manage|send|listen access, this EventHub authorization rule does not have '${missing.toLowerCase()}' access.`,
      };
    },
  };
}

/** Azure Monitor signs with the rule's key and can't sign in. The setting is made, and nothing arrives: the sandbox says it at once. */
export function namespaceTakesKeys(service: string): Rule {
  return {
    id: `${service}-event-hub-namespace-takes-keys`,
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/119932",
    on: ["create", "update"],
    refuse(call) {
      const namespace = namespaceOf(call);
      if (namespace === undefined || readFlag(namespace.inputs, "disableLocalAuth") !== true) return undefined;
      return {
        name: "BadRequest",
        message: `The namespace '${namespace.id}' has local authentication disabled, which diagnostic settings need.`,
      };
    },
  };
}
