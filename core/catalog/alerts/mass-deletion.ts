import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "mass-deletion",
  title: "Much is deleted",
  severity: "critical",
  groups: ["data"],
  why: "Ransom or revenge: somebody destroys what you have.",
  firstSteps: [
    "Disable the credential now; ask afterwards.",
    "See what versions and backups are left.",
    "Keep the log.",
  ],
  references: [attack("T1485")],
  threshold: { count: 50, withinMinutes: 10 },
  clouds: {
    aws: { when: 'access == "write" && operation.startsWith("Delete") && outcome == "success"' },
    gcp: { when: 'access == "write" && operation.matches("(?i)(?:^|\\\\.)delete[^.]*$") && outcome == "success"' },
    azure: {
      when: '(operation.endsWith("/delete") || operation in ["DeleteBlob", "DeleteFile", "DeleteContainer"]) && outcome == "success"',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("dynamodb", "DeleteTable", { requestParameters: { tableName: "orders" } }),
      aws.objectCall("DeleteObject", false),
    ],
    nearMisses: [aws.denied("dynamodb", "DeleteTable"), aws.call("dynamodb", "CreateTable")],
  },
  gcp: {
    matching: [
      gcp.call("compute", "v1.compute.disks.delete"),
      gcp.dataCall("storage", "storage.objects.delete", "DATA_WRITE"),
    ],
    nearMisses: [
      gcp.call("compute", "v1.compute.disks.delete", gcp.refused),
      gcp.call("compute", "v1.compute.disks.insert"),
    ],
  },
  azure: {
    matching: [azure.activity("Microsoft.Compute/disks/delete")],
    nearMisses: [
      azure.activity("Microsoft.Compute/disks/delete", azure.refused),
      azure.activity("Microsoft.Compute/disks/write"),
    ],
  },
});
