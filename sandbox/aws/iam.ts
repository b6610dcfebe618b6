import { createHash } from "node:crypto";
import type { Json, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { nameOf } from "./names.ts";
import { accountOf, idWithin, items, partitionOf, record, refusal, TOKEN, tagsAll, text, whole } from "./place.ts";
import type { Statement } from "./policy.ts";
import { readPolicy } from "./policy.ts";
import { invalidPrincipal } from "./principal.ts";

const API = "https://docs.aws.amazon.com/IAM/latest/APIReference/";
const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const QUOTAS = `${GUIDE}reference_iam-quotas.html`;

function roleArn(inputs: Properties, config: ProviderConfig): string {
  const partition = partitionOf(config.region ?? "");
  return `arn:${partition}:iam::${accountOf(config)}:role${text(inputs.path) ?? "/"}${nameOf(inputs)}`;
}

function statementsOf(policy: Json | undefined): Statement[] {
  const reading = readPolicy(policy);
  return "fault" in reading ? [] : reading.statements;
}

/** The quotas count a policy without its white space. */
function sizeOf(policy: Json | undefined): number {
  return (typeof policy === "string" ? policy : JSON.stringify(policy ?? "")).replace(/\s/g, "").length;
}

function nameRule(id: string, source: string, longest: number, what: string): Rule {
  return {
    id,
    source,
    on: ["create"],
    refuse({ inputs }) {
      const name = nameOf(inputs);
      if (name.length <= longest && /^[\w+=,.@-]+$/.test(name)) return undefined;
      return refusal(
        "ValidationError",
        `The specified value for ${what} is invalid: '${name}' must be 1 to ${longest} of the characters [\\w+=,.@-]`,
      );
    },
  };
}

const roleNameIsValid = nameRule("iam-role-name-is-valid", `${API}API_CreateRole.html`, 64, "roleName");
const policyNameIsValid = nameRule("iam-policy-name-is-valid", `${API}API_PutRolePolicy.html`, 128, "policyName");

const pathIsValid: Rule = {
  id: "iam-role-path-is-valid",
  source: `${API}API_CreateRole.html`,
  on: ["create"],
  refuse({ inputs }) {
    const path = text(inputs.path) ?? "/";
    const valid = path.length <= 512 && /^\/([\x21-\x7e]+\/)?$/.test(path);
    return valid ? undefined : refusal("ValidationError", `The specified value for path is invalid: '${path}'`);
  },
};

const sessionIsInRange: Rule = {
  id: "iam-role-session-is-1-to-12-hours",
  source: `${API}API_CreateRole.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const seconds = whole(inputs.maxSessionDuration) ?? 3600;
    if (seconds >= 3600 && seconds <= 43_200) return undefined;
    return refusal("ValidationError", `'maxSessionDuration' must be 3600 to 43200 seconds, not ${seconds}`);
  },
};

function malformed(message: string) {
  return refusal("MalformedPolicyDocument", message);
}

/** A policy document that the grammar accepts, with what this kind of policy must say. */
function grammar(id: string, property: string): Rule {
  return {
    id,
    source: `${GUIDE}reference_policies_grammar.html`,
    on: ["create", "update"],
    refuse({ inputs }) {
      const reading = readPolicy(inputs[property]);
      if (!("fault" in reading)) return undefined;
      return malformed(reading.fault === "json" ? "This policy contains invalid Json" : reading.message);
    },
  };
}

const trustIsWellFormed = grammar("iam-trust-policy-is-well-formed", "assumeRolePolicy");

const trustHasNoResource: Rule = {
  id: "iam-trust-policy-has-no-resource",
  source: `${GUIDE}id_roles_terms-and-concepts.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    statementsOf(inputs.assumeRolePolicy).some((s) => (s.resources ?? s.notResources) !== undefined)
      ? malformed("Has prohibited field Resource")
      : undefined,
};

const trustNamesPrincipals: Rule = {
  id: "iam-trust-policy-names-a-principal",
  source: `${GUIDE}id_roles_terms-and-concepts.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    statementsOf(inputs.assumeRolePolicy).some((s) => (s.principal ?? s.notPrincipal) === undefined)
      ? malformed("Missing required field Principal")
      : undefined,
};

const trustPrincipalsAreValid: Rule = {
  id: "iam-trust-policy-principals-are-valid",
  source: `${GUIDE}reference_policies_elements_principal.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const invalid = invalidPrincipal(statementsOf(inputs.assumeRolePolicy));
    return invalid === undefined ? undefined : malformed(`Invalid principal in policy: ${invalid}`);
  },
};

