import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownTrail } from "../own/aws.ts";
import { ownSettings } from "../own/azure.ts";
import { ownSinks } from "../own/gcp.ts";

const awsChanges = 'operation in ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]';

const azureChanges = 'operation == "Microsoft.Insights/diagnosticSettings/write" && has(outcome)';

export const alert: CatalogAlert = {
  id: "audit-log-change",
  title: "The audit log is changed",
  severity: "high",
  groups: ["cis", "tamper"],
  why: "Whoever changes the log decides what nobody will see.",
  firstSteps: [
    "See what is captured now and what was before.",
    "Deploy the stack again: it puts the settings back.",
    "Look at what happened between the change and now.",
  ],
  references: [attack("T1562.008"), cis("AWS", "5.5")],
  clouds: {
    aws: {
      when: awsChanges,
      own: `${awsChanges} && ${ownTrail("name")}`,
      native:
        "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
    },
    gcp: {
      when: 'service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.(?:Create|Update)(?:Sink|Exclusion)$|ConfigServiceV[0-9]+\\\\.(?:Delete)Exclusion$|ConfigServiceV[0-9]+\\\\.Update(?:Settings|CmekSettings)$")',
      own: `service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.UpdateSink$") && ${ownSinks}`,
    },
    azure: { when: azureChanges, own: `${azureChanges} && ${ownSettings}` },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("cloudtrail", "UpdateTrail", { requestParameters: { name: aws.own.archive } })],
    nearMisses: [aws.look("cloudtrail", "DescribeTrails"), aws.call("cloudtrail", "AddTags")],
  },
  gcp: {
    matching: [
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateSink", {
        resourceName: `projects/acme-prod/sinks/${gcp.own.archiveSink}`,
      }),
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateSink", {
        resourceName: `organizations/123456789012/sinks/${gcp.own.searchSink}`,
      }),
    ],
    nearMisses: [
      gcp.look("logging", "google.logging.v2.ConfigServiceV2.ListSinks"),
      gcp.call("logging", "google.logging.v2.MetricsServiceV2.CreateLogMetric"),
    ],
  },
  azure: {
    matching: [azure.activity("Microsoft.Insights/diagnosticSettings/write", { _ResourceId: azure.ownSetting })],
    nearMisses: [
      azure.activity("Microsoft.Insights/diagnosticSettings/read", { _ResourceId: azure.ownSetting }),
      azure.activity("Microsoft.Insights/metricAlerts/write"),
    ],
  },
});
