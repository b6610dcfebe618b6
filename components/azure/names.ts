import { createHash } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * A name that no other resource group would give, since storage accounts and key vaults share their names with all of Azure:
 * 13 letters and digits of a hash of the group's id, which Pulumi makes anew with each deployment.
 */
export const uniqueOf = (resourceGroupId: string): string =>
  [...createHash("sha256").update(resourceGroupId.toLowerCase()).digest().subarray(0, 13)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join("");
