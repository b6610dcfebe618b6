import * as z from "zod";
import { deferrable } from "./deferred.ts";
import { limits } from "./limits.ts";
import { alertSeverity } from "./rules.ts";
import { shortName, text } from "./values.ts";

const httpsUrl = (example: string) => text(/^https:\/\/[^\s/?#]+[^\s#]*$/, "an https:// URL", example);

const integrationKey = deferrable(
  text(/^[A-Za-z0-9]{16,64}$/, "an integration key: letters and digits", "a1b2c3d4e5f60718293a4b5c6d7e8f90"),
);

export const emailChannel = z
  .strictObject({
    address: deferrable(
      text(/^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;]+$/, "an e-mail address", "security@example.com"),
    ).meta({
      description: "The address. AWS and Azure send it a message first, in which somebody must confirm.",
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html",
    }),
  })
  .meta({ id: "EmailChannel", description: "An e-mail address." });

export const slackChannel = z
  .strictObject({
    webhookUrl: deferrable(httpsUrl("https://hooks.slack.com/services/T000/B000/XXXX")).optional().meta({
      secret: true,
      description: "The URL of an incoming webhook, a secret. Serves AWS and Azure.",
      source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
    }),
    token: deferrable(text(/^xox[a-z]-[A-Za-z0-9-]+$|^xoxe\.[A-Za-z0-9.-]+$/, "a Slack token", "xoxb-246813579-a1b2c3"))
      .optional()
      .meta({
        secret: true,
        description:
          "A bot's token with the scope `chat:write`, a secret. Serves all three clouds, together with `channel`.",
        source: "https://cloud.google.com/monitoring/support/notification-options#slack",
      }),
    channel: text(/^#?[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, "a Slack channel's name", "#security")
      .optional()
      .meta({ description: "The Slack channel that the token's bot writes to, such as `#security`." }),
    workspaceId: deferrable(text(/^[TE][A-Z0-9]{2,254}$/, "a Slack workspace's id", "T07EA123LEP"))
      .optional()
      .meta({
        description:
          "The workspace's id. With `channelId`, AWS tells this channel through Amazon Q Developer in chat applications, to which the workspace was once authorized by hand in its console. Serves AWS alone, where it goes before `webhookUrl` and `token`.",
        source: "https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html",
      }),
    channelId: deferrable(text(/^[CG][A-Z0-9]{2,254}$/, "a Slack channel's id", "C07EZ1ABC23"))
      .optional()
      .meta({
        description:
          "The channel's id, which ends its link, such as `C07EZ1ABC23`. A private channel invites `@Amazon Q`.",
        source: "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html",
      }),
  })
  .meta({
    id: "SlackChannel",
    description:
      "A channel in Slack: by `token` and `channel`, or, where Google Cloud is not used, by `webhookUrl`; on AWS also by `workspaceId` and `channelId`.",
  });

export const pagerDutyServiceRegion = z.enum(["us", "eu"]).meta({
  id: "PagerDutyServiceRegion",
  description: "Where a PagerDuty account is.",
  values: { us: "In the United States.", eu: "In the European Union." },
});

export const pagerDutyChannel = z
  .strictObject({
    eventsKey: integrationKey.optional().meta({
      secret: true,
      description: "The key of an `Events API v2` integration, a secret. AWS needs it.",
      source: "https://developer.pagerduty.com/docs/events-api-v2-overview",
    }),
    cloudWatchKey: integrationKey.optional().meta({
      secret: true,
      description:
        "The key of an `Amazon CloudWatch` integration, a secret: AWS sends its alarms there, through a topic. Absent: they go to `eventsKey` too.",
      source: "https://www.pagerduty.com/docs/guides/amazon-cloudwatch-integration-guide/",
    }),
    googleCloudKey: integrationKey.optional().meta({
      secret: true,
      description: "The key of a `Google Cloud Monitoring` integration, a secret. Google Cloud needs it.",
      source: "https://cloud.google.com/monitoring/support/notification-options#pagerduty",
    }),
    azureKey: integrationKey.optional().meta({
      secret: true,
      description: "The key of a `Microsoft Azure` integration, a secret. Azure needs it.",
      source: "https://learn.microsoft.com/azure/service-health/service-health-alert-webhook-pagerduty",
    }),
    serviceRegion: pagerDutyServiceRegion.optional().meta({
      description: "Where the PagerDuty account is. Default: `us`.",
      source: "https://support.pagerduty.com/main/docs/service-regions",
    }),
  })
  .meta({
    id: "PagerDutyChannel",
    description: "A service in PagerDuty: each cloud has an integration, and a key, of its own.",
  });

export const webhookChannel = z
  .strictObject({
    url: deferrable(httpsUrl("https://alerts.example.com/hook")).meta({
      description: "Where alerts are posted to as JSON, in each cloud's own format.",
    }),
    token: deferrable(text(/^[\x21-\x7e]{1,512}$/, "a token without blanks", "a1b2c3d4e5f60718"))
      .optional()
      .meta({
        secret: true,
        description:
          "What the receiver knows the sender by, a secret: AWS sends it as `Authorization: Bearer`, Google Cloud and Azure, which can't set headers, as `?auth_token=` in the URL.",
        source: "https://cloud.google.com/monitoring/support/notification-options#webhooks",
      }),
  })
  .meta({ id: "WebhookChannel", description: "A receiver of your own." });

/** The kinds of channels, each with what is given of it. */
export const channelKinds = {
  email: emailChannel.optional().meta({ description: "By e-mail." }),
  slack: slackChannel.optional().meta({ description: "In Slack." }),
  pagerDuty: pagerDutyChannel.optional().meta({ description: "Through PagerDuty." }),
  webhook: webhookChannel.optional().meta({ description: "To a receiver of your own." }),
} as const;

export const channel = z
  .strictObject({
    minSeverity: alertSeverity.optional().meta({
      description: "Only alerts of this severity and above. Default: `low`, which is all of them.",
    }),
    ...channelKinds,
  })
  .meta({
    id: "Channel",
    description: "How people are told of alerts: exactly one of `email`, `slack`, `pagerDuty` and `webhook`.",
  });

export const channels = z
  .record(shortName, channel)
  .refine((given) => Object.keys(given).length <= limits.channels.max, {
    params: { rule: "count", limit: "channels" },
  });

export type Channel = z.infer<typeof channel>;
