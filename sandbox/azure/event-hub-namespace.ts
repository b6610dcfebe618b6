import type { CloudError, ResourceType, Rule, Stored } from "../resource.ts";
import { ALREADY_EXISTS, autoname, isSameId, isSameText, normalizeId } from "./arm.ts";
import { NAME_RULES, NAMESPACE_TYPE, namespaceId, QUOTAS } from "./event-hubs.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { read, readFlag, readNumber, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const MOST_UNITS = 40;

function badRequest(message: string): CloudError {
  return { name: "BadRequest", message };
}

const nameIsValid: Rule = {
  id: "event-hub-namespace-name-is-valid",
  source: NAME_RULES,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "namespaceName") ?? "";
    if (/^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/.test(name)) return undefined;
    return badRequest(
      `The namespace name '${name}' is invalid: 6 to 50 letters, digits and hyphens, starting with a letter and ending with a letter or a digit.`,
    );
  },
};

const nameIsFree: Rule = {
  id: "event-hub-namespace-name-is-globally-unique",
  source: "https://learn.microsoft.com/rest/api/eventhub/namespaces/check-name-availability",
  on: ["create"],
  refuse({ inputs, config, store }) {
    const id = namespaceId(inputs, config);
    const other = store
      .list(TOKENS.eventHubNamespace)
      .find((one) => isSameText(one.outputs.name, inputs.namespaceName) && !isSameId(one.id, id));
    return other && { name: "NameInUse", message: `The specified name '${inputs.namespaceName}' is not available.` };
  },
};

const skuIsKnown: Rule = {
  id: "event-hub-namespace-sku-is-known",
  source: "https://learn.microsoft.com/rest/api/eventhub/namespaces/create-or-update#skuname",
  on: ["create", "update"],
  refuse({ inputs }) {
    const sku = readText(inputs, "sku.name");
    if (sku === undefined || ["Basic", "Standard", "Premium"].includes(sku)) return undefined;
    return badRequest(`The sku '${sku}' is invalid: it is one of Basic, Standard and Premium.`);
  },
};

const unitsAreInRange: Rule = {
  id: "event-hub-namespace-throughput-units-are-in-range",
  source: QUOTAS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = [readNumber(inputs, "sku.capacity"), readNumber(inputs, "maximumThroughputUnits")];
    const wrong = given.find((units) => units !== undefined && !(units >= 0 && units <= MOST_UNITS));
    return wrong === undefined
      ? undefined
      : badRequest(`${wrong} throughput units are out of range: 0 to ${MOST_UNITS}.`);
  },
};

const autoInflateFits: Rule = {
  id: "event-hub-namespace-auto-inflate-fits",
  source: "https://learn.microsoft.com/azure/event-hubs/event-hubs-auto-inflate",
  on: ["create", "update"],
  refuse({ inputs }) {
    if (readFlag(inputs, "isAutoInflateEnabled") !== true) return undefined;
    if ((readText(inputs, "sku.name") ?? "Standard") !== "Standard") {
      return badRequest("Auto-inflate is available in the Standard tier alone.");
    }
    const most = readNumber(inputs, "maximumThroughputUnits") ?? 0;
    const first = readNumber(inputs, "sku.capacity") ?? 1;
    if (most >= first && most > 0) return undefined;
    return badRequest(`Auto-inflate can't stop at ${most} throughput units where there are ${first}.`);
  },
};

const tlsIsKnown: Rule = {
  id: "event-hub-namespace-minimum-tls-is-known",
  source: "https://learn.microsoft.com/azure/event-hubs/transport-layer-security-configure-minimum-version",
  on: ["create", "update"],
  refuse({ inputs }) {
    const version = readText(inputs, "minimumTlsVersion");
    if (version === undefined || ["1.0", "1.1", "1.2"].includes(version)) return undefined;
    return badRequest(`The minimum TLS version '${version}' is invalid: it is one of 1.0, 1.1 and 1.2.`);
  },
};

const keyNeedsPremium: Rule = {
  id: "event-hub-namespace-key-needs-premium",
  source: "https://learn.microsoft.com/azure/event-hubs/configure-customer-managed-key",
  on: ["create", "update"],
  refuse({ inputs }) {
    if (read(inputs, "encryption") === undefined || readText(inputs, "sku.name") === "Premium") return undefined;
    return badRequest("Customer-managed keys are supported in premium namespaces and dedicated clusters alone.");
  },
};

/** All that lies in it. */
const findContents = (namespace: Stored | undefined, list: (token: string) => Stored[]): Stored[] =>
  [TOKENS.eventHub, TOKENS.eventHubRule, TOKENS.eventHubNamespaceRule]
    .flatMap(list)
    .filter(({ id }) => normalizeId(id).startsWith(`${normalizeId(namespace?.id ?? "")}/`));

export const eventHubNamespace: ResourceType = {
  token: TOKENS.eventHubNamespace,
  autoname: autoname("namespaceName"),
  replaceOn: ["namespaceName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("event-hub-namespace"),
    locationIsARegion("event-hub-namespace", NAMESPACE_TYPE),
    nameIsValid,
    nameIsFree,
    skuIsKnown,
    unitsAreInRange,
    autoInflateFits,
    tlsIsKnown,
    keyNeedsPremium,
  ],
  id: namespaceId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const name = readText(inputs, "namespaceName") ?? "";
    return {
      name,
      type: NAMESPACE_TYPE,
      location: locationOf(inputs, config, store) ?? "",
      provisioningState: "Succeeded",
      serviceBusEndpoint: `https://${name}.servicebus.windows.net:443/`,
    };
  },
  cascade: ({ existing, store }) => findContents(existing, (token) => store.list(token)),
};
