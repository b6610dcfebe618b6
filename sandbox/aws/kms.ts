import { createHash } from "node:crypto";
import type { Json, Properties, ProviderConfig, ResourceType, Rule, Store, Stored } from "../resource.ts";
import { callerArn, callerRequest, deniedCall } from "./caller.ts";
import { accountOf, idWithin, partitionOf, refusal, regionOf, TOKEN, tagsAll, text, whole } from "./place.ts";
import type { PolicyRequest, Statement } from "./policy.ts";
import { allows, readPolicy } from "./policy.ts";
import { invalidPrincipal } from "./principal.ts";
import { uuidOf } from "./uuid.ts";

const GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide/";
const API = "https://docs.aws.amazon.com/kms/latest/APIReference/";

/** Keys have no names: the id is a digest of the inputs, and of how many live keys have the same. */
function newKeyId(inputs: Properties, config: ProviderConfig, store: Store | undefined): string {
  const taken = new Set((store?.list(TOKEN.key) ?? []).map(({ id }) => id));
  for (let count = 0; ; count++) {
    const seed = JSON.stringify([inputs, regionOf(inputs, config), accountOf(config), count]);
    const id = uuidOf(seed);
    if (!taken.has(id)) return id;
  }
}

function keyArn(id: string, inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:kms:${region}:${accountOf(config)}:key/${id}`;
}

/** A key by its id, its ARN, or its alias. */
export function findKey(store: Store, reference: string | undefined): Stored | undefined {
  if (reference === undefined) return undefined;
  const alias = store.where(TOKEN.alias, reference.startsWith("arn:") ? "arn" : "name", reference)[0];
  if (alias !== undefined) return findKey(store, text(alias.outputs.targetKeyArn));
  return store.where(TOKEN.key, reference.startsWith("arn:") ? "arn" : "keyId", reference)[0];
}

export function isEnabled(key: Stored): boolean {
  return key.inputs.isEnabled !== false;
}

/** Whether the key's policy lets a service do this with it. */
export function keyAllows(key: Stored, request: Omit<PolicyRequest, "resource">): boolean {
  const reading = readPolicy(key.outputs.policy);
  const statements = "fault" in reading ? [] : reading.statements;
  return allows(statements, { ...request, resource: String(key.outputs.arn) });
}

function statementsOf(policy: Json | undefined): Statement[] {
  const reading = readPolicy(policy);
  return "fault" in reading ? [] : reading.statements;
}

const policyIsWellFormed: Rule = {
  id: "kms-policy-is-well-formed",
  source: `${GUIDE}key-policy-overview.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.policy === undefined) return undefined;
    const reading = readPolicy(inputs.policy);
    if ("fault" in reading)
      return refusal("MalformedPolicyDocumentException", `Policy is malformed: ${reading.message}`);
    const incomplete = reading.statements.some(
      (s) => (s.principal ?? s.notPrincipal) === undefined || (s.resources ?? s.notResources) === undefined,
    );
    return incomplete
      ? refusal("MalformedPolicyDocumentException", "Each statement of a key policy needs a Principal and a Resource.")
      : undefined;
  },
};

const policyPrincipalsAreValid: Rule = {
  id: "kms-policy-principals-are-valid",
  source: `${GUIDE}key-policy-overview.html#key-policy-elements`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const invalid = invalidPrincipal(statementsOf(inputs.policy));
    if (invalid === undefined) return undefined;
    return refusal(
      "MalformedPolicyDocumentException",
      `Policy contains a statement with one or more invalid principals: ${invalid}`,
    );
  },
};

