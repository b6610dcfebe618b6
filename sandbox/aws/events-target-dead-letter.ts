import type { Call, Rule, Stored } from "../resource.ts";
import { EVENTS, GUIDE, invalid, ruleArn } from "./events-names.ts";
import { accountOf, readArn, record, refusal, regionOf, text } from "./place.ts";
import { keyFault, sourcedContext } from "./service-caller.ts";
import { findQueue, maySend } from "./sqs-policy.ts";

const GUIDE_PAGE = `${GUIDE}eb-rule-dlq.html`;
const LOST = "EventBridge accepts the dead-letter queue and then loses what it can't deliver";

function arnOf({ inputs }: Call): string | undefined {
  return text(record(inputs.deadLetterConfig).arn);
}

function queueOf(call: Call): Stored | undefined {
  return findQueue(call.store, arnOf(call));
}

function contextOf({ inputs, config }: Call) {
  return sourcedContext(EVENTS, ruleArn(text(inputs.rule) ?? "", inputs, config), accountOf(config));
}

const isAQueue: Rule = {
  id: "events-dead-letter-target-is-a-queue",
  source: GUIDE_PAGE,
  on: ["create", "update"],
  refuse(call) {
    const arn = arnOf(call);
    const service = readArn(arn)?.service;
    return arn === undefined || service === "sqs"
      ? undefined
      : invalid(`${service ?? arn} is not supported as a dead letter resource.`);
  },
};

const isStandard: Rule = {
  id: "events-dead-letter-queue-is-a-standard-one",
  source: GUIDE_PAGE,
  on: ["create", "update"],
  refuse: (call) =>
    arnOf(call)?.endsWith(".fifo") ? invalid("SQS FIFO is not supported by Dead Letter Queues.") : undefined,
};

const isInTheRegion: Rule = {
  id: "events-dead-letter-queue-is-in-the-region-of-its-rule",
  source: GUIDE_PAGE,
  on: ["create", "update"],
  refuse(call) {
    const arn = readArn(arnOf(call));
    const region = regionOf(call.inputs, call.config);
    return arn?.service !== "sqs" || arn.region === region
      ? undefined
      : invalid(`The dead-letter queue is in ${arn.region}; it must be in ${region}, as its rule.`);
  },
};

const exists: Rule = {
  id: "events-dead-letter-queue-exists",
  source: GUIDE_PAGE,
  on: ["create", "update"],
  refuse(call) {
    const arn = readArn(arnOf(call));
    const own = arn?.service === "sqs" && arn.account === accountOf(call.config);
    return own && queueOf(call) === undefined
      ? invalid(`The dead-letter queue ${arnOf(call)} does not exist.`)
      : undefined;
  },
};

const letsItSend: Rule = {
  id: "events-dead-letter-queue-policy-lets-eventbridge-send",
  source: `${GUIDE_PAGE}#eb-dlq-perms`,
  on: ["create", "update"],
  refuse(call) {
    const queue = queueOf(call);
    if (queue === undefined || maySend(call.store, queue, { service: EVENTS }, contextOf(call))) return undefined;
    return refusal(
      "NO_PERMISSIONS",
      `${LOST}: the queue's policy doesn't let ${EVENTS} call sqs:SendMessage for this rule.`,
    );
  },
};

const keyLetsItUseIt: Rule = {
  id: "events-dead-letter-queue-key-lets-eventbridge-use-it",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  on: ["create", "update"],
  refuse(call) {
    const queue = queueOf(call);
    const fault = queue && keyFault(call.store, queue, { service: EVENTS }, contextOf(call));
    return fault === undefined ? undefined : refusal("KMSAccessDenied", `${LOST}: ${fault}.`);
  },
};

export const deadLetterRules: readonly Rule[] = [
  isAQueue,
  isStandard,
  isInTheRegion,
  exists,
  letsItSend,
  keyLetsItUseIt,
];
