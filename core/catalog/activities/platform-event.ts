import type { Activity } from "../activity.ts";

// Notifications that a vault sends are rows of its log as well.
export const platformEvent: Activity = {
  id: "platform.event",
  title: "What the cloud does by itself",
  description:
    "The provider itself acts or reports: service events, health, autoscaling, evaluations of policies, advice. Nobody asked for it by a call.",
  azure: {
    "Microsoft.Advisor": ["*"],
    "Microsoft.Authorization": [
      "policies/append/action",
      "policies/audit/action",
      "policies/auditIfNotExists/action",
      "policies/deny/action",
      "policies/deployIfNotExists/action",
      "policies/modify/action",
    ],
    "Microsoft.Insights": [
      "activityLogAlerts/activated/action",
      "alertRules/activated/action",
      "alertRules/resolved/action",
      "alertRules/throttled/action",
      "autoscaleSettings/flapping*",
      "autoscaleSettings/scale*/action",
    ],
    "Microsoft.ResourceHealth": ["*"],
    "Microsoft.Security": ["locations/alerts/activate/action"],
    "Microsoft.ServiceHealth": ["*"],
  },
  azureResource: {
    "Microsoft.KeyVault": ["*EventGridNotification"],
  },
  when: {
    aws: 'category == "system" || actor.type == "service"',
    gcp: 'category == "system"',
    azure: 'category in ["policy", "system"]',
  },
};
