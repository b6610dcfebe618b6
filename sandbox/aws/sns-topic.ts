import type { Properties, ResourceType, Rule } from "../resource.ts";
import { findKey, isEnabled } from "./kms.ts";
import { lengthWithin, numberWithin } from "./member.ts";
import { nameOf } from "./names.ts";
import { accountOf, refusal, regionalArn, regionOf, TOKEN, tagsAll, text } from "./place.ts";
import { defaultTopicPolicy, topicPolicyRules } from "./sns-policy.ts";

const API = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const KEYS = "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html";

const nameIsValid: Rule = {
  id: "sns-topic-name-is-valid",
  source: API,
  on: ["create"],
  refuse({ inputs }) {
    const pattern = inputs.fifoTopic === true ? /^[\w-]{1,251}\.fifo$/ : /^[\w-]{1,256}$/;
    return pattern.test(topicNameOf(inputs)) ? undefined : refusal("InvalidParameter", "Invalid parameter: Topic Name");
  },
};

const fifoSettingsAreForFifoTopics: Rule = {
  id: "sns-fifo-settings-are-for-fifo-topics",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.fifoTopic === true) return undefined;
    const given = ["archivePolicy", "fifoThroughputScope"].find((name) => text(inputs[name]) !== undefined);
    const wrong = given ?? (inputs.contentBasedDeduplication === true ? "contentBasedDeduplication" : undefined);
    return wrong === undefined
      ? undefined
      : refusal("InvalidParameter", `Invalid parameter: Attributes Reason: Unknown attribute ${wrong}`);
  },
};

const keyCanBeUsed: Rule = {
  id: "sns-key-exists-and-is-enabled",
  source: `${KEYS}#sns-kms-errors`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const reference = text(inputs.kmsMasterKeyId);
    if (reference === undefined || /(^|:)alias\/aws\/sns$/.test(reference)) return undefined;
    const key = findKey(store, reference);
    const accepted = "SNS accepts the topic and then fails each message";
    if (key === undefined || key.outputs.region !== regionOf(inputs, config)) {
      return refusal("KMSNotFound", `The KMS key ${reference} can't be found in the topic's region: ${accepted}.`);
    }
    return isEnabled(key) ? undefined : refusal("KMSDisabled", `The KMS key ${reference} is disabled: ${accepted}.`);
  },
};

const displayName = lengthWithin(
  {
    id: "sns-display-name-is-at-most-100-characters",
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html",
    error: "InvalidParameter",
    field: "displayName",
    read: ({ displayName }) => displayName,
  },
  0,
  100,
);

const signatureVersion = numberWithin(
  {
    id: "sns-signature-version-is-1-or-2",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html",
    error: "InvalidParameter",
    field: "signatureVersion",
    read: ({ signatureVersion }) => signatureVersion,
  },
  1,
  2,
);

function topicNameOf(inputs: Properties): string {
  return nameOf(inputs, inputs.fifoTopic === true ? ".fifo" : "");
}

export const topic: ResourceType = {
  token: TOKEN.topic,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 256 },
  replaceOn: ["name", "namePrefix", "fifoTopic", "region"],
  rules: [nameIsValid, fifoSettingsAreForFifoTopics, keyCanBeUsed, displayName, signatureVersion, ...topicPolicyRules],
  id: (inputs, config) => regionalArn("sns", topicNameOf(inputs), inputs, config),
  // SNS itself answers with the existing topic; two resources that are one topic are a mistake of the program.
  conflict: "InvalidParameter",
  outputs(inputs, config) {
    const arn = regionalArn("sns", topicNameOf(inputs), inputs, config);
    return {
      name: topicNameOf(inputs),
      arn,
      owner: accountOf(config),
      region: regionOf(inputs, config),
      policy: inputs.policy ?? defaultTopicPolicy(arn, accountOf(config)),
      beginningArchiveTime: "",
      ...tagsAll(inputs),
    };
  },
  cascade: ({ existing, store }) => [
    ...store.where(TOKEN.subscription, "topic", existing?.id ?? ""),
    ...store.where(TOKEN.topicPolicy, "arn", existing?.id ?? ""),
  ],
};
