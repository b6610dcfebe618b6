import type { PlannedPlacements } from "../../plan/plan.ts";
import type { AlertRule, AwsAlerting } from "./alerting.ts";
import type { AwsAlert } from "./alerts.ts";
import { type AlertTopic, isUnread } from "./channels.ts";
import { emailMessage } from "./messages.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

const adopted: AlertTopic = {
  key: "alerts-existing",
  minSeverity: "low",
  events: "mail",
  subscriptions: [],
  isAdopted: true,
};

/** Every alert is published to the adopted topic, in place of the topic that nobody subscribes to. */
export const withAdoptedTopic = (
  found: AwsAlerting | undefined,
  alerts: readonly AwsAlert[],
  { existing }: Placement,
): AwsAlerting | undefined => {
  if (found === undefined || !existing.includes("topic")) return found;
  const unread = new Set(found.topics.filter(isUnread).map(({ key }) => key));
  const told = (rule: AlertRule): AlertRule => {
    const alert = alerts.find(({ id }) => id === rule.id);
    if (alert === undefined || rule.form !== "cloudTrail") return rule;
    const others = rule.targets.filter(({ to, isTopic }) => !(isTopic && unread.has(to)));
    return { ...rule, targets: [{ to: adopted.key, isTopic: true, ...emailMessage(alert, "cloudTrail") }, ...others] };
  };
  return {
    ...found,
    topics: [adopted, ...found.topics.filter(({ key }) => !unread.has(key))],
    rules: found.rules.map(told),
    alarms: found.alarms.map((alarm) => ({
      ...alarm,
      topics: [adopted.key, ...alarm.topics.filter((key) => !unread.has(key))],
    })),
  };
};