const trustOnlyAssumes: Rule = {
  id: "iam-trust-policy-has-only-sts-actions",
  source: `${API}API_UpdateAssumeRolePolicy.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const actions = statementsOf(inputs.assumeRolePolicy).flatMap((s) => s.actions ?? s.notActions ?? []);
    return actions.every((action) => /^sts:/i.test(action))
      ? undefined
      : malformed("AssumeRole policy may only specify STS AssumeRole actions.");
  },
};

const trustIsAtMost2048: Rule = {
  id: "iam-trust-policy-is-at-most-2048-characters",
  source: QUOTAS,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    sizeOf(inputs.assumeRolePolicy) > 2048
      ? refusal("LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048")
      : undefined,
};

const roleHasNoPoliciesAtDeletion: Rule = {
  id: "iam-role-has-no-policies-at-its-deletion",
  source: `${API}API_DeleteRole.html`,
  on: ["delete"],
  refuse({ inputs, store }) {
    if (inputs.forceDetachPolicies === true || store.where(TOKEN.rolePolicy, "role", nameOf(inputs)).length === 0) {
      return undefined;
    }
    return refusal("DeleteConflict", "Cannot delete entity, must delete policies first.");
  },
};

export const role: ResourceType = {
  token: TOKEN.role,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 64 },
  replaceOn: ["name", "namePrefix", "path"],
  rules: [
    roleNameIsValid,
    pathIsValid,
    sessionIsInRange,
    trustIsWellFormed,
    trustHasNoResource,
    trustNamesPrincipals,
    trustPrincipalsAreValid,
    trustOnlyAssumes,
    trustIsAtMost2048,
    roleHasNoPoliciesAtDeletion,
  ],
  id: (inputs, config, store) => idWithin(TOKEN.role, nameOf(inputs), roleArn(inputs, config), store),
  conflict: "EntityAlreadyExists",
  outputs(inputs, config) {
    const arn = roleArn(inputs, config);
    const digest = createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase();
    // Outside of time: the sandbox has no clock.
    return {
      name: nameOf(inputs),
      arn,
      uniqueId: `AROA${digest}`,
      createDate: "2026-01-01T00:00:00Z",
      ...tagsAll(inputs),
    };
  },
};

const inlineIsWellFormed = grammar("iam-inline-policy-is-well-formed", "policy");

const inlineHasNoPrincipal: Rule = {
  id: "iam-inline-policy-has-no-principal",
  source: `${GUIDE}reference_policies_elements_principal.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    statementsOf(inputs.policy).some((s) => (s.principal ?? s.notPrincipal) !== undefined)
      ? malformed("Policy document should not specify a principal.")
      : undefined,
};

const inlineActionsHaveAVendor: Rule = {
  id: "iam-inline-policy-actions-have-a-service",
  source: `${GUIDE}reference_policies_elements_action.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const actions = statementsOf(inputs.policy).flatMap((s) => s.actions ?? s.notActions ?? []);
    return actions.every((action) => action === "*" || /^[a-z0-9-]+:.+$/i.test(action))
      ? undefined
      : malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  },
};

const inlineResourcesAreArns: Rule = {
  id: "iam-inline-policy-resources-are-arns",
  source: `${GUIDE}reference_policies_elements_resource.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    for (const { resources, notResources } of statementsOf(inputs.policy)) {
      const named = resources ?? notResources;
      if (named === undefined) return malformed("Policy statement must contain resources.");
      const wrong = named.find((resource) => resource !== "*" && !/^arn:[^:]+:[^:]*:[^:]*:[^:]*:./.test(resource));
      if (wrong !== undefined) return malformed(`Resource ${wrong} must be in ARN format or "*".`);
    }
    return undefined;
  },
};

const sidsAreUnique: Rule = {
  id: "iam-inline-policy-sids-are-unique-and-alphanumeric",
  source: `${GUIDE}reference_policies_elements_sid.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const sids = statementsOf(inputs.policy).flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
    if (!sids.every((sid) => /^[A-Za-z0-9]*$/.test(sid))) {
      return malformed(
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
      );
    }
    return new Set(sids).size === sids.length
      ? undefined
      : malformed("Statement IDs (SID) in a single policy must be unique.");
  },
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: the sum over a role. */
const INLINE_LIMIT = 10_240;

const inlinePoliciesAreAtMost10240: Rule = {
  id: "iam-inline-policies-of-a-role-are-at-most-10240-characters",
  source: QUOTAS,
  on: ["create", "update"],
  refuse({ inputs, store, existing }) {
    const others = store.where(TOKEN.rolePolicy, "role", inputs.role ?? "").filter(({ id }) => id !== existing?.id);
    const sum = others.reduce((total, other) => total + sizeOf(other.inputs.policy), sizeOf(inputs.policy));
    if (sum <= INLINE_LIMIT) return undefined;
    return refusal(
      "LimitExceeded",
      `Maximum policy size of ${INLINE_LIMIT} bytes exceeded for role ${text(inputs.role)}`,
    );
  },
};

const roleExists: Rule = {
  id: "iam-role-exists",
  source: `${API}API_PutRolePolicy.html`,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    store.where(TOKEN.role, "name", inputs.role ?? "").length > 0
      ? undefined
      : refusal("NoSuchEntity", `The role with name ${text(inputs.role)} cannot be found.`),
};

export const rolePolicy: ResourceType = {
  token: TOKEN.rolePolicy,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "namePrefix", "role"],
  rules: [
    policyNameIsValid,
    inlineIsWellFormed,
    inlineHasNoPrincipal,
    inlineActionsHaveAVendor,
    inlineResourcesAreArns,
    sidsAreUnique,
    inlinePoliciesAreAtMost10240,
    roleExists,
  ],
  id: (inputs) => `${text(inputs.role)}:${nameOf(inputs)}`,
  conflict: "EntityAlreadyExists",
  outputs: (inputs) => ({ name: nameOf(inputs) }),
};

/** The statements that a role has by its inline policies, or nothing where managed policies, which the sandbox can't read, may add to them. */
export function permissionsOf(store: Store, name: string): Statement[] | undefined {
  const found = store.where(TOKEN.role, "name", name)[0];
  if (items(found?.inputs.managedPolicyArns).length > 0) return undefined;
  const own = items(found?.inputs.inlinePolicies).map((policy) => record(policy).policy);
  const attached = store.where(TOKEN.rolePolicy, "role", name).map(({ inputs }) => inputs.policy);
  return [...own, ...attached].flatMap(statementsOf);
}
