import type { Call, CloudError, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, autoname, normalizeId } from "./arm.ts";
import { hubId, isNamed, NAME_RULES, NAMESPACE_TYPE, namespaceId } from "./event-hubs.ts";
import { parentExists } from "./placement.ts";
import { readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const SIGNATURES = "https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature";
const RIGHTS = ["Listen", "Manage", "Send"];
const MOST_RULES = 12;

type IdOf = (inputs: Properties, config: ProviderConfig) => string;

/** What tells the rules of a namespace and of an event hub apart. */
interface RuleKind {
  /** The prefix of the sandbox's own rules' ids. */
  service: string;
  token: string;
  armType: string;
  parent: { token: string; id: IdOf };
  replaceOn: readonly string[];
}

function badRequest(message: string): CloudError {
  return { name: "BadRequest", message };
}

const nameIsValid = ({ service }: RuleKind): Rule => ({
  id: `${service}-name-is-valid`,
  source: NAME_RULES,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "authorizationRuleName") ?? "";
    if (isNamed(name, 50)) return undefined;
    return badRequest(
      `The authorization rule name '${name}' is invalid: 1 to 50 letters, digits, periods, hyphens and underscores, starting and ending with a letter or a digit.`,
    );
  },
});

const rightsAreKnown = ({ service }: RuleKind): Rule => ({
  id: `${service}-rights-are-known`,
  source:
    "https://learn.microsoft.com/rest/api/eventhub/authorization-rules-namespaces/create-or-update-authorization-rule",
  on: ["create", "update"],
  refuse({ inputs }) {
    const rights = readList(inputs, "rights").map(String);
    if (rights.length > 0 && rights.every((right) => RIGHTS.includes(right))) return undefined;
    return badRequest(`The rights '${rights.join(", ")}' are invalid: give some of ${RIGHTS.join(", ")}.`);
  },
});

const manageHasAll = ({ service }: RuleKind): Rule => ({
  id: `${service}-manage-goes-with-send-and-listen`,
  source: SIGNATURES,
  on: ["create", "update"],
  refuse({ inputs }) {
    const rights = readList(inputs, "rights").map(String);
    if (!rights.includes("Manage") || RIGHTS.every((right) => rights.includes(right))) return undefined;
    return badRequest("The right Manage must be given together with Send and Listen.");
  },
});

const rulesFit = ({ service, token, parent }: RuleKind): Rule => ({
  id: `${service}-count-is-within-limit`,
  source: SIGNATURES,
  on: ["create"],
  refuse({ inputs, config, store }: Call) {
    const within = `${normalizeId(parent.id(inputs, config))}/authorizationrules/`;
    const others = store.list(token).filter(({ id }) => normalizeId(id).startsWith(within));
    if (others.length < MOST_RULES) return undefined;
    return { name: "QuotaExceeded", message: `There can be at most ${MOST_RULES} authorization rules of one entity.` };
  },
});

const ruleType = (kind: RuleKind): ResourceType => ({
  token: kind.token,
  autoname: autoname("authorizationRuleName"),
  replaceOn: ["authorizationRuleName", "namespaceName", "resourceGroupName", ...kind.replaceOn],
  rules: [
    parentExists(kind.service, kind.armType, kind.parent.token, kind.parent.id),
    ...[nameIsValid, rightsAreKnown, manageHasAll, rulesFit].map((make) => make(kind)),
  ],
  id: (inputs, config) =>
    `${kind.parent.id(inputs, config)}/authorizationRules/${readText(inputs, "authorizationRuleName")}`,
  conflict: ALREADY_EXISTS,
  outputs: (inputs) => ({ name: readText(inputs, "authorizationRuleName") ?? "", type: kind.armType }),
});

export const eventHubNamespaceRule = ruleType({
  service: "event-hub-namespace-rule",
  token: TOKENS.eventHubNamespaceRule,
  armType: `${NAMESPACE_TYPE}/authorizationRules`,
  parent: { token: TOKENS.eventHubNamespace, id: namespaceId },
  replaceOn: [],
});

export const eventHubRule = ruleType({
  service: "event-hub-rule",
  token: TOKENS.eventHubRule,
  armType: `${NAMESPACE_TYPE}/eventhubs/authorizationRules`,
  parent: { token: TOKENS.eventHub, id: hubId },
  replaceOn: ["eventHubName"],
});
