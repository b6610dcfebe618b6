import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "organization-left",
  title: "An account leaves the organization",
  severity: "critical",
  groups: ["identity", "tamper"],
  why: "It leaves the guardrails and the organization’s audit log behind.",
  firstSteps: [
    "Invite it again, or move it back.",
    "Find out who did it, with which credentials.",
    "Treat what it did since as unseen.",
  ],
  references: [attack("T1098")],
  clouds: {
    aws: {
      when: 'service == "organizations.amazonaws.com" && operation in ["LeaveOrganization", "RemoveAccountFromOrganization"]',
    },
    gcp: { when: 'service == "cloudresourcemanager.googleapis.com" && operation in ["MoveProject", "DeleteProject"]' },
    azure: {
      when: 'operation in ["Microsoft.Subscription/cancel/action", "Microsoft.Management/managementGroups/subscriptions/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("organizations", "LeaveOrganization", { awsRegion: "us-east-1" })],
    nearMisses: [aws.call("organizations", "MoveAccount", { awsRegion: "us-east-1" })],
  },
  gcp: {
    matching: [gcp.call("cloudresourcemanager", "DeleteProject")],
    nearMisses: [gcp.call("cloudresourcemanager", "CreateProject")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Subscription/cancel/action")],
    nearMisses: [azure.activity("Microsoft.Subscription/rename/action")],
  },
});
