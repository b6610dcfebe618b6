import { SlackChannelConfiguration } from "@pulumi/aws/chatbot/slackChannelConfiguration.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import {
  type Bindings,
  type ChannelInputs,
  channelField,
  child,
  childName,
  documentText,
  filled,
  type Room,
  tagged,
} from "../room.ts";
import type { AlertPath } from "./channels.ts";

type Alerts = NonNullable<AwsBlueprint["alerts"]>;

/** The channels of Slack that Amazon Q Developer in chat applications tells. */
export const createChats = (
  room: Room,
  { chats, chatRole }: Alerts,
  channels: ChannelInputs,
  bindings: Bindings,
  topics: AlertPath["topics"],
): void => {
  if (chatRole === undefined) return;
  const role = createRole(room, chatRole, bindings);
  for (const { channel, name, region, topic } of chats) {
    new SlackChannelConfiguration(
      childName(room, `channel-${channel}`),
      {
        region,
        configurationName: filled(name, bindings),
        slackTeamId: channelField(channels, channel, "workspaceId"),
        slackChannelId: channelField(channels, channel, "channelId"),
        snsTopicArns: [topics[topic]!.arn],
        iamRoleArn: role.arn,
        guardrailPolicyArns: [filled(chatRole.guardrail, bindings)],
        // Whoever writes commands in the channel needs a role of their own; the channel's role is for notifications.
        userAuthorizationRequired: true,
        loggingLevel: "ERROR",
        ...tagged(room),
      },
      child(room),
    );
  }
};

const createRole = (
  room: Room,
  { name, trust, permissions }: NonNullable<Alerts["chatRole"]>,
  bindings: Bindings,
): Role => {
  const role = new Role(
    childName(room, "chat"),
    {
      name: filled(name, bindings),
      description: "Lets Amazon Q Developer draw alarms in chat",
      assumeRolePolicy: documentText(trust, bindings),
      ...tagged(room),
    },
    child(room),
  );
  new RolePolicy(
    childName(room, "chat-policy"),
    { role: role.name, policy: documentText(permissions, bindings) },
    child(room),
  );
  return role;
};
