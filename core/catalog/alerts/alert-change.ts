import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownByName, ownSubscription } from "../own/aws.ts";

const alarms =
  'service == "monitoring.amazonaws.com" && operation in ["DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm", "SetAlarmState"]';

const rules =
  'service == "events.amazonaws.com" && operation in ["PutRule", "DeleteRule", "DisableRule", "PutTargets", "RemoveTargets", "UpdateApiDestination", "DeleteApiDestination", "UpdateConnection", "DeleteConnection", "DeauthorizeConnection"]';

const topics =
  'service == "sns.amazonaws.com" && operation in ["DeleteTopic", "SetTopicAttributes", "AddPermission", "RemovePermission", "Subscribe", "Unsubscribe", "SetSubscriptionAttributes"]';

const queues =
  'service == "sqs.amazonaws.com" && operation in ["DeleteQueue", "PurgeQueue", "SetQueueAttributes", "AddPermission", "RemovePermission"]';

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
      when: [alarms, rules, topics, queues].join(" || "),
      own: [
        `${alarms} && ${ownByName("alarmNames", "alarmName")}`,
        `${rules} && ${ownByName("name", "rule")}`,
        `${topics} && (${ownByName("topicArn")} || ${ownSubscription})`,
        `${queues} && ${ownByName("queueUrl")}`,
      ].join(" || "),
    },
    gcp: {
      when: 'service == "monitoring.googleapis.com" && operation.matches("(?:AlertPolicyService\\\\.(?:Update|Delete)AlertPolicy|NotificationChannelService\\\\.(?:Update|Delete)NotificationChannel)$")',
    },
    azure: {
      within: "resourceGroup",
      when: 'operation in ["Microsoft.Insights/activityLogAlerts/delete", "Microsoft.Insights/activityLogAlerts/write", "Microsoft.Insights/actionGroups/delete", "Microsoft.Insights/actionGroups/write", "Microsoft.Insights/scheduledQueryRules/delete", "Microsoft.Insights/scheduledQueryRules/write", "Microsoft.Logic/workflows/delete", "Microsoft.Logic/workflows/write", "Microsoft.Logic/workflows/disable/action", "Microsoft.Logic/workflows/regenerateAccessKey/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("monitoring", "DisableAlarmActions", {
        requestParameters: { alarmNames: ["cpu", `auditlog-root-use-${aws.own.unique}`] },
      }),
      aws.call("monitoring", "SetAlarmState", {
        requestParameters: { alarmName: `auditlog-root-use-${aws.own.unique}`, stateValue: "OK" },
      }),
      aws.call("events", "DeleteRule", { requestParameters: { name: `auditlog-root-use-${aws.own.unique}` } }),
      aws.call("events", "RemoveTargets", {
        requestParameters: { rule: `auditlog-root-use-${aws.own.unique}`, ids: ["oncall"] },
      }),
      aws.call("events", "DeauthorizeConnection", {
        requestParameters: { name: `auditlog-oncall-${aws.own.unique}` },
      }),
      aws.call("sns", "SetTopicAttributes", {
        requestParameters: {
          topicArn: `arn:aws:sns:eu-central-1:111122223333:auditlog-alerts-low-${aws.own.unique}`,
          attributeName: "Policy",
        },
      }),
      aws.call("sns", "Unsubscribe", {
        requestParameters: {
          subscriptionArn: `arn:aws:sns:eu-central-1:111122223333:auditlog-alerts-low-${aws.own.unique}:4dd2b3f2-1b7e-4c1e-9a55-3c0f4f4bb2b1`,
        },
      }),
      aws.call("sqs", "DeleteQueue", {
        requestParameters: {
          queueUrl: `https://sqs.eu-central-1.amazonaws.com/111122223333/auditlog-undelivered-${aws.own.unique}`,
        },
      }),
    ],
    nearMisses: [
      aws.look("monitoring", "DescribeAlarms", {
        requestParameters: { alarmNames: [`auditlog-root-use-${aws.own.unique}`] },
      }),
      aws.call("events", "EnableRule", { requestParameters: { name: `auditlog-root-use-${aws.own.unique}` } }),
    ],
  },
  gcp: {
    matching: [gcp.call("monitoring", "google.monitoring.v3.AlertPolicyService.DeleteAlertPolicy")],
    nearMisses: [gcp.call("monitoring", "google.monitoring.v3.AlertPolicyService.CreateAlertPolicy")],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Insights/actionGroups/delete"),
      azure.activity("Microsoft.Logic/workflows/disable/action"),
    ],
    nearMisses: [
      azure.activity("Microsoft.Insights/metricAlerts/read"),
      azure.activity("Microsoft.Logic/workflows/enable/action"),
    ],
  },
});
