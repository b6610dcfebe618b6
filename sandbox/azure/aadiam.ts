import type { ResourceType } from "../resource.ts";
import { ALREADY_EXISTS, autoname } from "./arm.ts";
import { ENTRA } from "./diagnostic-categories.ts";
import { diagnosticRetentionRule, diagnosticRules, type SettingKind } from "./diagnostic-rules.ts";
import { leaveTraceInStorage } from "./monitor.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "microsoft.aadiam/diagnosticSettings";

const entraKind: SettingKind = {
  service: "entra-diagnostic-setting",
  sourceOf: () => "",
  categoriesOf: () => ENTRA,
  listSiblings: ({ store }) => store.list(TOKENS.entraSetting),
};

export const entraDiagnosticSetting: ResourceType = {
  token: TOKENS.entraSetting,
  autoname: autoname("name"),
  replaceOn: ["name"],
  rules: [...diagnosticRules(entraKind), diagnosticRetentionRule(entraKind)],
  id: (inputs) => `/providers/${ARM_TYPE}/${readText(inputs, "name")}`,
  conflict: ALREADY_EXISTS,
  outputs: (inputs) => ({ name: readText(inputs, "name") ?? "", type: ARM_TYPE }),
  onDelete: leaveTraceInStorage,
};
