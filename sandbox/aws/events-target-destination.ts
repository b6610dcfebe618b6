import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { API, EVENTS, GUIDE, invalid, ruleArn } from "./events-names.ts";
import { accountOf, readArn, refusal, regionOf, TOKEN, text } from "./place.ts";
import type { Sender } from "./service-caller.ts";
import { keyFault, serviceContext, sourcedContext } from "./service-caller.ts";
import { roleMay, trustsService } from "./service-role.ts";
import { mayPublish } from "./sns-policy.ts";
import { findQueue, maySend } from "./sqs-policy.ts";

const RESOURCE_POLICIES = `${GUIDE}eb-use-resource-based.html`;
const ROLES = `${GUIDE}eb-use-identity-based.html`;

function dropped(name: string, reason: string): CloudError {
  return refusal(name, `EventBridge accepts the target and then drops its events: ${reason}.`);
}

function arnOf({ inputs }: Call): string {
  return text(inputs.arn) ?? "";
}

function ruleContext({ inputs, config }: Call) {
  return sourcedContext(EVENTS, ruleArn(text(inputs.rule) ?? "", inputs, config), accountOf(config));
}

/** What the target's ARN may name of the account's own; the sandbox has no type for buses. */
const KINDS = [
  { service: "sns", prefix: "", token: TOKEN.topic, action: "sns:Publish" },
  { service: "sqs", prefix: "", token: TOKEN.queue, action: "sqs:SendMessage" },
  { service: "events", prefix: "event-bus/", token: undefined, action: "events:PutEvents" },
  { service: "events", prefix: "api-destination/", token: TOKEN.apiDestination, action: "events:InvokeApiDestination" },
] as const;

function kindOf(call: Call): (typeof KINDS)[number] | undefined {
  const arn = readArn(call.inputs.arn);
  if (arn?.account !== accountOf(call.config)) return undefined;
  return KINDS.find(({ service, prefix }) => arn.service === service && arn.resource.startsWith(prefix));
}

const exists: Rule = {
  id: "events-target-exists",
  source: `${GUIDE}eb-targets.html`,
  on: ["create", "update"],
  refuse(call) {
    const kind = kindOf(call);
    const region = readArn(call.inputs.arn)?.region;
    if (kind?.token === undefined || region !== regionOf(call.inputs, call.config)) return undefined;
    const found = call.store.where(kind.token, "arn", arnOf(call)).length > 0;
    return found ? undefined : dropped("NO_RESOURCE", `${arnOf(call)} does not exist`);
  },
};

/** The topic that the target is, if it is one of this account's. */
function topicOf({ inputs, store }: Call): Stored | undefined {
  return store.where(TOKEN.topic, "arn", inputs.arn ?? "")[0];
}

/** Who sends: the target's role, where it has one. */
function senderOf({ inputs, config }: Call): Sender {
  const role = text(inputs.roleArn);
  return role === undefined ? { service: EVENTS } : { arn: role, account: accountOf(config) };
}

/** "You can't use Condition blocks in Amazon SNS topic policies for EventBridge": its calls say no source. */
const topicLetsItPublish: Rule = {
  id: "events-target-topic-policy-lets-eventbridge-publish",
  source: `${RESOURCE_POLICIES}#eb-sns-permissions`,
  on: ["create", "update"],
  refuse(call) {
    const topic = topicOf(call);
    if (topic === undefined || text(call.inputs.roleArn) !== undefined) return undefined;
    return mayPublish(call.store, topic, { service: EVENTS }, serviceContext(EVENTS))
      ? undefined
      : dropped(
          "NO_PERMISSIONS",
          `the topic's policy doesn't let ${EVENTS} call sns:Publish. It can't be a statement with conditions on the source, which EventBridge doesn't tell SNS`,
        );
  },
};

