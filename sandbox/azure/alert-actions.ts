import type { Properties, Rule, Stored } from "../resource.ts";
import { findById } from "./arm.ts";
import { readFlag } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ACTION_GROUPS = "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups";
const MAXIMUM_GROUPS = 5;

/** What tells the two kinds of alert rule apart, as their actions go. */
export interface AlertKind {
  /** The prefix of the rules' ids. */
  service: string;
  groupIdsOf(inputs: Properties): string[];
}

export function findGroups({ groupIdsOf }: AlertKind, inputs: Properties, find: (id: string) => Stored | undefined) {
  return groupIdsOf(inputs).flatMap((id) => find(id) ?? []);
}

function groupsExist({ service, groupIdsOf }: AlertKind): Rule {
  return {
    id: `${service}-action-groups-exist`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
    on: ["create", "update"],
    refuse({ inputs, store }) {
      const missing = groupIdsOf(inputs).find((id) => findById(store, TOKENS.actionGroup, id) === undefined);
      if (missing === undefined) return undefined;
      return { name: "ResourceNotFound", message: `The Resource '${missing}' was not found.` };
    },
  };
}

function groupsAreFew({ service, groupIdsOf }: AlertKind): Rule {
  return {
    id: `${service}-action-groups-are-at-most-5`,
    source: `${ACTION_GROUPS}#reusability-and-execution`,
    on: ["create", "update"],
    refuse({ inputs }) {
      const count = groupIdsOf(inputs).length;
      if (count <= MAXIMUM_GROUPS) return undefined;
      return {
        name: "BadRequest",
        message: `An alert rule can have up to ${MAXIMUM_GROUPS} action groups, but has ${count}.`,
      };
    },
  };
}

function groupsAreEnabled(kind: AlertKind): Rule {
  return {
    id: `${kind.service}-action-groups-are-enabled`,
    source: "https://learn.microsoft.com/rest/api/monitor/action-groups/create-or-update#request-body",
    on: ["create", "update"],
    refuse({ inputs, store }) {
      const groups = findGroups(kind, inputs, (id) => findById(store, TOKENS.actionGroup, id));
      const off = groups.find((group) => readFlag(group.inputs, "enabled") === false);
      if (off === undefined) return undefined;
      return {
        name: "ActionGroupDisabled",
        message: `The action group '${off.id}' is not enabled: Azure accepts the alert rule, and drops what it would tell this group's receivers.`,
      };
    },
  };
}

/** The rules on whom an alert rule tells. */
export const actionRules = (kind: AlertKind): Rule[] => [groupsExist(kind), groupsAreFew(kind), groupsAreEnabled(kind)];
