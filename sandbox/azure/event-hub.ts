import type { Call, CloudError, Properties, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, autoname, normalizeId } from "./arm.ts";
import {
  findNamespace,
  hubId,
  isNamed,
  NAME_RULES,
  NAMESPACE_TYPE,
  namespaceId,
  QUOTAS,
  tierOf,
} from "./event-hubs.ts";
import { parentExists } from "./placement.ts";
import { readNumber, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = `${NAMESPACE_TYPE}/eventhubs`;
const DEFAULT_PARTITIONS = 4;

/** Of each tier the most that it has. */
const MOST = {
  partitions: { Basic: 32, Standard: 32, Premium: 100 },
  hours: { Basic: 24, Standard: 168, Premium: 2160 },
  hubs: { Basic: 10, Standard: 10, Premium: 100 },
} as const;

function badRequest(message: string): CloudError {
  return { name: "BadRequest", message };
}

const mostOf = (what: keyof typeof MOST, { inputs, config, store }: Call): number =>
  MOST[what][tierOf(findNamespace(inputs, config, store))];

const nameIsValid: Rule = {
  id: "event-hub-name-is-valid",
  source: NAME_RULES,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "eventHubName") ?? "";
    if (isNamed(name, 256)) return undefined;
    return badRequest(
      `The event hub name '${name}' is invalid: 1 to 256 letters, digits, periods, hyphens and underscores, starting and ending with a letter or a digit.`,
    );
  },
};

const partitionsOf = (inputs: Properties | undefined): number =>
  readNumber(inputs, "partitionCount") ?? DEFAULT_PARTITIONS;

const partitionsAreInRange: Rule = {
  id: "event-hub-partitions-are-in-range",
  source: QUOTAS,
  on: ["create", "update"],
  refuse(call) {
    const [count, most] = [partitionsOf(call.inputs), mostOf("partitions", call)];
    return count >= 1 && count <= most ? undefined : badRequest(`${count} partitions are out of range: 1 to ${most}.`);
  },
};

const partitionsStay: Rule = {
  id: "event-hub-partitions-stay",
  source: "https://learn.microsoft.com/azure/event-hubs/dynamically-add-partitions",
  on: ["update"],
  refuse(call) {
    const [before, after] = [partitionsOf(call.existing?.inputs), partitionsOf(call.inputs)];
    const grows = tierOf(findNamespace(call.inputs, call.config, call.store)) === "Premium" && after > before;
    if (before === after || grows) return undefined;
    return badRequest(`The partition count of an event hub can't be changed from ${before} to ${after}.`);
  },
};

const hoursOf = (inputs: Properties): number | undefined => {
  const days = readNumber(inputs, "messageRetentionInDays");
  return (
    readNumber(inputs, "retentionDescription.retentionTimeInHours") ?? (days === undefined ? undefined : days * 24)
  );
};

const retentionIsInRange: Rule = {
  id: "event-hub-retention-is-in-range",
  source: QUOTAS,
  on: ["create", "update"],
  refuse(call) {
    const [hours, most] = [hoursOf(call.inputs), mostOf("hours", call)];
    if (hours === undefined || (hours >= 1 && hours <= most)) return undefined;
    return badRequest(`A retention of ${hours} hours is out of range: 1 to ${most} in this tier.`);
  },
};

const hubsFit: Rule = {
  id: "event-hub-count-is-within-limit",
  source: QUOTAS,
  on: ["create"],
  refuse(call) {
    const within = `${normalizeId(namespaceId(call.inputs, call.config))}/`;
    const others = call.store.list(TOKENS.eventHub).filter(({ id }) => normalizeId(id).startsWith(within));
    const most = mostOf("hubs", call);
    if (others.length < most) return undefined;
    return { name: "QuotaExceeded", message: `A namespace of this tier has at most ${most} event hubs.` };
  },
};

export const eventHub: ResourceType = {
  token: TOKENS.eventHub,
  autoname: autoname("eventHubName"),
  replaceOn: ["eventHubName", "namespaceName", "resourceGroupName"],
  rules: [
    parentExists("event-hub", ARM_TYPE, TOKENS.eventHubNamespace, namespaceId),
    nameIsValid,
    partitionsAreInRange,
    partitionsStay,
    retentionIsInRange,
    hubsFit,
  ],
  id: hubId,
  conflict: ALREADY_EXISTS,
  outputs: (inputs) => ({
    name: readText(inputs, "eventHubName") ?? "",
    type: ARM_TYPE,
    partitionCount: partitionsOf(inputs),
    status: readText(inputs, "status") ?? "Active",
  }),
  cascade: ({ existing, store }) =>
    store
      .list(TOKENS.eventHubRule)
      .filter(({ id }) => normalizeId(id).startsWith(`${normalizeId(existing?.id ?? "")}/`)),
};
