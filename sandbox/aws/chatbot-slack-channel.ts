import type { Call, CloudError, ResourceType, Rule } from "../resource.ts";
import { namedLike, oneOf } from "./member.ts";
import { accountOf, items, partitionOf, readArn, refusal, regionOf, TOKEN, tagsAll, text } from "./place.ts";
import { serviceContext } from "./service-caller.ts";
import { trustsService } from "./service-role.ts";

const API = "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html";
const ENDPOINTS = "https://docs.aws.amazon.com/general/latest/gr/chatbot.html";
const CHATBOT = "chatbot.amazonaws.com";
const INVALID = "InvalidParameterException";
const REGIONS = ["us-east-2", "us-west-2", "eu-west-1", "ap-southeast-1"];

function invalid(message: string): CloudError {
  return refusal(INVALID, message);
}

const member = { source: API, error: INVALID };

const hasAnEndpoint: Rule = {
  id: "chatbot-is-called-where-it-has-an-endpoint",
  source: ENDPOINTS,
  on: ["create", "update"],
  refuse({ inputs, config }) {
    const region = regionOf(inputs, config);
    return REGIONS.includes(region)
      ? undefined
      : refusal("RequestError", `send request failed: dial tcp: lookup chatbot.${region}.amazonaws.com: no such host`);
  },
};

const nameIsValid = namedLike(
  {
    ...member,
    id: "chatbot-configuration-name-is-valid",
    field: "ConfigurationName",
    read: (i) => i.configurationName,
  },
  /^[A-Za-z0-9_-]+$/,
  128,
);

const teamIsValid = namedLike(
  { ...member, id: "chatbot-slack-workspace-id-is-valid", field: "SlackTeamId", read: (i) => i.slackTeamId },
  /^[0-9A-Z]+$/,
  255,
);

const channelIsValid = namedLike(
  { ...member, id: "chatbot-slack-channel-id-is-valid", field: "SlackChannelId", read: (i) => i.slackChannelId },
  /^[A-Za-z0-9]+$/,
  255,
);

const levelIsKnown = oneOf(
  { ...member, id: "chatbot-logging-level-is-known", field: "LoggingLevel", read: ({ loggingLevel }) => loggingLevel },
  ["ERROR", "INFO", "NONE"],
);

const roleTrustsIt: Rule = {
  id: "chatbot-role-trusts-chatbot",
  source: "https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html",
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const role = text(inputs.iamRoleArn) ?? "";
    if (readArn(role)?.service !== "iam") return invalid("IamRoleArn is not the ARN of a role.");
    return trustsService(store, role, CHATBOT, serviceContext(CHATBOT))
      ? undefined
      : invalid(`The role ${role} can't be assumed by ${CHATBOT}.`);
  },
};

const guardrailsArePolicies: Rule = {
  id: "chatbot-guardrails-are-managed-policies",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const wrong = items(inputs.guardrailPolicyArns).find((one) => {
      const arn = readArn(one);
      return arn?.service !== "iam" || !arn.resource.startsWith("policy/");
    });
    return wrong === undefined ? undefined : invalid(`${text(wrong)} is not the ARN of a managed policy.`);
  },
};

/** Topics may be in any region; those of other accounts can't be seen from here. */
function missingTopic({ inputs, store, config }: Call): string | undefined {
  return items(inputs.snsTopicArns)
    .map((one) => text(one) ?? "")
    .find((one) => readArn(one)?.account === accountOf(config) && store.get(TOKEN.topic, one) === undefined);
}

const topicsAreTopics: Rule = {
  id: "chatbot-topics-are-arns-of-topics",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const wrong = items(inputs.snsTopicArns).find((one) => readArn(one)?.service !== "sns");
    return wrong === undefined ? undefined : invalid(`${text(wrong)} is not the ARN of a topic.`);
  },
};

const topicsExist: Rule = {
  id: "chatbot-topics-exist",
  source: "https://docs.aws.amazon.com/chatbot/latest/adminguide/slr-permissions.html",
  on: ["create", "update"],
  refuse(call) {
    const missing = missingTopic(call);
    return missing === undefined
      ? undefined
      : invalid(`The topic ${missing} does not exist: it can't be subscribed to.`);
  },
};

const channelHasOneConfiguration: Rule = {
  id: "chatbot-slack-channel-has-one-configuration",
  source: "https://github.com/hashicorp/terraform-provider-awscc/issues/1011",
  on: ["create"],
  refuse({ inputs, store, config }) {
    const other = store
      .where(TOKEN.slackChannel, "slackChannelId", inputs.slackChannelId ?? "")
      .find((one) => one.inputs.slackTeamId === inputs.slackTeamId);
    return other === undefined
      ? undefined
      : refusal(
          "InvalidRequestException",
          `Invalid request provided: Slack channel with ID ${text(inputs.slackChannelId)} in Slack team ${text(inputs.slackTeamId)} has already been configured for AWS account ${accountOf(config)}.`,
        );
  },
};

export const slackChannel: ResourceType = {
  token: TOKEN.slackChannel,
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/chatbot/slack_channel_configuration.go
  replaceOn: ["configurationName", "slackTeamId", "region"],
  rules: [
    hasAnEndpoint,
    nameIsValid,
    teamIsValid,
    channelIsValid,
    levelIsKnown,
    roleTrustsIt,
    guardrailsArePolicies,
    topicsAreTopics,
    topicsExist,
    channelHasOneConfiguration,
  ],
  id(inputs, config) {
    const partition = partitionOf(regionOf(inputs, config));
    return `arn:${partition}:chatbot::${accountOf(config)}:chat-configuration/slack-channel/${text(inputs.configurationName)}`;
  },
  conflict: "ConflictException",
  outputs: (inputs, config, _store, id = "") => ({
    chatConfigurationArn: id,
    region: regionOf(inputs, config),
    guardrailPolicyArns: inputs.guardrailPolicyArns ?? ["arn:aws:iam::aws:policy/AdministratorAccess"],
    loggingLevel: inputs.loggingLevel ?? "NONE",
    slackChannelName: "alerts",
    slackTeamName: "workspace",
    snsTopicArns: inputs.snsTopicArns ?? [],
    userAuthorizationRequired: inputs.userAuthorizationRequired ?? false,
    ...tagsAll(inputs),
  }),
};
