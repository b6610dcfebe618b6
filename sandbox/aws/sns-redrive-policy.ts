import type { Call, CloudError, Json, Properties, Rule } from "../resource.ts";
import { accountOf, readArn, record, refusal, regionOf, text } from "./place.ts";
import { keyFault, sourcedContext } from "./service-caller.ts";
import { findQueue, maySend } from "./sqs-policy.ts";

const SOURCE = "https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html";
const QUEUES = "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html";
const SNS = "sns.amazonaws.com";
const LOST = "SNS accepts the dead-letter queue and then loses what it can't deliver";

function invalid(reason: string): CloudError {
  return refusal("InvalidParameter", `Invalid parameter: Attributes Reason: RedrivePolicy: ${reason}`);
}

function policyOf({ inputs }: Call): Properties | undefined {
  try {
    return record(JSON.parse(text(inputs.redrivePolicy) ?? "{}") as Json);
  } catch {
    return undefined;
  }
}

/** The ARN of the queue, if a policy names one. */
function targetOf(call: Call): string | undefined {
  return text(policyOf(call)?.deadLetterTargetArn);
}

function contextOf({ inputs, config }: Call) {
  return sourcedContext(SNS, text(inputs.topic) ?? "", accountOf(config));
}

const isWellFormed: Rule = {
  id: "sns-redrive-policy-is-well-formed",
  source: SOURCE,
  on: ["create", "update"],
  refuse(call) {
    if (text(call.inputs.redrivePolicy) === undefined) return undefined;
    const policy = policyOf(call);
    if (policy === undefined) return invalid("failed to parse JSON");
    const unknown = Object.keys(policy).find((key) => key !== "deadLetterTargetArn");
    if (unknown !== undefined) return invalid(`invalid JSON. Attribute ${unknown} is unknown.`);
    return readArn(targetOf(call))?.service === "sqs"
      ? undefined
      : invalid("deadLetterTargetArn is not a valid SQS queue");
  },
};

const isInPlace: Rule = {
  id: "sns-dead-letter-queue-is-in-the-account-and-region",
  source: QUEUES,
  on: ["create", "update"],
  refuse(call) {
    const arn = readArn(targetOf(call));
    if (arn?.service !== "sqs") return undefined;
    const isHere = arn.account === accountOf(call.config) && arn.region === regionOf(call.inputs, call.config);
    return isHere ? undefined : invalid("the queue must be in the account and region of the subscription");
  },
};

const exists: Rule = {
  id: "sns-dead-letter-queue-exists",
  source: QUEUES,
  on: ["create", "update"],
  refuse(call) {
    const arn = readArn(targetOf(call));
    const isHere = arn?.account === accountOf(call.config) && arn.region === regionOf(call.inputs, call.config);
    return isHere && findQueue(call.store, targetOf(call)) === undefined
      ? invalid(`the queue ${targetOf(call)} does not exist`)
      : undefined;
  },
};

const letsItSend: Rule = {
  id: "sns-dead-letter-queue-policy-lets-the-topic-send",
  source: SOURCE,
  on: ["create", "update"],
  refuse(call) {
    const queue = findQueue(call.store, targetOf(call));
    if (queue === undefined || maySend(call.store, queue, { service: SNS }, contextOf(call))) return undefined;
    return refusal(
      "AccessDenied",
      `${LOST}: the queue's policy doesn't let ${SNS} call sqs:SendMessage for this topic.`,
    );
  },
};

const keyLetsItUseIt: Rule = {
  id: "sns-dead-letter-queue-key-lets-sns-use-it",
  source: QUEUES,
  on: ["create", "update"],
  refuse(call) {
    const queue = findQueue(call.store, targetOf(call));
    const fault = queue && keyFault(call.store, queue, { service: SNS }, contextOf(call));
    return fault === undefined ? undefined : refusal("KMSAccessDenied", `${LOST}: ${fault}.`);
  },
};

export const redrivePolicyRules: readonly Rule[] = [isWellFormed, isInPlace, exists, letsItSend, keyLetsItUseIt];
