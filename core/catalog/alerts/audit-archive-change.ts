import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownBuckets } from "../own/aws.ts";
import { ownBucket, ownObjects } from "../own/gcp.ts";

const awsChanges =
  'service == "s3.amazonaws.com" && operation in ["DeleteBucket", "PutBucketLifecycle", "PutBucketLifecycleConfiguration", "DeleteBucketLifecycle", "PutBucketVersioning", "PutBucketEncryption", "DeleteBucketEncryption", "PutBucketLogging", "PutBucketObjectLockConfiguration", "PutObjectLockConfiguration", "PutBucketReplication", "DeleteBucketReplication", "PutBucketNotification", "PutBucketNotificationConfiguration", "DeleteObject", "DeleteObjects", "PutObjectRetention", "PutObjectLegalHold"]';

const gcpChanges =
  'service == "storage.googleapis.com" && operation in ["storage.buckets.delete", "storage.buckets.update", "storage.buckets.patch"]';

const gcpDeletions = 'service == "storage.googleapis.com" && operation == "storage.objects.delete"';

export const alert: CatalogAlert = {
  id: "audit-archive-change",
  title: "The archive of the audit log is changed or deleted",
  severity: "critical",
  groups: ["tamper"],
  why: "The archive is the evidence: a shorter life, a lost lock or a lost version is evidence lost.",
  firstSteps: [
    "Put the setting back at once: deploy the stack.",
    "Take the actor’s credentials away.",
    "See what is gone: list the versions and the markers of deletion.",
  ],
  references: [attack("T1485"), attack("T1070")],
  clouds: {
    aws: { when: awsChanges, own: `${awsChanges} && ${ownBuckets}` },
    gcp: {
      when: [gcpChanges, gcpDeletions].join(" || "),
      own: [`${gcpChanges} && ${ownBucket}`, `${gcpDeletions} && ${ownObjects}`].join(" || "),
    },
    azure: {
      within: "resourceGroup",
      when: 'operation in ["Microsoft.Storage/storageAccounts/delete", "Microsoft.Storage/storageAccounts/write", "Microsoft.Storage/storageAccounts/managementPolicies/write", "Microsoft.Storage/storageAccounts/managementPolicies/delete", "Microsoft.Storage/storageAccounts/blobServices/write", "Microsoft.Storage/storageAccounts/blobServices/containers/delete", "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write", "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/delete", "Microsoft.Resources/subscriptions/resourceGroups/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("s3", "PutBucketLifecycle", {
        requestParameters: { bucketName: aws.own.archive, LifecycleConfiguration: { Rule: { Status: "Enabled" } } },
      }),
      aws.call("s3", "DeleteBucket", { requestParameters: { bucketName: aws.own.accessLogs } }),
      aws.call("s3", "DeleteBucket", { requestParameters: { bucketName: aws.own.streamBucket } }),
      aws.objectCall("DeleteObject", false, {
        requestParameters: { bucketName: aws.own.archive, key: "AWSLogs/111122223333/CloudTrail/log.json.gz" },
      }),
    ],
    nearMisses: [
      aws.look("s3", "GetBucketLifecycle", { requestParameters: { bucketName: aws.own.archive } }),
      aws.call("s3", "PutBucketTagging", { requestParameters: { bucketName: aws.own.archive } }),
      aws.objectCall("PutObject", false, { requestParameters: { bucketName: aws.own.archive, key: "a.json.gz" } }),
    ],
  },
  gcp: {
    matching: [
      gcp.call("storage", "storage.buckets.update", { resourceName: `projects/_/buckets/${gcp.own.archive}` }),
      gcp.dataCall("storage", "storage.objects.delete", "DATA_WRITE", {
        resourceName: `projects/_/buckets/${gcp.own.archive}/objects/cloudaudit.googleapis.com/activity/2026/03/04/05.json`,
      }),
    ],
    nearMisses: [
      gcp.call("storage", "storage.buckets.create", { resourceName: `projects/_/buckets/${gcp.own.archive}` }),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Storage/storageAccounts/delete"),
      azure.activity("Microsoft.Storage/storageAccounts/managementPolicies/write"),
    ],
    nearMisses: [azure.activity("Microsoft.Storage/storageAccounts/blobServices/containers/write")],
  },
});