const policyKeepsControl: Rule = {
  id: "kms-policy-keeps-its-caller-in-control",
  source: `${API}API_CreateKey.html#KMS-CreateKey-request-BypassPolicyLockoutSafetyCheck`,
  on: ["create", "update"],
  refuse({ inputs, config, existing }) {
    const policy = inputs.policy;
    if (policy === undefined || inputs.bypassPolicyLockoutSafetyCheck === true) return undefined;
    const arn = callerArn(inputs, config);
    const account = accountOf(config);
    const kept = allows(statementsOf(policy), {
      arn,
      account,
      action: "kms:PutKeyPolicy",
      resource: keyArn(existing?.id ?? "new", inputs, config),
      context: { "kms:calleraccount": account, "aws:principalaccount": account, "aws:principalarn": arn },
    });
    if (kept) return undefined;
    return refusal(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
  },
};

const policyLetsTheCallerIn: Rule = {
  id: "kms-policy-lets-its-caller-change-the-key",
  source: `${GUIDE}policy-evaluation.html`,
  on: ["update", "delete"],
  refuse({ verb, inputs, config, existing }) {
    const policyChanges = JSON.stringify(inputs.policy) !== JSON.stringify(existing?.inputs.policy);
    const action = verb === "delete" ? "kms:ScheduleKeyDeletion" : policyChanges ? "kms:PutKeyPolicy" : undefined;
    if (action === undefined) return undefined;
    const request = callerRequest(inputs, config, action, String(existing?.outputs.arn));
    const error = deniedCall(statementsOf(existing?.inputs.policy), request);
    return error && { ...error, name: "AccessDeniedException" };
  },
};

const policyIsAtMost32Kilobytes: Rule = {
  id: "kms-policy-is-at-most-32-kilobytes",
  source: `${GUIDE}resource-limits.html#key-policy-limit`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const policy = inputs.policy;
    const size = Buffer.byteLength(typeof policy === "string" ? policy : JSON.stringify(policy ?? {}));
    return size > 32_768
      ? refusal("LimitExceededException", `The key policy has ${size} bytes; the quota is 32768.`)
      : undefined;
  },
};

/** A number that the API's model bounds. */
function bounded(id: string, source: string, property: string, field: string, least: number, most: number): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      const value = whole(inputs[property]);
      if (value === undefined || (value >= least && value <= most)) return undefined;
      const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
      return refusal(
        "ValidationException",
        `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: Member must have value ${bound}`,
      );
    },
  };
}

const deletionWindow = bounded(
  "kms-deletion-window-is-7-to-30-days",
  `${API}API_ScheduleKeyDeletion.html`,
  "deletionWindowInDays",
  "pendingWindowInDays",
  7,
  30,
);

const rotationPeriod = bounded(
  "kms-rotation-period-is-90-to-2560-days",
  `${API}API_EnableKeyRotation.html`,
  "rotationPeriodInDays",
  "rotationPeriodInDays",
  90,
  2560,
);

