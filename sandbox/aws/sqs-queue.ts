import type { Json, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { findKey, isEnabled } from "./kms.ts";
import { nameOf } from "./names.ts";
import {
  accountOf,
  dnsSuffixOf,
  record,
  refusal,
  regionalArn,
  regionOf,
  TOKEN,
  tagsAll,
  text,
  whole,
} from "./place.ts";
import { queuePolicyRules } from "./sqs-policy.ts";

const API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";

function queueNameOf(inputs: Properties): string {
  return nameOf(inputs, inputs.fifoQueue === true ? ".fifo" : "");
}

function queueUrl(inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `https://sqs.${region}.${dnsSuffixOf(region)}/${accountOf(config)}/${queueNameOf(inputs)}`;
}

function invalidValue(parameter: string, reason = "") {
  return refusal("InvalidAttributeValue", `Invalid value for the parameter ${parameter}.${reason && ` ${reason}`}`);
}

const nameIsValid: Rule = {
  id: "sqs-queue-name-is-valid",
  source: API,
  on: ["create"],
  refuse({ inputs }) {
    const pattern = inputs.fifoQueue === true ? /^[\w-]{1,75}\.fifo$/ : /^[\w-]{1,80}$/;
    if (pattern.test(queueNameOf(inputs))) return undefined;
    return refusal(
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; a FIFO queue's ends with .fifo",
    );
  },
};

function ranged(id: string, property: string, parameter: string, least: number, most: number): Rule {
  return {
    id,
    source: API,
    on: ["create", "update"],
    refuse({ inputs }) {
      const value = whole(inputs[property]);
      const valid = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
      return valid ? undefined : invalidValue(parameter, `It must be ${least} to ${most}.`);
    },
  };
}

const oneEncryption: Rule = {
  id: "sqs-queue-has-one-kind-of-encryption",
  source: API,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    inputs.sqsManagedSseEnabled === true && text(inputs.kmsMasterKeyId) !== undefined
      ? refusal(
          "InvalidAttributeValue",
          "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
        )
      : undefined,
};

const fifoSettingsAreForFifoQueues: Rule = {
  id: "sqs-fifo-settings-are-for-fifo-queues",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.fifoQueue === true) return undefined;
    const wrong = ["deduplicationScope", "fifoThroughputLimit"].find((name) => text(inputs[name]) !== undefined);
    return wrong === undefined && inputs.contentBasedDeduplication !== true
      ? undefined
      : refusal("InvalidAttributeName", `Unknown Attribute ${wrong ?? "contentBasedDeduplication"}.`);
  },
};

const keyCanBeUsed: Rule = {
  id: "sqs-key-exists-and-is-enabled",
  source: `${GUIDE}sqs-key-management.html`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const reference = text(inputs.kmsMasterKeyId);
    if (reference === undefined || /(^|:)alias\/aws\/sqs$/.test(reference)) return undefined;
    const key = findKey(store, reference);
    const accepted = "SQS accepts the queue and then refuses each message";
    if (key === undefined || key.outputs.region !== regionOf(inputs, config)) {
      return refusal("KmsNotFound", `The KMS key ${reference} can't be found in the queue's region: ${accepted}.`);
    }
    return isEnabled(key) ? undefined : refusal("KmsDisabled", `The KMS key ${reference} is disabled: ${accepted}.`);
  },
};

function parsed(value: Json | undefined): Properties | undefined {
  try {
    return record(JSON.parse(text(value) ?? "") as Json);
  } catch {
    return undefined;
  }
}

const redrivePolicyIsValid: Rule = {
  id: "sqs-redrive-policy-is-valid",
  source: `${GUIDE}sqs-dead-letter-queues.html`,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    if (text(inputs.redrivePolicy) === undefined) return undefined;
    const { deadLetterTargetArn, maxReceiveCount } = parsed(inputs.redrivePolicy) ?? {};
    if (deadLetterTargetArn === undefined || maxReceiveCount === undefined) {
      return invalidValue("RedrivePolicy", "It has a deadLetterTargetArn and a maxReceiveCount.");
    }
    const count = Number(maxReceiveCount);
    if (!Number.isInteger(count) || count < 1 || count > 1000) {
      return invalidValue("RedrivePolicy", "maxReceiveCount must be 1 to 1000.");
    }
    const target = store.where(TOKEN.queue, "arn", deadLetterTargetArn)[0];
    if (target === undefined) return invalidValue("RedrivePolicy", "Dead letter target does not exist.");
    return (target.inputs.fifoQueue === true) === (inputs.fifoQueue === true)
      ? undefined
      : invalidValue("RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
  },
};

export const queue: ResourceType = {
  token: TOKEN.queue,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 80 },
  replaceOn: ["name", "namePrefix", "fifoQueue", "region"],
  rules: [
    nameIsValid,
    ranged("sqs-delay-is-at-most-15-minutes", "delaySeconds", "DelaySeconds", 0, 900),
    ranged("sqs-retention-is-1-minute-to-14-days", "messageRetentionSeconds", "MessageRetentionPeriod", 60, 1_209_600),
    ranged("sqs-message-size-is-1-kib-to-1-mib", "maxMessageSize", "MaximumMessageSize", 1024, 1_048_576),
    ranged("sqs-visibility-timeout-is-at-most-12-hours", "visibilityTimeoutSeconds", "VisibilityTimeout", 0, 43_200),
    ranged("sqs-wait-is-at-most-20-seconds", "receiveWaitTimeSeconds", "ReceiveMessageWaitTimeSeconds", 0, 20),
    ranged(
      "sqs-data-key-is-reused-for-1-minute-to-24-hours",
      "kmsDataKeyReusePeriodSeconds",
      "KmsDataKeyReusePeriodSeconds",
      60,
      86_400,
    ),
    oneEncryption,
    fifoSettingsAreForFifoQueues,
    keyCanBeUsed,
    redrivePolicyIsValid,
    ...queuePolicyRules,
  ],
  id: (inputs, config) => queueUrl(inputs, config),
  conflict: "QueueNameExists",
  outputs: (inputs, config) => ({
    name: queueNameOf(inputs),
    arn: regionalArn("sqs", queueNameOf(inputs), inputs, config),
    url: queueUrl(inputs, config),
    region: regionOf(inputs, config),
    kmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds ?? 300,
    policy: inputs.policy ?? "",
    redrivePolicy: inputs.redrivePolicy ?? "",
    redriveAllowPolicy: inputs.redriveAllowPolicy ?? "",
    sqsManagedSseEnabled: inputs.sqsManagedSseEnabled ?? text(inputs.kmsMasterKeyId) === undefined,
    ...tagsAll(inputs),
  }),
  cascade: ({ existing, store }) => store.where(TOKEN.queuePolicy, "queueUrl", existing?.id ?? ""),
};
