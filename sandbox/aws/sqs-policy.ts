import type { Json, ResourceType, Rule, Store, Stored } from "../resource.ts";
import { refusal, regionOf, TOKEN, text } from "./place.ts";
import type { PolicyRequest } from "./policy.ts";
import { allows } from "./policy.ts";
import { policyRules, statementsOf } from "./resource-policy.ts";
import type { Sender } from "./service-caller.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
const ACTIONS = [
  "addpermission cancelmessagemovetask changemessagevisibility createqueue deletemessage deletequeue getqueueattributes",
  "getqueueurl listdeadlettersourcequeues listmessagemovetasks listqueuetags purgequeue receivemessage removepermission",
  "sendmessage setqueueattributes startmessagemovetask tagqueue untagqueue",
]
  .join(" ")
  .split(" ");

function invalidPolicy(reason: string) {
  return refusal("InvalidAttributeValue", `Invalid value for the parameter Policy. ${reason}`);
}

export const queuePolicyRules: readonly Rule[] = policyRules({
  service: "sqs",
  actionsSource:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html",
  actions: ACTIONS,
  malformed: invalidPolicy,
  unknownPrincipal: invalidPolicy("A principal of it doesn't exist."),
  actionOutOfScope: invalidPolicy("An action of it is none of a queue's."),
});

export function findQueue(store: Store, arn: Json | undefined): Stored | undefined {
  return store.where(TOKEN.queue, "arn", arn ?? "")[0];
}

export function maySend(store: Store, queue: Stored, sender: Sender, context: PolicyRequest["context"]): boolean {
  const attached = store.where(TOKEN.queuePolicy, "queueUrl", queue.id)[0]?.inputs.policy;
  const request = { ...sender, action: "sqs:SendMessage", resource: String(queue.outputs.arn), context };
  return allows(statementsOf(attached ?? queue.inputs.policy), request);
}

const queueExists: Rule = {
  id: "sqs-queue-of-the-policy-exists",
  source:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html#API_SetQueueAttributes_Errors",
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    store.get(TOKEN.queue, text(inputs.queueUrl) ?? "") === undefined
      ? refusal("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")
      : undefined,
};

export const queuePolicy: ResourceType = {
  token: TOKEN.queuePolicy,
  replaceOn: ["queueUrl", "region"],
  rules: [queueExists, ...queuePolicyRules],
  id: (inputs) => text(inputs.queueUrl) ?? "",
  // SQS itself lets the later call win; two resources that overwrite each other's policy are a mistake of the program.
  conflict: "InvalidAttributeValue",
  outputs: (inputs, config) => ({ region: regionOf(inputs, config) }),
};