/** "aws:SourceAccount, aws:SourceArn and aws:SourceOrgID … is not supported for EventBridge-to-encrypted topics". */
const topicKeyLetsItUseIt: Rule = {
  id: "events-target-topic-key-lets-eventbridge-use-it",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services",
  on: ["create", "update"],
  refuse(call) {
    const topic = topicOf(call);
    const context = { ...serviceContext(EVENTS), "kms:encryptioncontext:aws:sns:topicarn": topic?.id ?? "" };
    const fault = topic && keyFault(call.store, topic, senderOf(call), context);
    return fault === undefined ? undefined : dropped("KMSAccessDenied", fault);
  },
};

const queueLetsItSend: Rule = {
  id: "events-target-queue-policy-lets-eventbridge-send",
  source: `${RESOURCE_POLICIES}#eb-sqs-permissions`,
  on: ["create", "update"],
  refuse(call) {
    const queue = findQueue(call.store, call.inputs.arn);
    if (queue === undefined || text(call.inputs.roleArn) !== undefined) return undefined;
    return maySend(call.store, queue, { service: EVENTS }, ruleContext(call))
      ? undefined
      : dropped("NO_PERMISSIONS", `the queue's policy doesn't let ${EVENTS} call sqs:SendMessage for this rule`);
  },
};

const queueKeyLetsItUseIt: Rule = {
  id: "events-target-queue-key-lets-eventbridge-use-it",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  on: ["create", "update"],
  refuse(call) {
    const queue = findQueue(call.store, call.inputs.arn);
    const fault = queue && keyFault(call.store, queue, senderOf(call), ruleContext(call));
    return fault === undefined ? undefined : dropped("KMSAccessDenied", fault);
  },
};

const apiDestinationNeedsARole: Rule = {
  id: "events-target-api-destination-needs-a-role",
  source: `${GUIDE}eb-create-rule-api-destination-target.html`,
  on: ["create", "update"],
  refuse(call) {
    const isOne = readArn(call.inputs.arn)?.resource.startsWith("api-destination/") === true;
    return isOne && text(call.inputs.roleArn) === undefined
      ? invalid(`RoleArn is required for target ${arnOf(call)}.`)
      : undefined;
  },
};

const busElsewhereNeedsARole: Rule = {
  id: "events-target-bus-of-another-region-needs-a-role",
  source: `${GUIDE}eb-cross-region.html`,
  on: ["create", "update"],
  refuse(call) {
    const arn = readArn(call.inputs.arn);
    const elsewhere = arn?.region !== regionOf(call.inputs, call.config);
    return arn?.resource.startsWith("event-bus/") && elsewhere && text(call.inputs.roleArn) === undefined
      ? invalid(`RoleArn is required for target ${arnOf(call)}.`)
      : undefined;
  },
};

const roleTrustsIt: Rule = {
  id: "events-target-role-trusts-eventbridge",
  source: `${API}API_PutTargets.html`,
  on: ["create", "update"],
  refuse(call) {
    const role = text(call.inputs.roleArn);
    return role === undefined || trustsService(call.store, role, EVENTS, ruleContext(call))
      ? undefined
      : invalid(`Provided role '${role}' cannot be assumed by principal '${EVENTS}'.`);
  },
};

const roleMayCall: Rule = {
  id: "events-target-role-may-call-the-target",
  source: ROLES,
  on: ["create", "update"],
  refuse(call) {
    const role = text(call.inputs.roleArn);
    const kind = kindOf(call);
    if (role === undefined || kind === undefined || roleMay(call.store, role, kind.action, arnOf(call)))
      return undefined;
    return dropped("NO_PERMISSIONS", `the role ${role} doesn't allow ${kind.action} on ${arnOf(call)}`);
  },
};

export const destinationRules: readonly Rule[] = [
  exists,
  topicLetsItPublish,
  topicKeyLetsItUseIt,
  queueLetsItSend,
  queueKeyLetsItUseIt,
  apiDestinationNeedsARole,
  busElsewhereNeedsARole,
  roleTrustsIt,
  roleMayCall,
];
