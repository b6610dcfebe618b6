import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "elevated-access",
  title: "Somebody takes the highest privileges",
  severity: "high",
  groups: ["identity"],
  why: "Break-glass access is for emergencies: every use is looked at.",
  firstSteps: [
    "Ask the person for the emergency.",
    "See that the access ended again.",
    "Go through everything that was done with it.",
  ],
  references: [attack("T1548"), attack("T1078.004")],
  clouds: {
    aws: { when: 'service == "sts.amazonaws.com" && operation == "AssumeRoot"' },
    gcp: {
      when: 'service == "privilegedaccessmanager.googleapis.com" && operation.matches("\\\\.(?:CreateGrant|ApproveGrant)$")',
    },
    azure: {
      when: 'operation == "Microsoft.Authorization/elevateAccess/action" && has(outcome) || operation in ["Add member to role completed (PIM activation)", "User has elevated their access to User Access Administrator for their Azure Resources"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("sts", "AssumeRoot", { requestParameters: { targetPrincipal: "444455556666" } })],
    nearMisses: [aws.look("sts", "AssumeRole")],
  },
  gcp: {
    matching: [
      gcp.call(
        "privilegedaccessmanager",
        "google.cloud.privilegedaccessmanager.v1.PrivilegedAccessManager.CreateGrant",
      ),
    ],
    nearMisses: [
      gcp.look("privilegedaccessmanager", "google.cloud.privilegedaccessmanager.v1.PrivilegedAccessManager.ListGrants"),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Authorization/elevateAccess/action"),
      azure.directory("Add member to role completed (PIM activation)", { LoggedByService: "PIM" }),
    ],
    nearMisses: [azure.directory("Add member to role requested (PIM activation)", { LoggedByService: "PIM" })],
  },
});
