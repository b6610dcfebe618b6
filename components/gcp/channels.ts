import { NotificationChannel } from "@pulumi/gcp/monitoring/notificationChannel.js";
import * as pulumi from "@pulumi/pulumi";
import type { NotificationChannel as Channel } from "../../core/compile/gcp/channels.ts";
import { type ChannelInputs, channelField, child, childName, type Room, tagged } from "../room.ts";

/** By the channels' names. */
export type Channels = { [channel: string]: NotificationChannel };

export const createChannels = (
  room: Room,
  project: string,
  channels: readonly Channel[],
  given: ChannelInputs,
  services: pulumi.Resource[],
): Channels => {
  const { tags: userLabels } = tagged(room);
  return Object.fromEntries(
    channels.map((one) => [
      one.channel,
      new NotificationChannel(
        childName(room, `channel-${one.channel}`),
        {
          project,
          type: one.type,
          displayName: `${one.channel} (${room.name})`,
          ...(userLabels && { userLabels }),
          ...addressOf(one, given),
        },
        child(room, { dependsOn: services }),
      ),
    ]),
  );
};

const addressOf = (
  { channel, type, hasToken, slackChannel }: Channel,
  given: ChannelInputs,
): Pick<ConstructorParameters<typeof NotificationChannel>[1], "labels" | "sensitiveLabels"> => {
  const field = (name: string) => channelField(given, channel, name);
  switch (type) {
    case "email":
      return { labels: { email_address: field("address") } };
    case "slack":
      return { labels: { channel_name: slackChannel! }, sensitiveLabels: { authToken: field("token") } };
    case "pagerduty":
      return { sensitiveLabels: { serviceKey: field("googleCloudKey") } };
    case "webhook_tokenauth":
      return { labels: { url: hasToken ? withToken(field("url"), field("token")) : field("url") } };
    default:
      return type satisfies never;
  }
};

/** Cloud Monitoring sets no headers. https://cloud.google.com/monitoring/support/notification-options#webhooks */
const withToken = (url: pulumi.Input<string>, token: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi
    .all([url, token])
    .apply(([to, key]) => `${to}${to.includes("?") ? "&" : "?"}auth_token=${encodeURIComponent(key)}`);
