import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "mfa-weakened",
  title: "A second factor, or the rule that asks for one, is removed",
  severity: "high",
  groups: ["identity"],
  why: "Then a password is enough.",
  firstSteps: [
    "Ask the person whether it was them.",
    "Register the factor again, or put the rule back.",
    "Look at sign-ins since.",
  ],
  references: [attack("T1556.006")],
  clouds: {
    aws: { when: 'service == "iam.amazonaws.com" && operation in ["DeactivateMFADevice", "DeleteVirtualMFADevice"]' },
    gcp: {
      when: 'operation.matches("^google\\\\.(?:login\\\\.LoginService\\\\.2svDisable|admin\\\\.AdminService\\\\.(?:turnOff2StepVerification|enforceStrongAuthentication))$")',
    },
    azure: {
      when: 'operation in ["Disable Strong Authentication", "Admin deleted security info", "User deleted security info", "Delete conditional access policy", "Update conditional access policy"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "DeactivateMFADevice", { requestParameters: { userName: "eva" } })],
    nearMisses: [aws.call("iam", "EnableMFADevice")],
  },
  gcp: {
    matching: [gcp.dataCall("login", "google.login.LoginService.2svDisable", "DATA_WRITE")],
    nearMisses: [gcp.dataCall("login", "google.login.LoginService.2svEnroll", "DATA_WRITE")],
  },
  azure: {
    matching: [
      azure.directory("Delete conditional access policy", { Category: "Policy" }),
      azure.directory("User deleted security info"),
    ],
    nearMisses: [azure.directory("User registered security info")],
  },
});
