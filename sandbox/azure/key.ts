import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, autoname, deriveGuid, findById, isSameText } from "./arm.ts";
import { rotationRules } from "./key-rotation.ts";
import { vaultId } from "./key-vault.ts";
import { parentExists } from "./placement.ts";
import { read, readNumber, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.KeyVault/vaults/keys";
const ABOUT_KEYS = "https://learn.microsoft.com/azure/key-vault/keys/about-keys";
const KEY_TYPES = ["EC", "EC-HSM", "RSA", "RSA-HSM"];
const RSA_SIZES = [2048, 3072, 4096];

const nameIsValid: Rule = {
  id: "key-name-is-valid",
  source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist",
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "keyName") ?? "";
    if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return undefined;
    return {
      name: "BadParameter",
      message: `The request URI contains an invalid name: ${name}. It must match ^[0-9a-zA-Z-]{1,127}$.`,
    };
  },
};

const typeIsSupported: Rule = {
  id: "key-type-is-supported",
  source: ABOUT_KEYS,
  on: ["create"],
  refuse({ inputs }) {
    const type = readText(inputs, "properties.kty");
    if (type !== undefined && KEY_TYPES.includes(type)) return undefined;
    return {
      name: "BadParameter",
      message: `Property kty has the invalid value '${type ?? ""}': a key is of type ${KEY_TYPES.join(", ")}.`,
    };
  },
};

const hsmKeyHasAPremiumVault: Rule = {
  id: "key-in-hardware-has-a-premium-vault",
  source: `${ABOUT_KEYS}-details`,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const type = readText(inputs, "properties.kty");
    const vault = findById(store, TOKENS.vault, vaultId(inputs, config));
    if (vault === undefined || type?.endsWith("-HSM") !== true) return undefined;
    if (isSameText(read(vault.inputs, "properties.sku.name"), "premium")) return undefined;
    return {
      name: "BadParameter",
      message: `The key type '${type}' is not supported in a vault of the SKU 'standard': hardware-protected keys need 'premium'.`,
    };
  },
};

const sizeIsSupported: Rule = {
  id: "key-size-is-supported",
  source: ABOUT_KEYS,
  on: ["create"],
  refuse({ inputs }) {
    const size = readNumber(inputs, "properties.keySize");
    const isRsa = readText(inputs, "properties.kty")?.startsWith("RSA") === true;
    if (!isRsa || size === undefined || RSA_SIZES.includes(size)) return undefined;
    return {
      name: "BadParameter",
      message: `Property key_size has the invalid value ${size}: an RSA key has ${RSA_SIZES.join(", ")} bits.`,
    };
  },
};

const keyId = (inputs: Properties, config: ProviderConfig) =>
  `${vaultId(inputs, config)}/keys/${readText(inputs, "keyName")}`;

export const key: ResourceType = {
  token: TOKENS.key,
  autoname: autoname("keyName"),
  replaceOn: ["keyName", "vaultName", "resourceGroupName"],
  rules: [
    parentExists("key", ARM_TYPE, TOKENS.vault, vaultId),
    nameIsValid,
    typeIsSupported,
    hsmKeyHasAPremiumVault,
    sizeIsSupported,
    ...rotationRules,
  ],
  id: keyId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const name = readText(inputs, "keyName") ?? "";
    const vault = findById(store, TOKENS.vault, vaultId(inputs, config));
    const uri = `${readText(vault?.outputs, "properties.vaultUri") ?? ""}keys/${name}`;
    const version = deriveGuid("version", keyId(inputs, config)).replaceAll("-", "");
    return {
      name,
      type: ARM_TYPE,
      location: readText(vault?.outputs, "location") ?? "",
      kty: readText(inputs, "properties.kty") ?? "",
      attributes: read(inputs, "properties.attributes") ?? { enabled: true },
      keyUri: uri,
      keyUriWithVersion: `${uri}/${version}`,
    };
  },
  // The resource manager has no operation that deletes a key:
  // https://learn.microsoft.com/rest/api/keyvault/keyvault/keys
  onDelete: () => "keep",
};
