import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "sign-in-failure",
  title: "A sign-in fails",
  severity: "low",
  groups: ["cis", "identity"],
  why: "A single one is a typing error; many are an attack: see sign-in-failure-burst.",
  firstSteps: ["Look whether there are more of the same user, or from the same address."],
  references: [attack("T1110"), cis("AWS", "5.6")],
  clouds: {
    aws: {
      when: 'operation == "ConsoleLogin" && native.errorMessage == "Failed authentication"',
      native: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    },
    gcp: { when: '"auth.failure" in activities' },
    azure: { when: '"auth.signin" in activities && outcome in ["failure", "denied"]' },
  },
};

export const examples = (): AlertExamples => ({
  aws: { matching: [aws.signIn("Failure", "No")], nearMisses: [aws.signIn("Success", "No")] },
  gcp: {
    matching: [gcp.dataCall("login", "google.login.LoginService.loginFailure", "DATA_READ")],
    nearMisses: [gcp.dataCall("login", "google.login.LoginService.loginSuccess", "DATA_READ")],
  },
  azure: {
    matching: [azure.signIn({ ResultType: "50126", ResultDescription: "Invalid username or password" })],
    nearMisses: [azure.signIn()],
  },
});
