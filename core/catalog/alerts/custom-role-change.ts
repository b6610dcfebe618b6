import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "custom-role-change",
  title: "A role or managed policy of one’s own is changed",
  severity: "medium",
  groups: ["cis", "identity"],
  why: "Everybody who has the role gets what is added to it.",
  firstSteps: ["Compare the role with its version before.", "See who has it.", "Find the change request behind it."],
  references: [attack("T1098.003"), cis("Google Cloud", "2.7")],
  clouds: {
    aws: {
      when: 'service == "iam.amazonaws.com" && operation in ["CreatePolicyVersion", "SetDefaultPolicyVersion", "CreatePolicy", "DeletePolicy", "DeletePolicyVersion"]',
    },
    gcp: {
      when: 'native.resource.type == "iam_role" && operation in ["google.iam.admin.v1.CreateRole", "google.iam.admin.v1.DeleteRole", "google.iam.admin.v1.UpdateRole"]',
      native:
        'resource.type="iam_role" AND (protoPayload.methodName="google.iam.admin.v1.CreateRole" OR protoPayload.methodName="google.iam.admin.v1.DeleteRole" OR protoPayload.methodName="google.iam.admin.v1.UpdateRole")',
    },
    azure: {
      when: 'operation in ["Microsoft.Authorization/roleDefinitions/write", "Microsoft.Authorization/roleDefinitions/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("iam", "CreatePolicyVersion", {
        requestParameters: { policyArn: "arn:aws:iam::111122223333:policy/app", setAsDefault: true },
      }),
    ],
    nearMisses: [aws.look("iam", "GetPolicyVersion"), aws.call("iam", "PutRolePolicy")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.admin.v1.UpdateRole", {}, gcp.resource("iam_role"))],
    nearMisses: [gcp.look("iam", "google.iam.admin.v1.GetRole")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Authorization/roleDefinitions/write")],
    nearMisses: [azure.activity("Microsoft.Authorization/roleAssignments/write")],
  },
});
