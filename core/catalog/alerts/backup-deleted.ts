import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "backup-deleted",
  title: "A backup, or the rule that makes backups, is deleted",
  severity: "critical",
  groups: ["data"],
  why: "Whoever wants ransom deletes the backups first.",
  firstSteps: ["Stop the actor: disable the credential.", "See which backups are left, and copy them out of reach."],
  references: [attack("T1490")],
  clouds: {
    aws: {
      when: 'service == "backup.amazonaws.com" && operation in ["DeleteRecoveryPoint", "DeleteBackupVault", "DeleteBackupPlan", "DeleteBackupSelection", "DeleteBackupVaultLockConfiguration"] || service == "rds.amazonaws.com" && operation in ["DeleteDBSnapshot", "DeleteDBClusterSnapshot"] || service == "ec2.amazonaws.com" && operation == "DeleteSnapshot"',
    },
    gcp: {
      when: 'service == "backupdr.googleapis.com" && operation.matches("\\\\.Delete(?:Backup|BackupVault|BackupPlan|BackupPlanAssociation)$") || service == "compute.googleapis.com" && operation.endsWith("compute.snapshots.delete") || operation == "cloudsql.backupRuns.delete"',
    },
    azure: {
      when: 'operation in ["Microsoft.RecoveryServices/vaults/delete", "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/delete", "Microsoft.RecoveryServices/vaults/backupPolicies/delete", "Microsoft.DataProtection/backupVaults/delete", "Microsoft.Compute/snapshots/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("backup", "DeleteRecoveryPoint"),
      aws.call("ec2", "DeleteSnapshot", { requestParameters: { snapshotId: "snap-0123456789abcdef0" } }),
    ],
    nearMisses: [aws.call("backup", "StartBackupJob")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.snapshots.delete")],
    nearMisses: [gcp.call("compute", "v1.compute.snapshots.insert")],
  },
  azure: {
    matching: [azure.activity("Microsoft.RecoveryServices/vaults/backupPolicies/delete")],
    nearMisses: [azure.activity("Microsoft.RecoveryServices/vaults/backupPolicies/write")],
  },
});
