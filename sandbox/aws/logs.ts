import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { findKey, isEnabled, keyAllows } from "./kms.ts";
import { nameOf } from "./names.ts";
import {
  accountOf,
  dnsSuffixOf,
  idWithin,
  partitionOf,
  refusal,
  regionOf,
  TOKEN,
  tagsAll,
  text,
  whole,
} from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/";
const NAMING = `${API}API_CreateLogGroup.html`;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, and 0: never. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const KEY_ACTIONS = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:GenerateDataKey",
  "kms:DescribeKey",
];

function groupArn(inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:logs:${region}:${accountOf(config)}:log-group:${nameOf(inputs)}`;
}

const nameIsValid: Rule = {
  id: "logs-group-name-is-valid",
  source: NAMING,
  on: ["create"],
  refuse({ inputs }) {
    const name = nameOf(inputs);
    if (/^[.\-_/#A-Za-z0-9]+$/.test(name)) return undefined;
    return refusal(
      "InvalidParameterException",
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  },
};

const nameIsAtMost512: Rule = {
  id: "logs-group-name-is-at-most-512-characters",
  source: NAMING,
  on: ["create"],
  refuse: ({ inputs }) =>
    nameOf(inputs).length > 512
      ? refusal(
          "InvalidParameterException",
          "1 validation error detected: 'logGroupName' failed to satisfy constraint: Member must have length less than or equal to 512",
        )
      : undefined,
};

const nameIsNotReserved: Rule = {
  id: "logs-group-name-is-not-reserved",
  source: NAMING,
  on: ["create"],
  refuse: ({ inputs }) =>
    nameOf(inputs).startsWith("aws/")
      ? refusal("InvalidParameterException", "Log groups starting with aws/ are reserved for AWS.")
      : undefined,
};

const retentionIsAllowed: Rule = {
  id: "logs-retention-is-one-of-the-allowed",
  source: `${API}API_PutRetentionPolicy.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const days = whole(inputs.retentionInDays);
    if (days === undefined || RETENTIONS.includes(days)) return undefined;
    return refusal(
      "InvalidParameterException",
      `${days} is not a valid retention: use one of ${RETENTIONS.join(", ")}`,
    );
  },
};

const classIsKnown: Rule = {
  id: "logs-group-class-is-known",
  source: NAMING,
  on: ["create"],
  refuse({ inputs }) {
    const logClass = text(inputs.logGroupClass);
    const known = [undefined, "STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"].includes(logClass);
    return known ? undefined : refusal("InvalidParameterException", `${logClass} is not a log group class`);
  },
};

const ENCRYPTION = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";

const keyExists: Rule = {
  id: "logs-key-exists-and-is-enabled",
  source: ENCRYPTION,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const reference = text(inputs.kmsKeyId);
    if (reference === undefined) return undefined;
    const key = findKey(store, reference);
    if (key !== undefined && isEnabled(key) && key.outputs.region === regionOf(inputs, config)) return undefined;
    return refusal("InvalidParameterException", `The specified KMS Key Id could not be found. '${reference}'`);
  },
};

const keyLetsTheServiceUseIt: Rule = {
  id: "logs-key-lets-the-service-use-it-for-the-group",
  source: ENCRYPTION,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const key = findKey(store, text(inputs.kmsKeyId));
    if (key === undefined) return undefined;
    const region = regionOf(inputs, config);
    const arn = groupArn(inputs, config);
    const allowed = KEY_ACTIONS.every((action) =>
      keyAllows(key, {
        service: `logs.${region}.${dnsSuffixOf(region)}`,
        action,
        context: {
          "kms:encryptioncontext:aws:logs:arn": arn,
          "aws:sourceaccount": accountOf(config),
          "aws:sourcearn": arn,
        },
      }),
    );
    if (allowed) return undefined;
    return refusal(
      "AccessDeniedException",
      `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
    );
  },
};

const protectedGroupStays: Rule = {
  id: "logs-protected-group-cannot-be-deleted",
  source: `${API}API_PutLogGroupDeletionProtection.html`,
  on: ["delete"],
  refuse: ({ inputs }) =>
    inputs.deletionProtectionEnabled === true && inputs.skipDestroy !== true
      ? refusal("ValidationException", "The log group has deletion protection: disable it before the deletion.")
      : undefined,
};

export const logGroup: ResourceType = {
  token: TOKEN.logGroup,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "namePrefix", "logGroupClass", "region"],
  rules: [
    nameIsValid,
    nameIsAtMost512,
    nameIsNotReserved,
    retentionIsAllowed,
    classIsKnown,
    keyExists,
    keyLetsTheServiceUseIt,
    protectedGroupStays,
  ],
  id: (inputs, config, store) => idWithin(TOKEN.logGroup, nameOf(inputs), groupArn(inputs, config), store),
  conflict: "ResourceAlreadyExistsException",
  outputs: (inputs, config) => ({
    name: nameOf(inputs),
    arn: groupArn(inputs, config),
    region: regionOf(inputs, config),
    logGroupClass: text(inputs.logGroupClass) ?? "STANDARD",
    ...tagsAll(inputs),
  }),
  onDelete: ({ inputs }) => (inputs.skipDestroy === true ? "keep" : "remove"),
  cascade: ({ existing, inputs, store }) =>
    inputs.skipDestroy === true
      ? []
      : [
          ...store.where(TOKEN.metricFilter, "logGroupName", existing?.outputs.name ?? ""),
          ...store.where(TOKEN.logStream, "logGroupName", existing?.outputs.name ?? ""),
          ...store.where(TOKEN.subscriptionFilter, "logGroup", existing?.outputs.name ?? ""),
        ].filter(({ outputs }) => outputs.region === existing?.outputs.region),
};
