import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "trust-policy-change",
  title: "Who may act as a role or service account is changed",
  severity: "high",
  groups: ["identity"],
  why: "Somebody else’s account may be let in.",
  firstSteps: [
    "Read the new trust: is an account in it that you don’t know?",
    "Take it back, and look for who used it.",
  ],
  references: [attack("T1098.003"), attack("T1199")],
  clouds: {
    aws: { when: 'service == "iam.amazonaws.com" && operation == "UpdateAssumeRolePolicy"' },
    gcp: { when: 'operation == "google.iam.admin.v1.SetIAMPolicy"' },
    azure: {
      when: 'operation in ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write", "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "UpdateAssumeRolePolicy", { requestParameters: { roleName: "deploy" } })],
    nearMisses: [aws.call("iam", "UpdateRole")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.admin.v1.SetIAMPolicy")],
    nearMisses: [gcp.look("iam", "google.iam.admin.v1.GetIAMPolicy")],
  },
  azure: {
    matching: [azure.activity("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write")],
    nearMisses: [azure.activity("Microsoft.ManagedIdentity/userAssignedIdentities/write")],
  },
});
