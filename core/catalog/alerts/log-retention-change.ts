import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownLogGroup } from "../own/aws.ts";
import { ownLogBucket } from "../own/gcp.ts";

const gcpChanges =
  'service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.Update(?:Bucket|BucketAsync)$")';

const awsChanges =
  'service == "logs.amazonaws.com" && operation in ["PutRetentionPolicy", "DeleteRetentionPolicy", "DisassociateKmsKey", "AssociateKmsKey", "PutDataProtectionPolicy", "DeleteDataProtectionPolicy", "PutLogGroupDeletionProtection"]';

export const alert: CatalogAlert = {
  id: "log-retention-change",
  title: "How logs are kept, for how long or with which key, is changed",
  severity: "high",
  groups: ["tamper"],
  why: "A shorter time deletes evidence without anybody deleting it.",
  firstSteps: ["Set it back at once: what is past the new time is deleted soon.", "Find out who shortened it."],
  references: [attack("T1070"), attack("T1562.008")],
  clouds: {
    aws: { when: awsChanges, own: `${awsChanges} && ${ownLogGroup}` },
    gcp: { when: gcpChanges, own: `${gcpChanges} && ${ownLogBucket}` },
    azure: {
      within: "resourceGroup",
      when: 'operation in ["Microsoft.OperationalInsights/workspaces/write", "Microsoft.OperationalInsights/workspaces/tables/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("logs", "PutRetentionPolicy", {
        requestParameters: { logGroupName: `/auditlog/${aws.own.archive}`, retentionInDays: 1 },
      }),
      aws.call("logs", "PutDataProtectionPolicy", {
        requestParameters: { logGroupIdentifier: `/auditlog/${aws.own.archive}`, policyDocument: "{}" },
      }),
      aws.call("logs", "PutLogGroupDeletionProtection", {
        requestParameters: {
          logGroupIdentifier: `arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/${aws.own.archive}`,
          deletionProtectionEnabled: false,
        },
      }),
    ],
    nearMisses: [
      aws.call("logs", "PutQueryDefinition", {
        requestParameters: { logGroupNames: [`/auditlog/${aws.own.archive}`] },
      }),
    ],
  },
  gcp: {
    matching: [
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateBucket", { resourceName: gcp.ownLogBucket }),
    ],
    nearMisses: [gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateSink")],
  },
  azure: {
    matching: [azure.activity("Microsoft.OperationalInsights/workspaces/tables/write")],
    nearMisses: [azure.activity("Microsoft.OperationalInsights/workspaces/query/action")],
  },
});
