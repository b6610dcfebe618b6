import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "guardrail-change",
  title: "A guardrail is changed",
  severity: "high",
  groups: ["cis", "identity"],
  why: "Guardrails keep everybody from what nobody should do; without them a mistake goes through.",
  firstSteps: ["See what is allowed now and wasn’t before.", "Put it back unless somebody asked for it."],
  references: [attack("T1562"), cis("Azure", "6.1.2.1"), cis("Azure", "6.1.2.2")],
  clouds: {
    aws: {
      when: 'service == "organizations.amazonaws.com" && operation in ["AttachPolicy", "DetachPolicy", "UpdatePolicy", "DeletePolicy", "DisablePolicyType"]',
    },
    gcp: {
      when: 'service == "orgpolicy.googleapis.com" && operation.matches("OrgPolicy\\\\.(?:Create|Update|Delete)(?:Policy|CustomConstraint)$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Authorization/policyAssignments/write", "Microsoft.Authorization/policyAssignments/delete"] && has(outcome)',
      native: ["Microsoft.Authorization/policyAssignments/write", "Microsoft.Authorization/policyAssignments/delete"],
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("organizations", "DetachPolicy", {
        awsRegion: "us-east-1",
        requestParameters: { policyId: "p-12345678", targetId: "ou-abcd-12345678" },
      }),
    ],
    nearMisses: [aws.call("organizations", "MoveAccount", { awsRegion: "us-east-1" })],
  },
  gcp: {
    matching: [gcp.call("orgpolicy", "google.cloud.orgpolicy.v2.OrgPolicy.UpdatePolicy")],
    nearMisses: [gcp.look("orgpolicy", "google.cloud.orgpolicy.v2.OrgPolicy.GetPolicy")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Authorization/policyAssignments/delete")],
    nearMisses: [azure.activity("Microsoft.Authorization/policyDefinitions/write")],
  },
});
