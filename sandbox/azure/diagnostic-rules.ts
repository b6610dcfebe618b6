import type { Call, CloudError, Json, Rule, Stored } from "../resource.ts";
import { type Categories, expandEntry, isKnownEntry } from "./diagnostic-categories.ts";
import { DESTINATION_RULES, findSharedSink } from "./diagnostic-destinations.ts";
import { readFlag, readList, readText } from "./properties.ts";

const OVERVIEW = "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings";
const NAME_PATTERN =
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/monitor/validate/monitor_diagnostic_setting_name.go";
const RETENTION = "https://learn.microsoft.com/azure/azure-monitor/platform/migrate-to-azure-storage-lifecycle-policy";
const MAXIMUM_SETTINGS = 5;
const MAXIMUM_NAME_LENGTH = 260;

/** What tells the three kinds of diagnostic setting apart. */
export interface SettingKind {
  /** The prefix of the rules' ids. */
  service: string;
  /** The resource whose logs a setting delivers; settings of different kinds can be of the same one. */
  sourceOf(setting: Pick<Call, "inputs" | "config">): string;
  categoriesOf(call: Call): Categories | undefined;
  /** Every setting of the same resource, of whatever kind. */
  listSiblings(call: Call): Stored[];
}

function badRequest(message: string): CloudError {
  return { name: "BadRequest", message };
}

function listOthers(kind: SettingKind, call: Call): Stored[] {
  return kind.listSiblings(call).filter((other) => other.id !== call.existing?.id || other.token !== call.token);
}

function onEachLog(id: string, source: string, judge: (log: Json, call: Call) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse(call) {
      for (const log of readList(call.inputs, "logs")) {
        const refusal = judge(log, call);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

function nameIsValid({ service }: SettingKind): Rule {
  return {
    id: `${service}-name-is-valid`,
    source: NAME_PATTERN,
    on: ["create"],
    refuse({ inputs }) {
      const name = readText(inputs, "name") ?? "";
      if (name.length >= 1 && name.length <= MAXIMUM_NAME_LENGTH && !/[<>*%&:\\?+/]/.test(name)) return undefined;
      return badRequest(
        `The diagnostic setting name '${name}' is invalid: 1 to ${MAXIMUM_NAME_LENGTH} characters without < > * % & : \\ ? + /.`,
      );
    },
  };
}

function countIsWithinLimit(kind: SettingKind): Rule {
  return {
    id: `${kind.service}-count-is-within-limit`,
    source: OVERVIEW,
    on: ["create"],
    refuse(call) {
      if (listOthers(kind, call).length < MAXIMUM_SETTINGS) return undefined;
      return {
        name: "Conflict",
        message: `The limit of ${MAXIMUM_SETTINGS} diagnostic settings was reached. To create a new diagnostic setting, delete an existing one.`,
      };
    },
  };
}

function entriesAreOfOneKind({ service }: SettingKind): Rule {
  return onEachLog(`${service}-log-has-a-category-or-a-group`, `${OVERVIEW}#category-groups`, (log) => {
    const given = [readText(log, "category"), readText(log, "categoryGroup")].filter((value) => value !== undefined);
    if (given.length === 1) return undefined;
    return badRequest(
      given.length === 0
        ? "A log needs either a category or a categoryGroup."
        : `A log can't have both the category '${given[0]}' and the categoryGroup '${given[1]}'.`,
    );
  });
}

function categoriesAreSupported(kind: SettingKind): Rule {
  const id = `${kind.service}-categories-are-supported`;
  return onEachLog(id, "https://learn.microsoft.com/azure/azure-monitor/reference/logs-index", (log, call) => {
    const known = kind.categoriesOf(call);
    if (known === undefined || isKnownEntry(log, known)) return undefined;
    const category = readText(log, "category");
    return badRequest(
      category === undefined
        ? `Category group '${readText(log, "categoryGroup")}' is not supported.`
        : `Category '${category}' is not supported.`,
    );
  });
}

function retentionIsOff({ service }: SettingKind): Rule {
  return {
    id: `${service}-retention-is-off`,
    source: RETENTION,
    on: ["create", "update"],
    refuse({ inputs }) {
      const entries = [...readList(inputs, "logs"), ...readList(inputs, "metrics")];
      if (!entries.some((entry) => readFlag(entry, "retentionPolicy.enabled") === true)) return undefined;
      return badRequest("Diagnostic settings does not support retention for new diagnostic settings.");
    },
  };
}

function sinksAreNotReused(kind: SettingKind): Rule {
  return {
    id: `${kind.service}-sinks-are-not-reused`,
    source: "https://github.com/Azure/bicep-registry-modules/issues/3407",
    on: ["create", "update"],
    refuse(call) {
      const known = kind.categoriesOf(call);
      const categoriesOf = (inputs: Stored["inputs"]) =>
        readList(inputs, "logs").flatMap((log) => expandEntry(log, known));
      const mine = categoriesOf(call.inputs);
      for (const other of listOthers(kind, call)) {
        const sink = findSharedSink(call.inputs, other.inputs);
        const category = categoriesOf(other.inputs).find((theirs) => mine.includes(theirs));
        if (sink === undefined || category === undefined) continue;
        return {
          name: "Conflict",
          message: `Data sink '${sink}' is already used in diagnostic setting '${readText(other.inputs, "name")}' for category '${category}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
        };
      }
      return undefined;
    },
  };
}

/** The rules that every kind of diagnostic setting has. */
export function diagnosticRules(kind: SettingKind): Rule[] {
  const makers = [nameIsValid, countIsWithinLimit, entriesAreOfOneKind, categoriesAreSupported, sinksAreNotReused];
  return [...makers.map((make) => make(kind)), ...DESTINATION_RULES.map((make) => make(kind.service))];
}

/** For the kinds whose API still has a retention policy. */
export const diagnosticRetentionRule = retentionIsOff;
