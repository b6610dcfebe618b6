import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "access-key-created",
  title: "A long-lived key is made",
  severity: "medium",
  groups: ["identity", "keys"],
  why: "A key works from everywhere, without a second factor, until somebody deletes it.",
  firstSteps: [
    "Ask the person what it is for; a role or a federated identity mostly does as well.",
    "Delete it if nobody asked for it, and look at what it was used for.",
  ],
  references: [attack("T1098.001")],
  clouds: {
    aws: { when: 'service == "iam.amazonaws.com" && operation == "CreateAccessKey"' },
    gcp: {
      when: 'operation in ["google.iam.admin.v1.CreateServiceAccountKey", "google.iam.admin.v1.UploadServiceAccountKey", "google.api.apikeys.v2.ApiKeys.CreateKey"]',
    },
    azure: {
      when: 'operation in ["Add service principal credentials", "Update application – Certificates and secrets management"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "CreateAccessKey", { requestParameters: { userName: "eva" } })],
    nearMisses: [aws.call("iam", "DeleteAccessKey"), aws.look("iam", "ListAccessKeys")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.admin.v1.CreateServiceAccountKey")],
    nearMisses: [gcp.call("iam", "google.iam.admin.v1.DeleteServiceAccountKey")],
  },
  azure: {
    matching: [
      azure.directory("Add service principal credentials", { Category: "ApplicationManagement" }),
      azure.directory("Update application – Certificates and secrets management ", {
        Category: "ApplicationManagement",
      }),
    ],
    nearMisses: [azure.directory("Remove service principal credentials", { Category: "ApplicationManagement" })],
  },
});
