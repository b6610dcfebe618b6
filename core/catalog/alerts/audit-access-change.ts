import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownBuckets, ownByName } from "../own/aws.ts";
import { ownBucket, ownOfLogBucket } from "../own/gcp.ts";

const buckets =
  'service == "s3.amazonaws.com" && operation in ["PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock", "PutBucketOwnershipControls", "DeleteBucketOwnershipControls"]';

const roles =
  'service == "iam.amazonaws.com" && operation in ["DeleteRole", "UpdateRole", "UpdateAssumeRolePolicy", "PutRolePolicy", "DeleteRolePolicy", "AttachRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"]';

const gcpBuckets = 'service == "storage.googleapis.com" && operation == "storage.setIamPermissions"';

const gcpViews =
  'service == "logging.googleapis.com" && operation.matches("ConfigServiceV[0-9]+\\\\.(?:(?:Create|Update)View|CreateLink|SetIamPolicy)$")';

export const alert: CatalogAlert = {
  id: "audit-access-change",
  title: "Who may write, read or open the audit log is changed",
  severity: "high",
  groups: ["tamper"],
  why: "A right taken away stops the log without a trace in it; a right too many lets others read or forge it.",
  firstSteps: [
    "Compare who may do what with the spec.",
    "Deploy the stack again: it puts the rights back.",
    "See who has read the archive since.",
  ],
  references: [attack("T1562.008"), attack("T1222")],
  clouds: {
    aws: {
      when: [buckets, roles].join(" || "),
      own: [`${buckets} && ${ownBuckets}`, `${roles} && ${ownByName("roleName")}`].join(" || "),
    },
    gcp: {
      when: [gcpBuckets, gcpViews].join(" || "),
      own: [`${gcpBuckets} && ${ownBucket}`, `${gcpViews} && ${ownOfLogBucket}`].join(" || "),
    },
    azure: {
      within: "resourceGroup",
      when: 'operation in ["Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete", "Microsoft.Authorization/locks/delete", "Microsoft.Storage/storageAccounts/listKeys/action", "Microsoft.Storage/storageAccounts/regenerateKey/action", "Microsoft.Storage/storageAccounts/listAccountSas/action", "Microsoft.Storage/storageAccounts/listServiceSas/action", "Microsoft.OperationalInsights/workspaces/regenerateSharedKey/action", "Microsoft.OperationalInsights/workspaces/sharedKeys/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("s3", "PutBucketPolicy", { requestParameters: { bucketName: aws.own.archive, policy: "" } }),
      aws.call("iam", "DeleteRolePolicy", {
        awsRegion: "us-east-1",
        requestParameters: { roleName: `auditlog-delivery-${aws.own.unique}`, policyName: "deliver" },
      }),
    ],
    nearMisses: [
      aws.look("s3", "GetBucketPolicy", { requestParameters: { bucketName: aws.own.archive } }),
      aws.call("iam", "TagRole", { requestParameters: { roleName: `auditlog-delivery-${aws.own.unique}` } }),
    ],
  },
  gcp: {
    matching: [
      gcp.call("storage", "storage.setIamPermissions", {
        resourceName: `projects/_/buckets/${gcp.own.archive}`,
      }),
      gcp.call("logging", "google.logging.v2.ConfigServiceV2.UpdateView", {
        resourceName: `${gcp.ownLogBucket}/views/_AllLogs`,
      }),
    ],
    nearMisses: [gcp.look("storage", "storage.getIamPermissions")],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Storage/storageAccounts/listKeys/action"),
      azure.activity("Microsoft.OperationalInsights/workspaces/regenerateSharedKey/action"),
    ],
    nearMisses: [azure.activity("Microsoft.Authorization/locks/write")],
  },
});
