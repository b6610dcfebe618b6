import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "storage-policy-change",
  title: "Who may read a bucket is changed",
  severity: "medium",
  groups: ["cis", "data"],
  why: "One wrong policy makes a bucket public.",
  firstSteps: ["Read the new policy: who may read now?", "If it is open, close it, and look at who has read since."],
  references: [attack("T1530"), cis("AWS", "5.8"), cis("Google Cloud", "2.11")],
  clouds: {
    aws: {
      when: 'service == "s3.amazonaws.com" && operation in ["PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication", "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"]',
      native:
        "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }",
    },
    gcp: {
      when: 'native.resource.type == "gcs_bucket" && operation == "storage.setIamPermissions"',
      native: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
    },
    azure: {
      when: 'operation in ["Microsoft.Storage/storageAccounts/blobServices/containers/write", "Microsoft.Storage/storageAccounts/managementPolicies/write", "Microsoft.Storage/storageAccounts/managementPolicies/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("s3", "PutBucketPolicy", { requestParameters: { bucketName: "prod-data" } })],
    nearMisses: [
      aws.look("s3", "GetBucketPolicy", { requestParameters: { bucketName: "prod-data" } }),
      aws.call("s3", "PutBucketTagging"),
    ],
  },
  gcp: {
    matching: [
      gcp.call(
        "storage",
        "storage.setIamPermissions",
        { resourceName: "projects/_/buckets/prod-data" },
        gcp.resource("gcs_bucket", { bucket_name: "prod-data" }),
      ),
    ],
    nearMisses: [gcp.call("storage", "storage.buckets.create", {}, gcp.resource("gcs_bucket"))],
  },
  azure: {
    matching: [azure.activity("Microsoft.Storage/storageAccounts/blobServices/containers/write")],
    nearMisses: [azure.activity("Microsoft.Storage/storageAccounts/write")],
  },
});
