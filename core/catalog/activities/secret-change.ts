import type { Activity } from "../activity.ts";

// Rotation and deletion are also recorded as events of the service:
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
// Through the resource manager only writes of a secret happen, the rest is in the vault's AuditEvent log.
export const secretChange: Activity = {
  id: "secret.change",
  title: "Secrets changed",
  description:
    "A secret or parameter is made, changed, rotated, restored or deleted. Credentials of principals are credential.change.",
  aws: {
    "secretsmanager.amazonaws.com": [
      "CancelRotateSecret",
      "CancelSecretVersionDelete",
      "CreateSecret",
      "DeleteResourcePolicy",
      "DeleteSecret",
      "EndSecretVersionDelete",
      "PutResourcePolicy",
      "PutSecretValue",
      "RemoveRegionsFromReplication",
      "ReplicateSecretToRegions",
      "RestoreSecret",
      "RotateSecret",
      "RotationAbandoned",
      "RotationFailed",
      "RotationStarted",
      "RotationSucceeded",
      "StartSecretVersionDelete",
      "StopReplicationToReplica",
      "UpdateSecret",
      "UpdateSecretVersionStage",
    ],
    "ssm.amazonaws.com": [
      "DeleteParameter",
      "DeleteParameters",
      "LabelParameterVersion",
      "PutParameter",
      "UnlabelParameterVersion",
    ],
  },
  gcp: {
    "k8s.io": [
      "io.k8s.core.*.secrets.create",
      "io.k8s.core.*.secrets.delete*",
      "io.k8s.core.*.secrets.patch",
      "io.k8s.core.*.secrets.update",
    ],
    "secretmanager.googleapis.com": [
      "*.SecretManagerService.Add*",
      "*.SecretManagerService.Create*",
      "*.SecretManagerService.Delete*",
      "*.SecretManagerService.Destroy*",
      "*.SecretManagerService.Disable*",
      "*.SecretManagerService.Enable*",
      "*.SecretManagerService.Update*",
    ],
  },
  azure: {
    "Microsoft.KeyVault": ["vaults/secrets/write"],
  },
  entra: ["Add BitLocker key", "Delete BitLocker key"],
  azureResource: {
    "Microsoft.KeyVault": [
      "SecretBackup",
      "SecretDelete",
      "SecretPurge",
      "SecretRecover",
      "SecretRestore",
      "SecretSet",
      "SecretUpdate",
    ],
  },
};
