import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "secrets-read-burst",
  title: "Many secrets are read",
  severity: "high",
  groups: ["data"],
  why: "Somebody collects passwords.",
  firstSteps: ["See which secrets, by whom, from where.", "Rotate them if it was no deployment."],
  references: [attack("T1552")],
  threshold: { count: 20, withinMinutes: 10 },
  clouds: {
    aws: {
      when: 'service == "secretsmanager.amazonaws.com" && operation in ["GetSecretValue", "BatchGetSecretValue"] || service == "ssm.amazonaws.com" && operation in ["GetParameter", "GetParameters", "GetParametersByPath"]',
    },
    gcp: { when: 'operation.endsWith("SecretManagerService.AccessSecretVersion")' },
    azure: { when: 'operation == "SecretGet"' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.look("secretsmanager", "GetSecretValue", { requestParameters: { secretId: "prod/db" } })],
    nearMisses: [aws.look("secretsmanager", "ListSecrets")],
  },
  gcp: {
    matching: [
      gcp.dataCall(
        "secretmanager",
        "google.cloud.secretmanager.v1.SecretManagerService.AccessSecretVersion",
        "DATA_READ",
      ),
    ],
    nearMisses: [gcp.look("secretmanager", "google.cloud.secretmanager.v1.SecretManagerService.ListSecrets")],
  },
  azure: { matching: [azure.vault("SecretGet")], nearMisses: [azure.vault("SecretList")] },
});
