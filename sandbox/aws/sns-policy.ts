import type { ResourceType, Rule, Store, Stored } from "../resource.ts";
import { accountOf, refusal, regionOf, TOKEN, text } from "./place.ts";
import type { PolicyRequest, Statement } from "./policy.ts";
import { allows } from "./policy.ts";
import { policyRules, statementsOf } from "./resource-policy.ts";
import type { Sender } from "./service-caller.ts";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
const ACTIONS = [
  "addpermission deletetopic getdataprotectionpolicy gettopicattributes listsubscriptionsbytopic listtagsforresource",
  "publish putdataprotectionpolicy receive removepermission settopicattributes subscribe tagresource untagresource",
]
  .join(" ")
  .split(" ");

function invalid(reason: string) {
  return refusal("InvalidParameter", `Invalid parameter: ${reason}`);
}

export const topicPolicyRules: readonly Rule[] = policyRules({
  service: "sns",
  actionsSource: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
  actions: ACTIONS,
  malformed: (reason) => invalid(`Policy Error: null (${reason})`),
  unknownPrincipal: invalid("Policy Error: PrincipalNotFound"),
  actionOutOfScope: invalid("Policy statement action out of service scope!"),
});

/** What a new topic has: everyone in the account may use it, and the services that say whose call they make. */
export function defaultTopicPolicy(arn: string, account: string): string {
  const actions =
    "GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic Subscribe ListSubscriptionsByTopic Publish";
  const statement = {
    Sid: "__default_statement_ID",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: actions.split(" ").map((action) => `SNS:${action}`),
    Resource: arn,
    Condition: { StringEquals: { "AWS:SourceOwner": account } },
  };
  return JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [statement] });
}

function topicPolicyOf(store: Store, topic: Stored): Statement[] {
  const attached = store.where(TOKEN.topicPolicy, "arn", topic.id)[0]?.inputs.policy;
  return statementsOf(attached ?? topic.outputs.policy);
}

export function mayPublish(store: Store, topic: Stored, sender: Sender, context: PolicyRequest["context"]): boolean {
  const request = { ...sender, action: "sns:Publish", resource: topic.id, context };
  return allows(topicPolicyOf(store, topic), request);
}

const topicExists: Rule = {
  id: "sns-topic-of-the-policy-exists",
  source: "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html#API_SetTopicAttributes_Errors",
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    store.get(TOKEN.topic, text(inputs.arn) ?? "") === undefined
      ? refusal("NotFound", "Topic does not exist")
      : undefined,
};

export const topicPolicy: ResourceType = {
  token: TOKEN.topicPolicy,
  replaceOn: ["arn", "region"],
  rules: [topicExists, ...topicPolicyRules],
  id: (inputs) => text(inputs.arn) ?? "",
  // SNS itself lets the later call win; two resources that overwrite each other's policy are a mistake of the program.
  conflict: "InvalidParameter",
  outputs: (inputs, config) => ({ owner: accountOf(config), region: regionOf(inputs, config) }),
};
