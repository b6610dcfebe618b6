import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "snapshot-shared",
  title: "A snapshot or image is shared or taken out",
  severity: "critical",
  groups: ["data"],
  why: "A snapshot is a copy of a whole disk or database: shared, it is in somebody else’s hands.",
  firstSteps: ["See with whom it is shared, and take it back.", "Treat what was on it as read."],
  references: [attack("T1537")],
  clouds: {
    aws: {
      when: 'service == "ec2.amazonaws.com" && operation in ["ModifySnapshotAttribute", "ModifyImageAttribute"] || service == "rds.amazonaws.com" && operation in ["ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute", "StartExportTask"]',
    },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.matches("compute\\\\.(?:snapshots|images|disks)\\\\.setIamPolicy$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Compute/snapshots/beginGetAccess/action", "Microsoft.Compute/disks/beginGetAccess/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "ModifySnapshotAttribute", {
        requestParameters: { snapshotId: "snap-0123456789abcdef0", attributeType: "CREATE_VOLUME_PERMISSION" },
      }),
      aws.call("rds", "ModifyDBSnapshotAttribute"),
    ],
    nearMisses: [aws.call("ec2", "CreateSnapshot"), aws.look("ec2", "DescribeSnapshotAttribute")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.snapshots.setIamPolicy")],
    nearMisses: [gcp.call("compute", "v1.compute.snapshots.insert")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Compute/snapshots/beginGetAccess/action")],
    nearMisses: [azure.activity("Microsoft.Compute/snapshots/write")],
  },
});
