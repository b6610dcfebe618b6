import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";

export const alert: CatalogAlert = {
  id: "console-login-no-mfa",
  title: "Somebody signs in with a password alone",
  severity: "high",
  groups: ["cis", "identity"],
  why: "A password that was guessed, phished or reused is enough to get in.",
  firstSteps: [
    "Ask the person whether it was them.",
    "Have them register a second factor now.",
    "Look at what the session did since.",
  ],
  references: [attack("T1078"), cis("AWS", "5.2")],
  clouds: {
    aws: {
      when: 'operation == "ConsoleLogin" && native.additionalEventData.MFAUsed != "Yes"',
      native: '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }',
    },
    gcp: { none: "sign-ins are recorded by Workspace or Cloud Identity, without the factor that was used" },
    azure: { when: '"auth.signin" in activities && outcome == "success" && mfa == false' },
  },
};

export const examples = (): AlertExamples => ({
  aws: { matching: [aws.signIn("Success", "No")], nearMisses: [aws.signIn("Success", "Yes")] },
  azure: {
    matching: [azure.signIn({ AuthenticationRequirement: "singleFactorAuthentication" })],
    nearMisses: [
      azure.signIn(),
      azure.signIn({ AuthenticationRequirement: "singleFactorAuthentication", ResultType: "50126" }),
    ],
  },
});
