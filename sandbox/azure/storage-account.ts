import type { Json, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import {
  ALREADY_EXISTS,
  accountIdOf,
  autoname,
  deriveGuid,
  findById,
  isSameId,
  isSameText,
  normalizeId,
} from "./arm.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { readList, readText } from "./properties.ts";
import { encryptionRules } from "./storage-encryption.ts";
import { immutabilityRules, keepImmutability } from "./storage-immutability.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Storage/storageAccounts";
const ERROR_CODES = "https://learn.microsoft.com/rest/api/storagerp/srp_error_codes_create_storage_account";
const OVERVIEW = "https://learn.microsoft.com/azure/storage/common/storage-account-overview";

const LOCAL_AND_GEO = ["Standard_LRS", "Standard_GRS", "Standard_RAGRS"];
const PREMIUM = ["Premium_LRS", "Premium_ZRS"];
const V2_SUFFIXES = ["LRS", "GRS", "ZRS", "GZRS"];

/** https://learn.microsoft.com/rest/api/storagerp/srp_sku_types */
const SKUS_OF_KIND: { readonly [kind: string]: readonly string[] } = {
  Storage: [...LOCAL_AND_GEO, "Premium_LRS"],
  StorageV2: [...LOCAL_AND_GEO, "Standard_ZRS", "Standard_GZRS", "Standard_RAGZRS", ...PREMIUM],
  BlobStorage: LOCAL_AND_GEO,
  BlockBlobStorage: PREMIUM,
  FileStorage: [...PREMIUM, ...V2_SUFFIXES.map((suffix) => `StandardV2_${suffix}`), "PremiumV2_LRS", "PremiumV2_ZRS"],
};

const nameIsValid: Rule = {
  id: "storage-account-name-is-valid",
  source: `${OVERVIEW}#storage-account-name`,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "accountName") ?? "";
    if (/^[a-z0-9]{3,24}$/.test(name)) return undefined;
    return {
      name: "AccountNameInvalid",
      message: `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    };
  },
};

function findNamesake(inputs: Properties, config: ProviderConfig, store: Store) {
  const id = accountIdOf(inputs, config);
  return store
    .list(TOKENS.account)
    .find((other) => isSameText(other.outputs.name, inputs.accountName) && !isSameId(other.id, id));
}

const isOfSubscription = (id: string, config: ProviderConfig) =>
  normalizeId(id).startsWith(normalizeId(`/subscriptions/${config.subscriptionId}/`));

const nameIsFree: Rule = {
  id: "storage-account-name-is-globally-unique",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-storage-account-name",
  on: ["create"],
  refuse({ inputs, config, store }) {
    const other = findNamesake(inputs, config, store);
    if (other === undefined || isOfSubscription(other.id, config)) return undefined;
    return {
      name: "StorageAccountAlreadyTaken",
      message: `The storage account named ${readText(inputs, "accountName")} is already taken.`,
    };
  },
};

const nameIsFreeInSubscription: Rule = {
  id: "storage-account-name-is-unique-in-the-subscription",
  source: ERROR_CODES,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const other = findNamesake(inputs, config, store);
    if (other === undefined || !isOfSubscription(other.id, config)) return undefined;
    return {
      name: "StorageAccountInAnotherResourceGroup",
      message: `The account ${readText(inputs, "accountName")} is already in another resource group in this subscription.`,
    };
  },
};

const skuFitsKind: Rule = {
  id: "storage-account-sku-fits-its-kind",
  source: ERROR_CODES,
  on: ["create", "update"],
  refuse({ inputs }) {
    const kind = readText(inputs, "kind") ?? "";
    const sku = readText(inputs, "sku.name") ?? "";
    if (SKUS_OF_KIND[kind]?.includes(sku)) return undefined;
    return {
      name: "InvalidAccountType",
      message: `The AccountType ${sku} is invalid for an account of the kind ${kind}.`,
    };
  },
};

// The SDK lists TLS1_3 and says in the same place that it isn't supported.
const minimumTlsIsSupported: Rule = {
  id: "storage-account-minimum-tls-is-supported",
  source: "https://www.pulumi.com/registry/packages/azure-native/api-docs/storage/storageaccount/#minimumtlsversion",
  on: ["create", "update"],
  refuse({ inputs }) {
    const version = readText(inputs, "minimumTlsVersion");
    if (version === undefined || ["TLS1_0", "TLS1_1", "TLS1_2"].includes(version)) return undefined;
    return {
      name: "InvalidRequestPropertyValue",
      message: `The value '${version}' is not allowed for property minimumTlsVersion.`,
    };
  },
};

const identitiesExist: Rule = {
  id: "storage-account-identities-exist",
  source: "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/known-issues",
  on: ["create", "update"],
  refuse({ inputs, config, store }) {
    const missing = readList(inputs, "identity.userAssignedIdentities").find(
      (id) => typeof id === "string" && findById(store, TOKENS.identity, id) === undefined,
    );
    if (missing === undefined) return undefined;
    return {
      name: "FailedIdentityOperation",
      message: `Identity operation for resource '${accountIdOf(inputs, config)}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: 'Resource '${missing}' was not found.''.`,
    };
  },
};

export const storageAccount: ResourceType = {
  token: TOKENS.account,
  autoname: autoname("accountName"),
  // https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
  replaceOn: ["accountName", "resourceGroupName", "location", "isHnsEnabled"],
  rules: [
    resourceGroupExists("storage-account"),
    locationIsARegion("storage-account", ARM_TYPE),
    nameIsValid,
    nameIsFree,
    nameIsFreeInSubscription,
    skuFitsKind,
    minimumTlsIsSupported,
    identitiesExist,
    ...encryptionRules,
    ...immutabilityRules,
  ],
  id: accountIdOf,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const name = readText(inputs, "accountName") ?? "";
    const location = locationOf(inputs, config, store) ?? "";
    return {
      name,
      type: ARM_TYPE,
      location,
      primaryLocation: location,
      provisioningState: "Succeeded",
      primaryEndpoints: endpointsOf(name),
      ...identityOutputs(inputs, config, store),
      ...keepImmutability(inputs, store.get(TOKENS.account, accountIdOf(inputs, config))),
    };
  },
};

function endpointsOf(name: string): Properties {
  const services = ["blob", "dfs", "file", "queue", "table"];
  return Object.fromEntries(services.map((service) => [service, `https://${name}.${service}.core.windows.net/`]));
}

function identityOutputs(inputs: Properties, config: ProviderConfig, store: Store): Properties {
  const type = readText(inputs, "identity.type");
  if (type === undefined) return {};
  const assigned: [string, Json][] = readList(inputs, "identity.userAssignedIdentities").flatMap((id) => {
    const identity = typeof id === "string" ? findById(store, TOKENS.identity, id) : undefined;
    if (identity === undefined) return [];
    const { principalId = "", clientId = "" } = identity.outputs;
    return [[identity.id, { principalId, clientId }]];
  });
  const system = type.includes("SystemAssigned")
    ? { principalId: deriveGuid("principal", accountIdOf(inputs, config)), tenantId: config.tenantId ?? "" }
    : {};
  return { identity: { type, ...system, userAssignedIdentities: Object.fromEntries(assigned) } };
}
