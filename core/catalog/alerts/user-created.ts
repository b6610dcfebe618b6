import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "user-created",
  title: "An identity is made",
  severity: "low",
  groups: ["identity"],
  why: "A new identity is how an intruder stays after the first one is closed.",
  firstSteps: ["See who made it, and what it may do.", "Delete it if nobody asked for it."],
  references: [attack("T1136.003")],
  clouds: {
    aws: { when: 'service == "iam.amazonaws.com" && operation in ["CreateUser", "CreateRole"]' },
    gcp: { when: 'operation in ["google.iam.admin.v1.CreateServiceAccount", "google.admin.AdminService.createUser"]' },
    azure: {
      when: 'operation in ["Add user", "Invite external user", "Redeem external user invite", "Add service principal", "Add application"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "CreateUser", { requestParameters: { userName: "backup" } })],
    nearMisses: [aws.call("iam", "TagUser"), aws.call("iam", "DeleteUser")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.admin.v1.CreateServiceAccount")],
    nearMisses: [gcp.call("iam", "google.iam.admin.v1.DeleteServiceAccount")],
  },
  azure: { matching: [azure.directory("Invite external user")], nearMisses: [azure.directory("Update user")] },
});
