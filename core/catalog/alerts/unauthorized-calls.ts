import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "unauthorized-calls",
  title: "Calls are refused for lack of permission",
  severity: "low",
  groups: ["cis", "identity"],
  why: "Somebody tries what they may not do: a wrong policy, or an intruder who looks around.",
  firstSteps: [
    "Look whether one actor has many refusals over many services.",
    "If the actor is a workload, compare with its last deployment.",
    "If it is a person, ask them; if they know of nothing, disable the credential.",
  ],
  references: [attack("T1078"), cis("AWS", "5.1")],
  clouds: {
    aws: {
      when: '(native.errorCode.endsWith("UnauthorizedOperation") || native.errorCode.startsWith("AccessDenied")) && category != "data" && sourceIp != "delivery.logs.amazonaws.com" && operation != "HeadBucket"',
      native:
        '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    },
    gcp: { when: 'outcome == "denied" && actor.type != "service"' },
    azure: { when: 'category == "management" && outcome == "denied"' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.denied("iam", "CreateUser"),
      aws.call("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
    ],
    nearMisses: [aws.call("iam", "CreateUser"), aws.denied("s3", "HeadBucket")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.admin.v1.CreateServiceAccount", gcp.refused)],
    nearMisses: [
      gcp.call("iam", "google.iam.admin.v1.CreateServiceAccount"),
      gcp.call("iam", "google.iam.admin.v1.CreateServiceAccount", {
        ...gcp.refused,
        authenticationInfo: { principalEmail: "ci@acme-prod.iam.gserviceaccount.com" },
      }),
    ],
  },
  azure: {
    matching: [azure.activity("Microsoft.Storage/storageAccounts/write", azure.refused)],
    nearMisses: [azure.activity("Microsoft.Storage/storageAccounts/write")],
  },
});
