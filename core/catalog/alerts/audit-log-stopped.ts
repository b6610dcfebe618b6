import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownTrail } from "../own/aws.ts";
import { ownSettings } from "../own/azure.ts";
import { ownSinks } from "../own/gcp.ts";

const awsStops = 'service == "cloudtrail.amazonaws.com" && operation in ["StopLogging", "DeleteTrail"]';

const azureDeletions = 'operation == "Microsoft.Insights/diagnosticSettings/delete" && has(outcome)';

export const alert: CatalogAlert = {
  id: "audit-log-stopped",
  title: "The audit log is switched off",
  severity: "critical",
  groups: ["tamper"],
  why: "From now on nothing is recorded: an intruder does this first.",
  firstSteps: [
    "Switch it on again: deploy the stack.",
    "Take the actor’s credentials away.",
    "Treat all that happened since as unseen: look into the services’ own logs.",
  ],
  references: [attack("T1562.008")],
  clouds: {
    aws: { when: awsStops, own: `${awsStops} && ${ownTrail("name")}` },
    gcp: {
      when: 'service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.DeleteSink$|LoggingServiceV[0-9]+\\\\.DeleteLog$")',
      own: `service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.DeleteSink$") && ${ownSinks}`,
    },
    azure: { when: azureDeletions, own: `${azureDeletions} && ${ownSettings}` },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("cloudtrail", "StopLogging", {
        requestParameters: { name: `arn:aws:cloudtrail:eu-central-1:111122223333:trail/${aws.own.archive}` },
      }),
      aws.denied("cloudtrail", "DeleteTrail", { requestParameters: { name: aws.own.archive } }),
    ],
    nearMisses: [aws.call("cloudtrail", "StartLogging"), aws.call("cloudtrail", "DeleteChannel")],
  },
  gcp: {
    matching: [
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.DeleteSink", {
        resourceName: `projects/acme-prod/sinks/${gcp.own.archiveSink}`,
      }),
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.DeleteSink", {
        resourceName: `projects/acme-prod/sinks/${gcp.own.streamSink}`,
      }),
    ],
    nearMisses: [
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateSink"),
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.DeleteExclusion"),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Insights/diagnosticSettings/delete", { _ResourceId: azure.ownSetting }),
      azure.activity("Microsoft.Insights/diagnosticSettings/delete", { _ResourceId: azure.ownVaultSetting }),
    ],
    nearMisses: [azure.activity("Microsoft.Insights/diagnosticSettings/write", { _ResourceId: azure.ownSetting })],
  },
});
