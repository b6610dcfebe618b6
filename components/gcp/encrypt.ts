import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey.js";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import { KeyRing } from "@pulumi/gcp/kms/keyRing.js";
import { getProjectCmekSettingsOutput } from "@pulumi/gcp/logging/getProjectCmekSettings.js";
import { getProjectServiceAccountOutput } from "@pulumi/gcp/storage/getProjectServiceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";

export interface StoreKey {
  key: CryptoKey;
  /** The stores' own service agents may encrypt with the key: a store made before this is refused. */
  storageGrant: CryptoKeyIAMMember;
  loggingGrant: CryptoKeyIAMMember;
}

export const encrypterDecrypter = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

export const createKey = (
  room: Room,
  { project, key }: GcpBlueprint,
  services: pulumi.Resource[],
): StoreKey | undefined => {
  if (key === undefined) return undefined;
  const ring = new KeyRing(
    childName(room, "key-ring"),
    { project, location: key.location },
    evidence(room, { dependsOn: services }),
  );
  const { tags: labels } = tagged(room);
  const created = new CryptoKey(
    childName(room, "key"),
    { keyRing: ring.id, purpose: "ENCRYPT_DECRYPT", rotationPeriod: key.rotationPeriod, ...(labels && { labels }) },
    evidence(room),
  );
  const asked = { parent: room.component, dependsOn: services };
  const grant = (agent: string, member: pulumi.Output<string>) =>
    new CryptoKeyIAMMember(
      childName(room, `key-${agent}`),
      { cryptoKeyId: created.id, role: encrypterDecrypter, member: pulumi.interpolate`serviceAccount:${member}` },
      evidence(room),
    );
  return {
    key: created,
    storageGrant: grant("storage", getProjectServiceAccountOutput({ project }, asked).emailAddress),
    loggingGrant: grant("logging", getProjectCmekSettingsOutput({ project }, asked).serviceAccountId),
  };
};
