import type { Call, Rule, Stored } from "../resource.ts";
import { API, CLOUDTRAIL, GUIDE, trailContext } from "./cloudtrail-arn.ts";
import { refusal, regionalArn, TOKEN, text } from "./place.ts";
import { keyFault, serviceContext } from "./service-caller.ts";
import { mayPublish } from "./sns-policy.ts";

const POLICY = `${GUIDE}cloudtrail-permissions-for-sns-notifications.html`;

/** A name is that of a topic in the trail's account and region. */
function topicArn({ inputs, config }: Call): string | undefined {
  const given = text(inputs.snsTopicName);
  return given === undefined || given.startsWith("arn:") ? given : regionalArn("sns", given, inputs, config);
}

function topicOf(call: Call): Stored | undefined {
  return call.store.get(TOKEN.topic, topicArn(call) ?? "");
}

const nameIsValid: Rule = {
  id: "cloudtrail-topic-name-is-valid",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-SnsTopicName`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = text(inputs.snsTopicName);
    if (given === undefined || (given.length <= 256 && /^(arn:[^:]+:sns:[^:]+:\d{12}:)?[\w-]+$/.test(given))) {
      return undefined;
    }
    return refusal("InvalidSnsTopicNameException", `SNS topic name is not valid: ${given}`);
  },
};

const topicLetsItPublish: Rule = {
  id: "cloudtrail-topic-exists-and-lets-it-publish",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    if (topicArn(call) === undefined) return undefined;
    const topic = topicOf(call);
    const context = trailContext(call.inputs, call.config);
    return topic !== undefined && mayPublish(call.store, topic, { service: CLOUDTRAIL }, context)
      ? undefined
      : refusal("InsufficientSnsTopicPolicyException", "SNS Topic does not exist or the topic policy is incorrect!");
  },
};

/** The guide's statement has no condition: which trail it is for, the call to the key doesn't say. */
const topicKeyLetsItUseIt: Rule = {
  id: "cloudtrail-topic-key-lets-it-use-it",
  source: `${POLICY}#kms-key-policy`,
  on: ["create", "update"],
  refuse(call) {
    const topic = topicOf(call);
    const context = { ...serviceContext(CLOUDTRAIL), "kms:encryptioncontext:aws:sns:topicarn": topic?.id ?? "" };
    const fault = topic && keyFault(call.store, topic, { service: CLOUDTRAIL }, context);
    return fault === undefined
      ? undefined
      : refusal("KMSAccessDenied", `CloudTrail accepts the trail and then fails each notification: ${fault}.`);
  },
};

export const topicRules: readonly Rule[] = [nameIsValid, topicLetsItPublish, topicKeyLetsItUseIt];
