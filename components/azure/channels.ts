import { listWorkflowTriggerCallbackUrlOutput } from "@pulumi/azure-native/logic/listWorkflowTriggerCallbackUrl.js";
import { Workflow } from "@pulumi/azure-native/logic/workflow.js";
import { ActionGroup, type ActionGroupArgs } from "@pulumi/azure-native/monitor/actionGroup.js";
import * as pulumi from "@pulumi/pulumi";
import type { AzureAlerting } from "../../core/compile/azure/alerting.ts";
import {
  type ActionGroup as Group,
  type Receiver,
  type SlackWorkflow,
  urlWithToken,
} from "../../core/compile/azure/channels.ts";
import { workflowDefinition, workflowSecret, workflowTrigger } from "../../core/compile/azure/messages.ts";
import { pagerDutyUrl } from "../../core/compile/channels.ts";
import { type ChannelInputs, channelField, child, childName, type Room, tagged } from "../room.ts";
import { lastSegment, type Place } from "./place.ts";

/** The action groups by their keys. */
export type AlertGroups = { readonly [key: string]: ActionGroup };

interface SlackEntrance {
  resourceId: pulumi.Output<string>;
  callbackUrl: pulumi.Output<string>;
}

export const createAlertGroups = (
  room: Room,
  { groups, workflows }: AzureAlerting,
  place: Place,
  channels: ChannelInputs,
): AlertGroups => {
  const entrances = Object.fromEntries(
    workflows.map((workflow) => [workflow.channel, createWorkflow(room, place, workflow, channels)]),
  );
  return Object.fromEntries(groups.map((group) => [group.key, createGroup(room, place, group, channels, entrances)]));
};

const createGroup = (
  room: Room,
  { in: { resourceGroupName } }: Place,
  { key, shortName, receivers }: Group,
  channels: ChannelInputs,
  entrances: Record<string, SlackEntrance>,
): ActionGroup =>
  new ActionGroup(
    childName(room, key),
    {
      resourceGroupName,
      location: "Global",
      actionGroupName: key,
      groupShortName: shortName,
      enabled: true,
      ...receiversOf(receivers, channels, entrances),
      ...tagged(room),
    },
    child(room),
  );

const common = { useCommonAlertSchema: true };

const receiversOf = (
  receivers: readonly Receiver[],
  channels: ChannelInputs,
  entrances: Record<string, SlackEntrance>,
): Pick<ActionGroupArgs, "emailReceivers" | "webhookReceivers" | "logicAppReceivers"> => ({
  emailReceivers: receivers
    .filter(({ kind }) => kind === "email")
    .map(({ channel }) => ({ name: channel, emailAddress: channelField(channels, channel, "address"), ...common })),
  webhookReceivers: receivers
    .filter(({ kind }) => kind === "pagerDuty" || kind === "webhook")
    .map((receiver) => ({ name: receiver.channel, serviceUri: serviceUri(receiver, channels), ...common })),
  logicAppReceivers: receivers
    .filter(({ kind }) => kind === "slack")
    .map(({ channel }) => ({ name: channel, ...entrances[channel]!, ...common })),
});

const serviceUri = (
  { channel, kind, hasToken, pagerDutyRegion }: Receiver,
  channels: ChannelInputs,
): pulumi.Input<string> => {
  const field = (name: string) => channelField(channels, channel, name);
  if (kind === "pagerDuty") return pulumi.output(field("azureKey")).apply((key) => pagerDutyUrl(key, pagerDutyRegion));
  if (!hasToken) return field("url");
  return pulumi.all([field("url"), field("token")]).apply(([url, token]) => urlWithToken(url, token));
};

/** The workflow's URL lets whoever has it write to Slack: a secret. */
const createWorkflow = (room: Room, place: Place, workflow: SlackWorkflow, channels: ChannelInputs): SlackEntrance => {
  const { channel, slackChannel } = workflow;
  const secret = channelField(channels, channel, slackChannel === undefined ? "webhookUrl" : "token");
  const created = new Workflow(
    childName(room, `channel-${channel}`),
    {
      ...place.in,
      workflowName: `slack-${channel}`,
      state: "Enabled",
      definition: workflowDefinition(workflow),
      parameters: { [workflowSecret]: { type: "SecureString", value: pulumi.secret(secret) } },
      ...tagged(room),
    },
    child(room),
  );
  const { value } = listWorkflowTriggerCallbackUrlOutput(
    {
      resourceGroupName: place.in.resourceGroupName,
      workflowName: created.id.apply(lastSegment),
      triggerName: workflowTrigger,
    },
    { parent: room.component },
  );
  return { resourceId: created.id, callbackUrl: pulumi.secret(value) };
};
