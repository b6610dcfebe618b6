import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "storage-made-public",
  title: "A store may be opened to everybody",
  severity: "critical",
  groups: ["data"],
  why: "Public buckets are found within hours.",
  firstSteps: ["Close it.", "Find out what was in it, and who read it since.", "Tell whoever answers for the data."],
  references: [attack("T1530")],
  clouds: {
    aws: {
      when: 'service == "s3.amazonaws.com" && operation in ["DeleteBucketPublicAccessBlock", "PutBucketPublicAccessBlock", "DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock"]',
    },
    gcp: {
      when: 'operation == "storage.setIamPermissions" && native.protoPayload.serviceData.policyDelta.bindingDeltas.member in ["allUsers", "allAuthenticatedUsers"]',
    },
    azure: {
      when: 'operation == "Microsoft.Storage/storageAccounts/write" && native.Properties_d.requestbody.contains("allowBlobPublicAccess\\":true")',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("s3", "DeleteBucketPublicAccessBlock", { requestParameters: { bucketName: "prod-data" } })],
    nearMisses: [aws.look("s3", "GetBucketPublicAccessBlock"), aws.call("s3", "PutBucketPolicy")],
  },
  gcp: {
    matching: [
      gcp.call(
        "storage",
        "storage.setIamPermissions",
        gcp.bindings({ action: "ADD", role: "roles/storage.objectViewer", member: "allUsers" }),
      ),
    ],
    nearMisses: [
      gcp.call(
        "storage",
        "storage.setIamPermissions",
        gcp.bindings({ action: "ADD", role: "roles/storage.objectViewer", member: "user:eva@example.com" }),
      ),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Storage/storageAccounts/write", {
        Properties_d: { requestbody: '{"properties":{"allowBlobPublicAccess":true}}' },
      }),
    ],
    nearMisses: [
      azure.activity("Microsoft.Storage/storageAccounts/write", {
        Properties_d: { requestbody: '{"properties":{"allowBlobPublicAccess":false}}' },
      }),
    ],
  },
});
