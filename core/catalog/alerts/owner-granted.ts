import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "owner-granted",
  title: "Somebody is made an administrator of everything",
  severity: "critical",
  groups: ["cis", "identity"],
  why: "From now on they may do all, and hide it.",
  firstSteps: [
    "Ask who granted it whether they meant to.",
    "Take it back until that is clear.",
    "Look at what the new owner did since.",
  ],
  references: [attack("T1098.003"), cis("Google Cloud", "2.5")],
  clouds: {
    aws: {
      when: 'service == "iam.amazonaws.com" && operation in ["AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy"] && native.requestParameters.policyArn in ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws-us-gov:iam::aws:policy/AdministratorAccess", "arn:aws-cn:iam::aws:policy/AdministratorAccess"]',
    },
    gcp: {
      when: 'service == "cloudresourcemanager.googleapis.com" && (operation.contains("ProjectOwnership") || has(native.protoPayload.request.projectOwnerInvitee) || native.protoPayload.serviceData.policyDelta.bindingDeltas.role == "roles/owner" && native.protoPayload.serviceData.policyDelta.bindingDeltas.action in ["ADD", "REMOVE"])',
      native:
        '(protoPayload.serviceName="cloudresourcemanager.googleapis.com") AND (ProjectOwnership OR projectOwnerInvitee) OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="REMOVE" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner") OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="ADD" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner")',
    },
    azure: {
      when: 'operation in ["Add member to role", "Add eligible member to role", "Add member to role in PIM completed (permanent)"] && resource in ["Global Administrator", "Privileged Role Administrator"] && outcome == "success"',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("iam", "AttachUserPolicy", {
        requestParameters: { userName: "max", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
    ],
    nearMisses: [
      aws.call("iam", "AttachUserPolicy", {
        requestParameters: { userName: "max", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      }),
      aws.call("iam", "DetachUserPolicy", {
        requestParameters: { userName: "max", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
    ],
  },
  gcp: {
    matching: [
      gcp.call(
        "cloudresourcemanager",
        "SetIamPolicy",
        gcp.bindings({ action: "ADD", role: "roles/owner", member: "user:eva@example.com" }),
      ),
      gcp.call("cloudresourcemanager", "InsertProjectOwnershipInvite", {
        request: { projectOwnerInvitee: "user:eva@example.com" },
      }),
    ],
    nearMisses: [
      gcp.call(
        "cloudresourcemanager",
        "SetIamPolicy",
        gcp.bindings({ action: "ADD", role: "roles/viewer", member: "user:eva@example.com" }),
      ),
    ],
  },
  azure: {
    matching: [
      azure.directory("Add member to role", {
        Category: "RoleManagement",
        TargetResources: [{ id: "t1", displayName: "Global Administrator", type: "Role" }],
      }),
    ],
    nearMisses: [
      azure.directory("Add member to role", {
        Category: "RoleManagement",
        TargetResources: [{ id: "t1", displayName: "Reports Reader", type: "Role" }],
      }),
      azure.directory("Remove member from role", {
        TargetResources: [{ id: "t1", displayName: "Global Administrator", type: "Role" }],
      }),
    ],
  },
});
