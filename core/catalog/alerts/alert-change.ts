import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "alert-change",
  title: "An alert, or whom it tells, is changed or deleted",
  severity: "high",
  groups: ["tamper"],
  why: "Whoever silences the alerts goes on unseen.",
  firstSteps: ["Deploy the stack again: it puts the alerts back.", "Look at what they would have told meanwhile."],
  references: [attack("T1562.001")],
  clouds: {
    aws: {
      when: 'service == "monitoring.amazonaws.com" && operation in ["DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm", "SetAlarmState", "PutAlarmMuteRule"] || service == "events.amazonaws.com" && operation in ["DeleteRule", "DisableRule", "RemoveTargets", "PutRule", "DeleteApiDestination", "DeauthorizeConnection"] || service == "sns.amazonaws.com" && operation in ["DeleteTopic", "SetTopicAttributes", "Unsubscribe"]',
    },
    gcp: {
      when: 'service == "monitoring.googleapis.com" && operation.matches("(?:AlertPolicyService\\\\.(?:Update|Delete)AlertPolicy|NotificationChannelService\\\\.(?:Update|Delete)NotificationChannel|SnoozeService\\\\.CreateSnooze)$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Insights/activityLogAlerts/delete", "Microsoft.Insights/activityLogAlerts/write", "Microsoft.Insights/actionGroups/delete", "Microsoft.Insights/actionGroups/write", "Microsoft.Insights/scheduledQueryRules/delete", "Microsoft.Insights/scheduledQueryRules/write", "Microsoft.AlertsManagement/actionRules/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("monitoring", "DisableAlarmActions", { requestParameters: { alarmNames: ["root-use"] } }),
      aws.call("events", "DeleteRule", { requestParameters: { name: "root-use" } }),
    ],
    nearMisses: [aws.look("monitoring", "DescribeAlarms"), aws.call("sns", "Publish")],
  },
  gcp: {
    matching: [gcp.call("monitoring", "google.monitoring.v3.AlertPolicyService.DeleteAlertPolicy")],
    nearMisses: [gcp.call("monitoring", "google.monitoring.v3.AlertPolicyService.CreateAlertPolicy")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Insights/actionGroups/delete")],
    nearMisses: [azure.activity("Microsoft.Insights/metricAlerts/read")],
  },
});
