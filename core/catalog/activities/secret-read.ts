import type { Activity } from "../activity.ts";

// Reads of a vault's secrets never reach the Activity Log, only the vault's own AuditEvent log:
// https://learn.microsoft.com/azure/key-vault/general/logging
export const secretRead: Activity = {
  id: "secret.read",
  title: "Secrets read",
  description:
    "The value of a secret, or its name or description, is read. Reading a key's public part or a certificate in a vault is here too.",
  aws: {
    "ec2.amazonaws.com": ["GetPasswordData"],
    "secretsmanager.amazonaws.com": ["BatchGetSecretValue", "DescribeSecret", "GetSecretValue", "ListSecrets"],
    "ssm.amazonaws.com": ["GetParameter", "GetParameterHistory", "GetParameters", "GetParametersByPath"],
  },
  gcp: {
    "k8s.io": ["io.k8s.core.*.secrets.get", "io.k8s.core.*.secrets.list", "io.k8s.core.*.secrets.watch"],
    "secretmanager.googleapis.com": [
      "*.SecretManagerService.AccessSecretVersion",
      "*.SecretManagerService.GetSecret*",
      "*.SecretManagerService.ListSecret*",
    ],
  },
  entra: ["Read BitLocker key", "Recover device local administrator password", "Reveal local administrator password"],
  azureResource: {
    "Microsoft.KeyVault": [
      "CertificateContactsGet",
      "CertificateGet",
      "CertificateGetDeleted",
      "CertificateIssuerGet",
      "CertificateIssuersList",
      "CertificateList",
      "CertificateListDeleted",
      "CertificateListVersions",
      "CertificatePendingGet",
      "CertificatePolicyGet",
      "KeyGet",
      "KeyGetDeleted",
      "KeyList",
      "KeyListDeleted",
      "KeyListVersions",
      "KeyRotationPolicyGet",
      "SecretGet",
      "SecretGetDeleted",
      "SecretList",
      "SecretListDeleted",
      "SecretListVersions",
    ],
  },
};
