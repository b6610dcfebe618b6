import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownLogGroup } from "../own/aws.ts";
import { ownLogBucket, ownOfLogBucket } from "../own/gcp.ts";

const gcpDeletions =
  'service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.Delete(?:Bucket|View|Link)$")';

const awsDeletions = 'service == "logs.amazonaws.com" && operation in ["DeleteLogGroup", "DeleteLogStream"]';

export const alert: CatalogAlert = {
  id: "log-store-deleted",
  title: "A log store is deleted",
  severity: "critical",
  groups: ["tamper"],
  why: "What it held can’t be searched any more.",
  firstSteps: ["See what is left in the archive.", "Deploy the stack again.", "Take the actor’s credentials away."],
  references: [attack("T1070"), attack("T1562.008")],
  clouds: {
    aws: { when: awsDeletions, own: `${awsDeletions} && ${ownLogGroup}` },
    gcp: { when: gcpDeletions, own: `${gcpDeletions} && (${ownLogBucket} || ${ownOfLogBucket})` },
    azure: {
      within: "resourceGroup",
      when: 'operation == "Microsoft.OperationalInsights/workspaces/delete" && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("logs", "DeleteLogGroup", { requestParameters: { logGroupName: `/auditlog/${aws.own.archive}` } }),
    ],
    nearMisses: [aws.call("logs", "CreateLogGroup"), aws.call("logs", "DeleteQueryDefinition")],
  },
  gcp: {
    matching: [
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.DeleteBucket", { resourceName: gcp.ownLogBucket }),
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.DeleteView", {
        resourceName: `${gcp.ownLogBucket}/views/_AllLogs`,
      }),
    ],
    nearMisses: [gcp.call("logging", "google.logging.v2.ConfigServiceV2.CreateBucket")],
  },
  azure: {
    matching: [azure.activity("Microsoft.OperationalInsights/workspaces/delete")],
    nearMisses: [azure.activity("Microsoft.OperationalInsights/workspaces/savedSearches/delete")],
  },
});
