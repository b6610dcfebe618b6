import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "password-set-for-another",
  title: "A password is set for somebody",
  severity: "medium",
  groups: ["identity"],
  why: "With it, whoever set it signs in as that person.",
  firstSteps: ["Ask both whether it was agreed.", "End the sessions of the account."],
  references: [attack("T1098")],
  clouds: {
    aws: { when: 'service == "iam.amazonaws.com" && operation in ["CreateLoginProfile", "UpdateLoginProfile"]' },
    gcp: { when: 'operation == "google.admin.AdminService.changePassword"' },
    azure: { when: 'operation in ["Reset user password", "Reset password (by admin)"]' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "UpdateLoginProfile", { requestParameters: { userName: "eva" } })],
    nearMisses: [aws.call("iam", "ChangePassword")],
  },
  gcp: {
    matching: [gcp.call("admin", "google.admin.AdminService.changePassword")],
    nearMisses: [gcp.call("admin", "google.admin.AdminService.createUser")],
  },
  azure: {
    matching: [azure.directory("Reset password (by admin)")],
    nearMisses: [azure.directory("Change password (self-service)")],
  },
});
