import type { Cloud } from "../contract/cloud.ts";
import { clouds } from "../contract/cloud.ts";
import { type Issue, issue } from "../contract/issues.ts";
import { limits } from "../contract/limits.ts";
import type { AuditPlan, ChannelKind, PlannedChannel } from "../plan/plan.ts";
import { targetsOfAll } from "./aws/channels.ts";

/** By the region of a service in PagerDuty. https://support.pagerduty.com/main/docs/service-regions */
export const pagerDutyHost = (region: PlannedChannel["pagerDutyRegion"]): string =>
  region === "eu" ? "events.eu.pagerduty.com" : "events.pagerduty.com";

/**
 * Where an integration made for one cloud takes what that cloud sends.
 * https://www.pagerduty.com/docs/guides/amazon-cloudwatch-integration-guide/
 * https://learn.microsoft.com/azure/service-health/service-health-alert-webhook-pagerduty
 */
export const pagerDutyUrl = (key: string, region: PlannedChannel["pagerDutyRegion"]): string =>
  `https://${pagerDutyHost(region)}/integration/${key}/enqueue`;

/** What a cloud lacks of what is given of a channel, in words; nothing where it can be served. */
type Need = (given: readonly string[]) => string | undefined;

const nothing: Need = () => undefined;

const field =
  (name: string): Need =>
  (given) =>
    given.includes(name) ? undefined : name;

const slackToken: Need = (given) => {
  const missing = ["token", "channel"].filter((name) => !given.includes(name));
  return missing.length === 0 ? undefined : missing.join(" and ");
};

const slackAnyhow: Need = (given) =>
  given.includes("webhookUrl") || slackToken(given) === undefined ? undefined : "webhookUrl, or token and channel";

/** By the ids of Amazon Q Developer, which are of use together alone. */
const slackOnAws: Need = (given) => {
  const ids = ["workspaceId", "channelId"].filter((name) => given.includes(name)).length;
  if (ids === 1) return "workspaceId and channelId";
  return ids === 2 || slackAnyhow(given) === undefined
    ? undefined
    : "webhookUrl, token and channel, or workspaceId and channelId";
};

/** Google Cloud's Slack channel takes a token, never an incoming webhook; PagerDuty has a kind of integration for each cloud. */
const needs: { readonly [C in Cloud]: { readonly [K in ChannelKind]: Need } } = {
  aws: { email: nothing, slack: slackOnAws, pagerDuty: field("eventsKey"), webhook: nothing },
  gcp: { email: nothing, slack: slackToken, pagerDuty: field("googleCloudKey"), webhook: nothing },
  azure: { email: nothing, slack: slackAnyhow, pagerDuty: field("azureKey"), webhook: nothing },
};

const targetIssues = ({ placements, channels }: AuditPlan): Issue[] => {
  const { max } = limits.ruleTargets;
  const told = targetsOfAll(channels, placements.aws?.existing.includes("topic") ?? false);
  if (placements.aws === undefined || told.length <= max) return [];
  return [issue("error", "channels-above-targets", ["channels"], { channels: told, max })];
};

/** Channels that a cloud in use can't serve with what is given of them. */
export const channelIssues = (plan: AuditPlan): Issue[] => [
  ...clouds
    .filter((cloud) => plan.placements[cloud] !== undefined)
    .flatMap((cloud) =>
      plan.channels.flatMap(({ name, kind, given }) => {
        const missing = needs[cloud][kind](given);
        if (missing === undefined) return [];
        return [issue("error", "channel-lacks", ["channels", name, kind], { cloud, kind, needs: missing })];
      }),
    ),
  ...targetIssues(plan),
];
