import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";

export const alert: CatalogAlert = {
  id: "federation-token",
  title: "Credentials are made from a user’s key",
  severity: "medium",
  groups: ["identity"],
  why: "They go on working for hours after the key is deleted.",
  firstSteps: [
    "See who made them, and what was done with them.",
    "Deny the user everything until they have run out: deleting the key is not enough.",
  ],
  references: [attack("T1550.001")],
  clouds: {
    aws: { when: 'service == "sts.amazonaws.com" && operation == "GetFederationToken"' },
    gcp: {
      none: "service accounts are acted as by permission alone; what they may be acted as by is in trust-policy-change",
    },
    azure: { none: "tokens are given out at sign-in alone, and are recorded as sign-ins" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.look("sts", "GetFederationToken", { requestParameters: { name: "console" } })],
    nearMisses: [aws.look("sts", "GetCallerIdentity")],
  },
});
