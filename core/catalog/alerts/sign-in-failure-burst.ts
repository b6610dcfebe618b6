import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "sign-in-failure-burst",
  title: "Many sign-ins fail",
  severity: "high",
  groups: ["identity"],
  why: "Somebody tries passwords.",
  firstSteps: [
    "See whether it is one user or many, one address or many.",
    "Block the address, or lock the user until the password is changed.",
    "Look for a success among the failures.",
  ],
  references: [attack("T1110.003")],
  threshold: { count: 20, withinMinutes: 10 },
  clouds: {
    aws: { when: 'operation == "ConsoleLogin" && outcome == "failure"' },
    gcp: { when: '"auth.failure" in activities' },
    azure: { when: '"auth.signin" in activities && outcome in ["failure", "denied"]' },
  },
};

export const examples = (): AlertExamples => ({
  aws: { matching: [aws.signIn("Failure", "No")], nearMisses: [aws.signIn("Success", "Yes")] },
  gcp: {
    matching: [gcp.dataCall("login", "google.login.LoginService.loginFailure", "DATA_READ")],
    nearMisses: [gcp.dataCall("login", "google.login.LoginService.loginSuccess", "DATA_READ")],
  },
  azure: {
    matching: [azure.signIn({ ResultType: "50126" }), azure.signIn({ ResultType: "53003" })],
    nearMisses: [azure.signIn()],
  },
});
