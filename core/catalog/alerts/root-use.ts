import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";

export const alert: CatalogAlert = {
  id: "root-use",
  title: "The root user acts",
  severity: "critical",
  groups: ["cis", "identity"],
  why: "The root user may do everything, and nothing can limit it; nobody needs it for daily work.",
  firstSteps: [
    "Find out who used it, and for which task.",
    "If nobody did: change its password, remove its access keys, look at what else it did.",
    "Close its sessions by changing the password.",
  ],
  references: [attack("T1078.004"), cis("AWS", "5.3")],
  clouds: {
    aws: {
      when: 'native.userIdentity.type == "Root" && !has(native.userIdentity.invokedBy) && native.eventType != "AwsServiceEvent"',
      native:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    },
    gcp: { none: "no user stands outside the policies; super administrators act in Workspace or Cloud Identity" },
    azure: {
      none: "no user stands outside the policies; see elevated-access for administrators who take access to all subscriptions",
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("iam", "CreateAccessKey", { userIdentity: aws.root }),
      aws.signIn("Success", "Yes", { userIdentity: aws.root }),
    ],
    nearMisses: [
      aws.call("iam", "CreateAccessKey"),
      aws.call("cloudfront", "CreateDistribution", {
        userIdentity: { ...aws.root, invokedBy: "support.amazonaws.com" },
      }),
    ],
  },
});
