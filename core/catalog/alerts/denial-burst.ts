import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "denial-burst",
  title: "One after another, calls are refused",
  severity: "high",
  groups: ["identity"],
  why: "A person or program without permissions tries everything: the usual sound of an intruder who looks around.",
  firstSteps: [
    "See who it is, and which services were tried.",
    "Disable the credential if it is no broken deployment.",
  ],
  references: [attack("T1580"), attack("T1078")],
  threshold: { count: 50, withinMinutes: 10 },
  clouds: {
    aws: { when: 'outcome == "denied"' },
    gcp: { when: 'outcome == "denied"' },
    azure: { when: 'outcome == "denied"' },
  },
};

export const examples = (): AlertExamples => ({
  aws: { matching: [aws.denied("s3", "ListBuckets")], nearMisses: [aws.look("s3", "ListBuckets")] },
  gcp: {
    matching: [gcp.look("storage", "storage.buckets.list", gcp.refused)],
    nearMisses: [gcp.look("storage", "storage.buckets.list")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Storage/storageAccounts/listKeys/action", azure.refused)],
    nearMisses: [azure.activity("Microsoft.Storage/storageAccounts/listKeys/action")],
  },
});
