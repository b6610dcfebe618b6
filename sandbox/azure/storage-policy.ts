import type { CloudError, Json, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, accountIdOf } from "./arm.ts";
import { parentExists } from "./placement.ts";
import { read, readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Storage/storageAccounts/managementPolicies";
const STRUCTURE = "https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure";
const REST = "https://learn.microsoft.com/rest/api/storagerp/management-policies/create-or-update";
const MAXIMUM_RULES = 100;
const MAXIMUM_PREFIXES = 10;

const SUBJECTS = ["baseBlob", "snapshot", "version"];
const TIERINGS = ["tierToHot", "tierToCool", "tierToCold", "tierToArchive", "enableAutoTierToHotFromCool"];
const ACTIONS = ["delete", ...TIERINGS];

const rulesOf = (inputs: Properties) => readList(inputs, "policy.rules");
const nameOf = (rule: Json) => readText(rule, "name") ?? "";

function hasAction(rule: Json, actions: readonly string[]): boolean {
  return SUBJECTS.some((subject) =>
    actions.some((action) => {
      const value = read(rule, `definition.actions.${subject}.${action}`);
      return value !== undefined && value !== false;
    }),
  );
}

function refuseValue(property: string, why: string): CloudError {
  return { name: "InvalidRequestPropertyValue", message: `The value is not allowed for property ${property}: ${why}.` };
}

/** A rule of the sandbox that judges each rule of the policy by itself. */
function onEachRule(id: string, source: string, judge: (rule: Json) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      for (const rule of rulesOf(inputs)) {
        const refusal = judge(rule);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

const nameIsDefault: Rule = {
  id: "management-policy-name-is-default",
  source: REST,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "managementPolicyName") ?? "default";
    return name === "default" ? undefined : refuseValue("managementPolicyName", "it must be 'default'");
  },
};

const countIsInRange: Rule = {
  id: "management-policy-rule-count-is-in-range",
  source: STRUCTURE,
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = rulesOf(inputs).length;
    if (count >= 1 && count <= MAXIMUM_RULES) return undefined;
    return refuseValue("policy.rules", `a policy has 1 to ${MAXIMUM_RULES} rules, not ${count}`);
  },
};

const namesAreUnique: Rule = {
  id: "management-policy-rule-names-are-unique",
  source: STRUCTURE,
  on: ["create", "update"],
  refuse({ inputs }) {
    const names = rulesOf(inputs).map(nameOf);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    return twice === undefined ? undefined : refuseValue("policy.rules", `the rule name '${twice}' is used twice`);
  },
};

// The documentation says alphanumeric; hyphens are accepted too, as in the samples of Microsoft's own modules.
const nameIsValid = onEachRule("management-policy-rule-name-is-valid", STRUCTURE, (rule) =>
  /^[A-Za-z0-9-]{1,256}$/.test(nameOf(rule))
    ? undefined
    : refuseValue("policy.rules.name", `'${nameOf(rule)}' isn't 1 to 256 alphanumeric characters`),
);

const blobTypesAreValid = onEachRule("management-policy-blob-types-are-valid", STRUCTURE, (rule) => {
  if (read(rule, "definition.filters") === undefined) return undefined;
  const types = readList(rule, "definition.filters.blobTypes");
  if (types.length > 0 && types.every((type) => type === "blockBlob" || type === "appendBlob")) return undefined;
  return refuseValue("policy.rules.definition.filters.blobTypes", "it lists 'blockBlob', 'appendBlob' or both");
});

const appendBlobsAreOnlyDeleted = onEachRule("management-policy-append-blobs-are-only-deleted", STRUCTURE, (rule) => {
  const isForAppendBlobs = readList(rule, "definition.filters.blobTypes").includes("appendBlob");
  if (!isForAppendBlobs || !hasAction(rule, TIERINGS)) return undefined;
  return refuseValue(
    "policy.rules.definition.filters.blobTypes",
    `only delete actions are supported for appendBlob, and the rule '${nameOf(rule)}' changes the tier`,
  );
});

const prefixesAreFew = onEachRule("management-policy-prefixes-are-few", STRUCTURE, (rule) => {
  const count = readList(rule, "definition.filters.prefixMatch").length;
  if (count <= MAXIMUM_PREFIXES) return undefined;
  return refuseValue(
    "policy.rules.definition.filters.prefixMatch",
    `a rule has up to ${MAXIMUM_PREFIXES} prefixes, not ${count}`,
  );
});

const hasAnAction = onEachRule("management-policy-rule-has-an-action", STRUCTURE, (rule) =>
  hasAction(rule, ACTIONS)
    ? undefined
    : refuseValue("policy.rules.definition.actions", `the rule '${nameOf(rule)}' has no action`),
);

function daysOf(rule: Json): Json[] {
  return SUBJECTS.flatMap((subject) => ACTIONS.map((action) => read(rule, `definition.actions.${subject}.${action}`)))
    .filter((condition) => typeof condition === "object" && condition !== null && !Array.isArray(condition))
    .flatMap((condition) => Object.values(condition ?? {}));
}

const daysAreWhole = onEachRule("management-policy-days-are-not-negative", REST, (rule) => {
  const wrong = daysOf(rule).find((days) => typeof days !== "number" || !Number.isInteger(days) || days < 0);
  if (wrong === undefined) return undefined;
  return refuseValue("policy.rules.definition.actions", `${wrong} isn't a whole number of days of at least 0`);
});

const policyId = (inputs: Properties, config: ProviderConfig) =>
  `${accountIdOf(inputs, config)}/managementPolicies/${readText(inputs, "managementPolicyName") ?? "default"}`;

export const managementPolicy: ResourceType = {
  token: TOKENS.managementPolicy,
  replaceOn: ["accountName", "resourceGroupName", "managementPolicyName"],
  rules: [
    parentExists("management-policy", ARM_TYPE, TOKENS.account, accountIdOf),
    nameIsDefault,
    countIsInRange,
    namesAreUnique,
    nameIsValid,
    blobTypesAreValid,
    appendBlobsAreOnlyDeleted,
    prefixesAreFew,
    hasAnAction,
    daysAreWhole,
  ],
  id: policyId,
  conflict: ALREADY_EXISTS,
  outputs: () => ({ name: "DefaultManagementPolicy", type: ARM_TYPE }),
};
