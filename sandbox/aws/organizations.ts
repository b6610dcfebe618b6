import type { Json, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { lengthWithin, oneOf } from "./member.ts";
import { accountOf, organizationOf, partitionOf, refusal, regionOf, TOKEN, tagsAll, text } from "./place.ts";
import { readPolicy } from "./policy.ts";
import { uuidOf } from "./uuid.ts";

const API = "https://docs.aws.amazon.com/organizations/latest/APIReference/";
const GUIDE = "https://docs.aws.amazon.com/organizations/latest/userguide/";
const SCP = "SERVICE_CONTROL_POLICY";

/** API_CreatePolicy. */
const TYPES = [
  "AISERVICES_OPT_OUT_POLICY BACKUP_POLICY BEDROCK_POLICY CHATBOT_POLICY DECLARATIVE_POLICY_EC2 INSPECTOR_POLICY",
  "RESOURCE_CONTROL_POLICY S3_POLICY SECURITYHUB_POLICY SERVICE_CONTROL_POLICY TAG_POLICY UPGRADE_ROLLOUT_POLICY",
]
  .join(" ")
  .split(" ");

function member(id: string, field: string, property: string) {
  const read = (inputs: Properties): Json | undefined => inputs[property];
  return { id, source: `${API}API_CreatePolicy.html`, error: "InvalidInputException", field, read };
}

function typeOf(inputs: Properties): string {
  return text(inputs.type) ?? SCP;
}

function malformed(why: string) {
  return refusal(
    "MalformedPolicyDocumentException",
    `The provided policy document does not meet the requirements: ${why}`,
  );
}

const contentIsWellFormed: Rule = {
  id: "organizations-service-control-policy-is-well-formed",
  source: `${GUIDE}orgs_manage_policies_scps_syntax.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (typeOf(inputs) !== SCP) return undefined;
    const reading = readPolicy(inputs.content);
    if ("fault" in reading) return malformed(reading.message);
    const principal = reading.statements.find((one) => one.principal !== undefined || one.notPrincipal !== undefined);
    if (principal !== undefined) return malformed("service control policies have no Principal and no NotPrincipal");
    const bare = reading.statements.find((one) => one.resources === undefined && one.notResources === undefined);
    return bare === undefined ? undefined : malformed("each statement needs a Resource");
  },
};

const contentFits: Rule = {
  id: "organizations-service-control-policy-has-at-most-5120-characters",
  source: `${GUIDE}orgs_reference_limits.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { length } = text(inputs.content) ?? "";
    return typeOf(inputs) !== SCP || length <= 5_120
      ? undefined
      : refusal(
          "ConstraintViolationException",
          `You have exceeded the maximum policy size (POLICY_CONTENT_LIMIT_EXCEEDED): ${length} of at most 5120 characters.`,
        );
  },
};

const nameIsItsOwn: Rule = {
  id: "organizations-policy-name-is-its-own",
  source: `${API}API_CreatePolicy.html#API_CreatePolicy_Errors`,
  on: ["create", "update"],
  refuse({ inputs, store, existing }) {
    const same = store
      .where(TOKEN.organizationPolicy, "name", inputs.name ?? "")
      .filter((one) => one.id !== existing?.id && typeOf(one.inputs) === typeOf(inputs));
    return same.length === 0
      ? undefined
      : refusal("DuplicatePolicyException", "A policy with the same name already exists.");
  },
};

const isNotInUse: Rule = {
  id: "organizations-policy-is-detached-before-it-goes",
  source: `${API}API_DeletePolicy.html#API_DeletePolicy_Errors`,
  on: ["delete"],
  refuse: ({ existing, store }) =>
    store.where(TOKEN.organizationPolicyAttachment, "policyId", existing?.id ?? "").length === 0
      ? undefined
      : refusal("PolicyInUseException", "The policy is attached to one or more entities: detach it from all of them."),
};

function policyArn(id: string, inputs: Properties, config: ProviderConfig): string {
  const kind = typeOf(inputs).toLowerCase();
  const partition = partitionOf(regionOf({}, config));
  return `arn:${partition}:organizations::${accountOf(config)}:policy/${organizationOf(config)}/${kind}/${id}`;
}

export const organizationPolicy: ResourceType = {
  token: TOKEN.organizationPolicy,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 128 },
  replaceOn: ["type"],
  rules: [
    lengthWithin(member("organizations-policy-name-has-1-to-128-characters", "name", "name"), 1, 128),
    lengthWithin(
      member("organizations-policy-description-has-at-most-512-characters", "description", "description"),
      0,
      512,
    ),
    oneOf(member("organizations-policy-type-is-known", "type", "type"), TYPES),
    contentIsWellFormed,
    contentFits,
    nameIsItsOwn,
    isNotInUse,
  ],
  id: (inputs) =>
    `p-${uuidOf(`${typeOf(inputs)} ${text(inputs.name)}`)
      .replaceAll("-", "")
      .slice(0, 8)}`,
  conflict: "DuplicatePolicyException",
  outputs: (inputs, config, _store, id = "") => ({
    type: typeOf(inputs),
    arn: policyArn(id, inputs, config),
    ...tagsAll(inputs),
  }),
};

const targetIsValid: Rule = {
  id: "organizations-policy-target-is-a-root-a-unit-or-an-account",
  source: `${API}API_AttachPolicy.html#organizations-AttachPolicy-request-TargetId`,
  on: ["create"],
  refuse: ({ inputs }) =>
    /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/.test(text(inputs.targetId) ?? "")
      ? undefined
      : refusal("InvalidInputException", "You specified an invalid value for TargetId (INVALID_PATTERN_TARGET_ID)."),
};

const policyExists: Rule = {
  id: "organizations-attached-policy-exists",
  source: `${API}API_AttachPolicy.html#API_AttachPolicy_Errors`,
  on: ["create"],
  refuse: ({ inputs, store }) =>
    store.get(TOKEN.organizationPolicy, text(inputs.policyId) ?? "") === undefined
      ? refusal("PolicyNotFoundException", "We can't find a policy with the PolicyId that you specified.")
      : undefined,
};

export const organizationPolicyAttachment: ResourceType = {
  token: TOKEN.organizationPolicyAttachment,
  replaceOn: ["policyId", "targetId"],
  rules: [targetIsValid, policyExists],
  id: (inputs) => `${text(inputs.targetId)}:${text(inputs.policyId)}`,
  conflict: "DuplicatePolicyAttachmentException",
  outputs: () => ({}),
};
