import type { Activity } from "../activity.ts";

export const encryptionKeyUse: Activity = {
  id: "encryption.key.use",
  title: "Use of encryption keys",
  description:
    "A key encrypts, decrypts, signs, wraps or makes random bytes. There are very many of these, most by services.",
  aws: {
    "kms.amazonaws.com": [
      "Decapsulate",
      "Decrypt",
      "DeriveSharedSecret",
      "Encapsulate",
      "Encrypt",
      "GenerateDataKey",
      "GenerateDataKeyPair",
      "GenerateDataKeyPairWithoutPlaintext",
      "GenerateDataKeyWithoutPlaintext",
      "GenerateMac",
      "GenerateRandom",
      "GetPublicKey",
      "ReEncrypt",
      "Sign",
      "Verify",
      "VerifyMac",
    ],
  },
  gcp: {
    "cloudkms.googleapis.com": [
      "*GenerateRandomBytes",
      "AsymmetricDecrypt",
      "AsymmetricSign",
      "Decrypt",
      "Encrypt",
      "GetPublicKey",
      "MacSign",
      "MacVerify",
      "RawDecrypt",
      "RawEncrypt",
    ],
  },
  azureResource: {
    "Microsoft.KeyVault": ["KeyDecrypt", "KeyEncrypt", "KeyRelease", "KeySign", "KeyUnwrap", "KeyVerify", "KeyWrap"],
  },
};
