import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "organization-change",
  title: "The organization is changed",
  severity: "high",
  groups: ["cis", "identity"],
  why: "Accounts and guardrails hang on the organization: whoever changes it, changes all of them.",
  firstSteps: [
    "See which account or unit moved, and which guardrails are above it now.",
    "Find the change request behind it.",
  ],
  references: [attack("T1098"), cis("AWS", "5.15")],
  clouds: {
    aws: {
      when: 'service == "organizations.amazonaws.com" && operation in ["AcceptHandshake", "AttachPolicy", "CancelHandshake", "CreateAccount", "CreateOrganization", "CreateOrganizationalUnit", "CreatePolicy", "DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "EnableAllFeatures", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "DetachPolicy", "DisablePolicyType", "MoveAccount", "RemoveAccountFromOrganization", "UpdateOrganizationalUnit", "UpdatePolicy"]',
      native:
        "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || ($.eventName = CancelHandshake) || ($.eventName = CreateAccount) || ($.eventName = CreateOrganization) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || ($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || ($.eventName = DeletePolicy) || ($.eventName = EnableAllFeatures) || ($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || ($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdateOrganizationalUnit) || ($.eventName = UpdatePolicy)) }",
    },
    gcp: {
      when: 'service == "cloudresourcemanager.googleapis.com" && operation in ["CreateFolder", "DeleteFolder", "MoveFolder", "MoveProject", "CreateProject", "DeleteProject"]',
    },
    azure: {
      when: 'operation in ["Microsoft.Management/managementGroups/write", "Microsoft.Management/managementGroups/delete", "Microsoft.Management/managementGroups/subscriptions/write", "Microsoft.Management/managementGroups/subscriptions/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("organizations", "MoveAccount", {
        awsRegion: "us-east-1",
        requestParameters: { accountId: "444455556666" },
      }),
    ],
    nearMisses: [aws.look("organizations", "ListAccounts", { awsRegion: "us-east-1" })],
  },
  gcp: {
    matching: [gcp.call("cloudresourcemanager", "MoveProject")],
    nearMisses: [gcp.call("cloudresourcemanager", "SetIamPolicy")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Management/managementGroups/subscriptions/write")],
    nearMisses: [azure.activity("Microsoft.Resources/subscriptions/resourceGroups/write")],
  },
});
