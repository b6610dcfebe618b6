import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "iam-policy-change",
  title: "A permission policy is changed",
  severity: "medium",
  groups: ["cis", "identity"],
  why: "Policies decide who may do what: a changed one may open everything.",
  firstSteps: [
    "Compare the policy with its version before.",
    "Find the change request behind it.",
    "If there is none, put the old policy back and look at what was done with the new one.",
  ],
  references: [attack("T1098"), cis("AWS", "5.4")],
  clouds: {
    aws: {
      when: 'operation in ["DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion", "AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy", "AttachGroupPolicy", "DetachGroupPolicy"]',
      native:
        "{ ($.eventName = DeleteGroupPolicy) || ($.eventName = DeleteRolePolicy) || ($.eventName = DeleteUserPolicy) || ($.eventName = PutGroupPolicy) || ($.eventName = PutRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = CreatePolicy) || ($.eventName = DeletePolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeletePolicyVersion) || ($.eventName = AttachRolePolicy) || ($.eventName = DetachRolePolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = DetachUserPolicy) || ($.eventName = AttachGroupPolicy) || ($.eventName = DetachGroupPolicy) }",
    },
    gcp: { when: 'operation in ["SetIamPolicy", "google.iam.admin.v1.SetIAMPolicy"] && access == "write"' },
    azure: {
      when: 'operation in ["Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("iam", "PutRolePolicy", { requestParameters: { roleName: "app", policyName: "inline" } }),
      aws.call("iam", "AttachUserPolicy", {
        requestParameters: { userName: "max", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      }),
    ],
    nearMisses: [aws.look("iam", "GetRolePolicy"), aws.call("iam", "TagRole")],
  },
  gcp: {
    matching: [
      gcp.call(
        "cloudresourcemanager",
        "SetIamPolicy",
        gcp.bindings({ action: "ADD", role: "roles/viewer", member: "user:eva@example.com" }),
      ),
    ],
    nearMisses: [gcp.look("cloudresourcemanager", "GetIamPolicy")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Authorization/roleAssignments/write")],
    nearMisses: [
      azure.activity("Microsoft.Authorization/roleAssignments/write", azure.started),
      azure.activity("Microsoft.Authorization/policyAssignments/write"),
    ],
  },
});
