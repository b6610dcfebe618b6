import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { readFlag, readList, readText } from "./properties.ts";

const ACTION_GROUPS = "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups";
const LIMITS = "https://learn.microsoft.com/azure/azure-monitor/service-limits#action-groups";
const REST = "https://learn.microsoft.com/rest/api/monitor/action-groups/create-or-update";
const MAXIMUM_EMAIL_LENGTH = 64;

const isSecure = (receiver: Json) => readFlag(receiver, "useAadAuth") === true;

interface ReceiverLimit {
  list: string;
  maximum: number;
  counts?: (receiver: Json) => boolean;
}

const RECEIVER_LIMITS: Readonly<Record<string, ReceiverLimit>> = {
  "Azure app": { list: "azureAppPushReceivers", maximum: 10 },
  email: { list: "emailReceivers", maximum: 1000 },
  "Email ARM role": { list: "armRoleReceivers", maximum: 10 },
  "Event Hubs": { list: "eventHubReceivers", maximum: 10 },
  ITSM: { list: "itsmReceivers", maximum: 10 },
  "logic app": { list: "logicAppReceivers", maximum: 10 },
  runbook: { list: "automationRunbookReceivers", maximum: 10 },
  "secure webhook": { list: "webhookReceivers", maximum: 10, counts: isSecure },
  SMS: { list: "smsReceivers", maximum: 10 },
  voice: { list: "voiceReceivers", maximum: 10 },
  webhook: { list: "webhookReceivers", maximum: 10, counts: (receiver) => !isSecure(receiver) },
};

/** The roles whose members can be sent mail, by the GUIDs of their definitions. */
const MAILABLE_ROLES: Readonly<Record<string, string>> = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
};

/** Every list of receivers, by the name of its input. */
const listsOf = (inputs: Properties): [string, Json[]][] =>
  Object.keys(inputs)
    .filter((name) => name.endsWith("Receivers"))
    .map((name) => [name, readList(inputs, name)]);

/** A rule on each receiver of one list; the refusal names the receiver, never its address, which may be a secret. */
export function onEachReceiver(
  rule: Pick<Rule, "id" | "source">,
  list: string,
  judge: (receiver: Json, name: string) => CloudError | undefined,
): Rule {
  return {
    ...rule,
    on: ["create", "update"],
    refuse({ inputs }) {
      for (const receiver of readList(inputs, list)) {
        const refusal = judge(receiver, readText(receiver, "name") ?? "");
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

const receiversHaveNames: Rule = {
  id: "action-group-receivers-have-names",
  source: "https://github.com/MicrosoftDocs/azure-docs/issues/37405",
  on: ["create", "update"],
  refuse({ inputs }) {
    const list = listsOf(inputs).find(([, receivers]) =>
      receivers.some((receiver) => readText(receiver, "name") === undefined),
    )?.[0];
    if (list === undefined) return undefined;
    const code = `${list[0]!.toUpperCase()}${list.slice(1, -1)}NameIsNullOrEmpty`;
    return { name: code, message: `${code}: a receiver in ${list} has no name.` };
  },
};

const receiverNamesAreUnique: Rule = {
  id: "action-group-receiver-names-are-unique",
  source: `${REST}#emailreceiver`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const names = listsOf(inputs).flatMap(([, receivers]) =>
      receivers.map((receiver) => readText(receiver, "name")?.toLowerCase()),
    );
    const twice = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
    if (twice === undefined) return undefined;
    return {
      name: "BadRequest",
      message: `The receiver name '${twice}' is used twice; names must be unique across all receivers within an action group.`,
    };
  },
};

const receiversAreFew: Rule = {
  id: "action-group-receivers-are-within-limits",
  source: LIMITS,
  on: ["create", "update"],
  refuse({ inputs }) {
    for (const [kind, { list, maximum, counts = () => true }] of Object.entries(RECEIVER_LIMITS)) {
      const count = readList(inputs, list).filter(counts).length;
      if (count <= maximum) continue;
      return {
        name: "BadRequest",
        message: `An action group can have ${maximum} ${kind} actions, but has ${count}.`,
      };
    }
    return undefined;
  },
};

const emailIsAnAddress = onEachReceiver(
  { id: "action-group-email-is-an-address", source: LIMITS },
  "emailReceivers",
  (receiver, name) => {
    const address = readText(receiver, "emailAddress") ?? "";
    const isShort = address.length <= MAXIMUM_EMAIL_LENGTH;
    if (isShort && /^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/.test(address)) return undefined;
    return {
      name: "BadRequest",
      message: isShort
        ? `The email address of the receiver '${name}' is not valid.`
        : `The email address of the receiver '${name}' has ${address.length} characters; the limit is ${MAXIMUM_EMAIL_LENGTH}.`,
    };
  },
);

const roleCanBeMailed = onEachReceiver(
  { id: "action-group-role-can-be-mailed", source: `${ACTION_GROUPS}#email-azure-resource-manager` },
  "armRoleReceivers",
  (receiver, name) => {
    const role = readText(receiver, "roleId");
    if (Object.values(MAILABLE_ROLES).some((known) => isSameText(known, role))) return undefined;
    return {
      name: "BadRequest",
      message: `The role '${role ?? ""}' of the receiver '${name}' is not supported; action groups only support emailing the roles ${Object.keys(MAILABLE_ROLES).join(", ")}.`,
    };
  },
);

export const receiverRules: readonly Rule[] = [
  receiversHaveNames,
  receiverNamesAreUnique,
  receiversAreFew,
  emailIsAnAddress,
  roleCanBeMailed,
];
