import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownKey } from "../own/aws.ts";
import { ownKey as ownKeyOfGcp } from "../own/gcp.ts";

const awsChanges =
  'service == "kms.amazonaws.com" && operation in ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation", "CreateGrant", "DeleteAlias", "UpdateAlias"]';

const gcpChanges =
  'service == "cloudkms.googleapis.com" && operation in ["DestroyCryptoKeyVersion", "UpdateCryptoKeyVersion", "UpdateCryptoKey", "UpdateCryptoKeyPrimaryVersion", "SetIamPolicy"]';

export const alert: CatalogAlert = {
  id: "audit-key-change",
  title: "The key of the audit log is changed, disabled or given to others",
  severity: "critical",
  groups: ["tamper", "keys"],
  why: "Without the key nothing can be read, and nothing new is written.",
  firstSteps: [
    "Enable the key again, or cancel its deletion, while that can be done.",
    "Deploy the stack again: it puts the policy back.",
    "Take the actor’s credentials away.",
  ],
  references: [attack("T1485"), attack("T1562.008")],
  clouds: {
    aws: { when: awsChanges, own: `${awsChanges} && ${ownKey}` },
    gcp: { when: gcpChanges, own: `${gcpChanges} && ${ownKeyOfGcp}` },
    azure: {
      within: "resourceGroup",
      when: 'operation in ["Microsoft.KeyVault/vaults/delete", "Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/vaults/accessPolicies/write", "Microsoft.KeyVault/vaults/keys/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => {
  const keyArn = `arn:aws:kms:eu-central-1:111122223333:key/${aws.own.key}`;
  const key = { resources: [{ accountId: "111122223333", type: "AWS::KMS::Key", ARN: keyArn }] };
  return {
    aws: {
      matching: [
        aws.call("kms", "DisableKey", { requestParameters: { keyId: aws.own.key } }),
        aws.call("kms", "PutKeyPolicy", { requestParameters: { keyId: keyArn, policyName: "default" } }),
        aws.denied("kms", "ScheduleKeyDeletion", { requestParameters: null, ...key }),
        aws.call("kms", "DeleteAlias", { requestParameters: { aliasName: aws.own.keyAlias } }),
      ],
      nearMisses: [
        aws.call("kms", "EnableKey", { requestParameters: { keyId: aws.own.key }, ...key }),
        aws.look("kms", "Decrypt", { requestParameters: { keyId: keyArn }, ...key }),
      ],
    },
    gcp: {
      matching: [
        gcp.call("cloudkms", "DestroyCryptoKeyVersion", { resourceName: `${gcp.ownKey}/cryptoKeyVersions/1` }),
        gcp.call("cloudkms", "SetIamPolicy", { resourceName: gcp.ownKey }),
      ],
      nearMisses: [gcp.call("cloudkms", "CreateCryptoKeyVersion", { resourceName: gcp.ownKey })],
    },
    azure: {
      matching: [azure.activity("Microsoft.KeyVault/vaults/delete")],
      nearMisses: [azure.activity("Microsoft.KeyVault/vaults/deploy/action")],
    },
  };
};
