import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as gcp from "../examples/gcp.ts";
import { ownTrail } from "../own/aws.ts";

const awsChanges =
  'service == "cloudtrail.amazonaws.com" && operation in ["PutEventSelectors", "PutInsightSelectors", "PutEventConfiguration"]';

export const alert: CatalogAlert = {
  id: "audit-capture-change",
  title: "What the audit log captures is changed",
  severity: "high",
  groups: ["cis", "tamper"],
  why: "The log goes on, but some events are no longer in it: harder to see than a log that stopped.",
  firstSteps: [
    "Compare what is captured with the spec.",
    "Deploy the stack again.",
    "Find what was not captured meanwhile.",
  ],
  references: [attack("T1562.008"), cis("Google Cloud", "2.6")],
  clouds: {
    aws: { when: awsChanges, own: `${awsChanges} && ${ownTrail("trailName")}` },
    gcp: {
      when: 'operation == "SetIamPolicy" && native.protoPayload.serviceData.policyDelta.auditConfigDeltas.action in ["ADD", "REMOVE"]',
      native: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
    },
    azure: { none: "a diagnostic setting is written whole: see audit-log-change" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("cloudtrail", "PutEventSelectors", {
        requestParameters: { trailName: aws.own.archive, advancedEventSelectors: [] },
      }),
    ],
    nearMisses: [aws.look("cloudtrail", "GetEventSelectors"), aws.call("cloudtrail", "UpdateTrail")],
  },
  gcp: {
    matching: [
      gcp.call("cloudresourcemanager", "SetIamPolicy", {
        serviceData: {
          policyDelta: { auditConfigDeltas: [{ action: "REMOVE", service: "allServices", logType: "DATA_READ" }] },
        },
      }),
    ],
    nearMisses: [
      gcp.call("cloudresourcemanager", "SetIamPolicy", gcp.bindings({ action: "ADD", role: "roles/viewer" })),
    ],
  },
});
