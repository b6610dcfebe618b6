import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "lock-removed",
  title: "A lock against deletion is removed",
  severity: "high",
  groups: ["data"],
  why: "Next comes the deletion.",
  firstSteps: ["Put the lock back.", "Ask who removed it, and what for."],
  references: [attack("T1562")],
  clouds: {
    aws: {
      when: 'service == "cloudformation.amazonaws.com" && operation == "UpdateTerminationProtection" || service == "s3.amazonaws.com" && operation in ["PutBucketObjectLockConfiguration", "PutObjectLockConfiguration", "PutBucketVersioning"]',
    },
    gcp: { when: 'service == "cloudresourcemanager.googleapis.com" && operation == "DeleteLien"' },
    azure: { when: 'operation == "Microsoft.Authorization/locks/delete" && has(outcome)' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("s3", "PutBucketVersioning", {
        requestParameters: { bucketName: "prod-data", VersioningConfiguration: { Status: "Suspended" } },
      }),
    ],
    nearMisses: [aws.look("s3", "GetBucketVersioning")],
  },
  gcp: {
    matching: [gcp.call("cloudresourcemanager", "DeleteLien")],
    nearMisses: [gcp.call("cloudresourcemanager", "CreateLien")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Authorization/locks/delete")],
    nearMisses: [azure.activity("Microsoft.Authorization/locks/write")],
  },
});