const rotationIsForSymmetricKeys: Rule = {
  id: "kms-rotation-is-for-symmetric-keys",
  source: `${API}API_EnableKeyRotation.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const symmetric = (text(inputs.customerMasterKeySpec) ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
    const ours = text(inputs.customKeyStoreId) === undefined;
    if (inputs.enableKeyRotation !== true || (symmetric && ours)) return undefined;
    return refusal(
      "UnsupportedOperationException",
      "Automatic rotation is only for symmetric encryption keys outside of custom key stores.",
    );
  },
};

const rotationNeedsAnEnabledKey: Rule = {
  id: "kms-rotation-needs-an-enabled-key",
  source: `${API}API_EnableKeyRotation.html`,
  on: ["create"],
  refuse: ({ inputs }) =>
    inputs.enableKeyRotation === true && inputs.isEnabled === false
      ? refusal("DisabledException", "The key is disabled: its rotation cannot be enabled.")
      : undefined,
};

export const key: ResourceType = {
  token: TOKEN.key,
  replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId", "region"],
  rules: [
    policyIsWellFormed,
    policyPrincipalsAreValid,
    policyKeepsControl,
    policyLetsTheCallerIn,
    policyIsAtMost32Kilobytes,
    deletionWindow,
    rotationPeriod,
    rotationIsForSymmetricKeys,
    rotationNeedsAnEnabledKey,
  ],
  id: newKeyId,
  conflict: "AlreadyExistsException",
  outputs(inputs, config, store, id) {
    const keyId = id ?? newKeyId(inputs, config, store);
    const root = `arn:${partitionOf(regionOf(inputs, config))}:iam::${accountOf(config)}:root`;
    const policy = {
      Version: "2012-10-17",
      Id: "key-default-1",
      Statement: [
        {
          Sid: "Enable IAM User Permissions",
          Effect: "Allow",
          Principal: { AWS: root },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    };
    return {
      keyId,
      arn: keyArn(keyId, inputs, config),
      region: regionOf(inputs, config),
      multiRegion: inputs.multiRegion ?? false,
      policy: inputs.policy ?? JSON.stringify(policy),
      ...(inputs.enableKeyRotation === true && { rotationPeriodInDays: inputs.rotationPeriodInDays ?? 365 }),
      ...tagsAll(inputs),
    };
  },
};

export function aliasNameOf(inputs: Properties): string {
  const prefix = text(inputs.namePrefix) ?? "alias/";
  const suffix = createHash("sha256").update(prefix).digest("hex").slice(0, 26);
  return text(inputs.name) ?? `${prefix}${suffix}`;
}

const ALIASES = `${API}API_CreateAlias.html#KMS-CreateAlias-request-AliasName`;

const aliasNameIsValid: Rule = {
  id: "kms-alias-name-is-valid",
  source: ALIASES,
  on: ["create"],
  refuse({ inputs }) {
    const name = aliasNameOf(inputs);
    if (!name.startsWith("alias/") || name === "alias/") {
      return refusal("ValidationException", 'Alias must start with the prefix "alias/".');
    }
    if (/^[a-zA-Z0-9/_-]+$/.test(name) && name.length <= 256) return undefined;
    return refusal(
      "ValidationException",
      `1 validation error detected: Value '${name}' at 'aliasName' failed to satisfy constraint: 1 to 256 of [a-zA-Z0-9/_-]`,
    );
  },
};

const aliasIsNotReserved: Rule = {
  id: "kms-alias-is-not-reserved-for-aws",
  source: ALIASES,
  on: ["create"],
  refuse: ({ inputs }) =>
    aliasNameOf(inputs).startsWith("alias/aws/")
      ? refusal("NotAuthorizedException", "Aliases that begin with alias/aws/ are reserved for AWS managed keys.")
      : undefined,
};

const aliasTargetExists: Rule = {
  id: "kms-alias-target-exists",
  source: `${API}API_CreateAlias.html`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const target = text(inputs.targetKeyId);
    const found = findKey(store, target);
    // An alias and its key are of one account and region.
    const here = `:kms:${regionOf(inputs, config)}:${accountOf(config)}:`;
    if (found !== undefined && String(found.outputs.arn).includes(here)) return undefined;
    return refusal("NotFoundException", `Key '${target}' does not exist in ${regionOf(inputs, config)}`);
  },
};

function aliasArn(inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:kms:${region}:${accountOf(config)}:${aliasNameOf(inputs)}`;
}

export const alias: ResourceType = {
  token: TOKEN.alias,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "namePrefix", "region"],
  rules: [aliasNameIsValid, aliasIsNotReserved, aliasTargetExists],
  id: (inputs, config, store) => idWithin(TOKEN.alias, aliasNameOf(inputs), aliasArn(inputs, config), store),
  conflict: "AlreadyExistsException",
  outputs(inputs, config, store) {
    const target = findKey(store, text(inputs.targetKeyId));
    return {
      name: aliasNameOf(inputs),
      arn: aliasArn(inputs, config),
      region: regionOf(inputs, config),
      targetKeyArn: target?.outputs.arn ?? "",
    };
  },
};
