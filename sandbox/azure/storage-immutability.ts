import type { Call, Properties, Rule, Store, Stored } from "../resource.ts";
import { isSameId } from "./arm.ts";
import { read, readFlag, readNumber, readText } from "./properties.ts";
import { SETTING_TOKENS } from "./tokens.ts";

const WORM = "https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies";
const OVERVIEW = "https://learn.microsoft.com/azure/storage/blobs/immutable-storage-overview";
const POLICY_STATES =
  "https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create#accountimmutabilitypolicyproperties";
const PERIOD_DAYS = { minimum: 1, maximum: 146_000 };

const BLOCK = "immutableStorageWithVersioning";
const POLICY = `${BLOCK}.immutabilityPolicy`;

const isEnabled = (account: Properties | undefined) => readFlag(account, `${BLOCK}.enabled`) === true;
const isLocked = ({ existing }: Call) => readText(existing?.outputs, `${POLICY}.state`) === "Locked";

/** An update that leaves the block out doesn't switch it off. */
export function keepImmutability(inputs: Properties, previous: Stored | undefined): Properties {
  const kept = read(inputs, BLOCK) ?? (previous?.tombstone === true ? undefined : read(previous?.outputs, BLOCK));
  return kept === undefined ? {} : { [BLOCK]: kept };
}

export const hasVersionLevelImmutability = (account: Stored | undefined) => isEnabled(account?.outputs);

/** The diagnostic settings that deliver, or delivered before their deletion, to an account: where one did, there are blobs. */
export function findDeliveries(store: Store, accountId: string): Stored[] {
  return SETTING_TOKENS.flatMap((token) => store.list(token, { tombstones: true })).filter((setting) =>
    isSameId(readText(setting.inputs, "storageAccountId") ?? "", accountId),
  );
}

export function isProtectedFromDeletion(account: Stored, store: Store): boolean {
  return hasVersionLevelImmutability(account) && findDeliveries(store, account.id).length > 0;
}

function refusePolicy(message: string) {
  return { name: "InvalidStorageAccountImmutabilityPolicy", message };
}

const enabledAtCreation: Rule = {
  id: "storage-immutability-is-enabled-at-creation",
  source: `${WORM}#enablement-and-policy-setting`,
  on: ["update"],
  refuse({ inputs, existing }) {
    const after = readFlag(inputs, `${BLOCK}.enabled`);
    if (after === undefined || after === isEnabled(existing?.outputs)) return undefined;
    return {
      name: "AccountPropertyCannotBeUpdated",
      message: `The property '${BLOCK}.enabled' was specified in the input, but it cannot be updated.`,
    };
  },
};

const policyIsEnabled: Rule = {
  id: "storage-immutability-policy-has-it-enabled",
  source: "https://github.com/Azure/azure-rest-api-specs/pull/15627",
  on: ["create", "update"],
  refuse({ inputs, existing }) {
    if (read(inputs, POLICY) === undefined || isEnabled(inputs) || isEnabled(existing?.outputs)) return undefined;
    return refusePolicy(
      "Storage account level default immutability policy cannot be set as account level WORM is disabled",
    );
  },
};

const accountSupportsIt: Rule = {
  id: "storage-immutability-account-supports-it",
  source: `${WORM}#availability`,
  on: ["create"],
  refuse({ inputs }) {
    const isSupportedKind = ["StorageV2", "BlockBlobStorage"].includes(readText(inputs, "kind") ?? "");
    if (!isEnabled(inputs) || (isSupportedKind && readFlag(inputs, "isHnsEnabled") !== true)) return undefined;
    return {
      name: "AccountPropertyCannotBeSet",
      message: `The property '${BLOCK}' cannot be set: it needs a general-purpose v2 or a premium block blob account without hierarchical namespace.`,
    };
  },
};

const periodIsInRange: Rule = {
  id: "storage-immutability-period-is-in-range",
  source: `${OVERVIEW}#retention-interval-for-a-time-based-policy`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (read(inputs, POLICY) === undefined) return undefined;
    const days = readNumber(inputs, `${POLICY}.immutabilityPeriodSinceCreationInDays`) ?? 0;
    if (Number.isInteger(days) && days >= PERIOD_DAYS.minimum && days <= PERIOD_DAYS.maximum) return undefined;
    return refusePolicy(
      `The immutability period must be between ${PERIOD_DAYS.minimum} and ${PERIOD_DAYS.maximum} days, not ${days}.`,
    );
  },
};

const policyIsLockedFromUnlocked: Rule = {
  id: "storage-immutability-policy-is-locked-from-unlocked",
  source: POLICY_STATES,
  on: ["create", "update"],
  refuse({ inputs, existing }) {
    if (readText(inputs, `${POLICY}.state`) !== "Locked") return undefined;
    if (["Unlocked", "Locked"].includes(readText(existing?.outputs, `${POLICY}.state`) ?? "")) return undefined;
    return refusePolicy(
      "A policy can only be created in a Disabled or Unlocked state. Only a policy in an Unlocked state can transition to a Locked state.",
    );
  },
};

const lockedStaysLocked: Rule = {
  id: "storage-immutability-lock-stays",
  source: POLICY_STATES,
  on: ["update"],
  refuse(call) {
    if (!isLocked(call) || readText(call.inputs, `${POLICY}.state`) === "Locked") return undefined;
    return refusePolicy("A locked immutability policy can't be unlocked, disabled or removed.");
  },
};

const lockedPeriodOnlyGrows: Rule = {
  id: "storage-immutability-locked-period-only-grows",
  source: POLICY_STATES,
  on: ["update"],
  refuse(call) {
    const path = `${POLICY}.immutabilityPeriodSinceCreationInDays`;
    const before = readNumber(call.existing?.outputs, path) ?? 0;
    const after = readNumber(call.inputs, path);
    if (!isLocked(call) || after === undefined || after >= before) return undefined;
    return refusePolicy(
      `The period of a locked immutability policy can only be increased: from ${before} days, not to ${after}.`,
    );
  },
};

const lockedAppendsAreFixed: Rule = {
  id: "storage-immutability-locked-append-writes-are-fixed",
  source: POLICY_STATES,
  on: ["update"],
  refuse(call) {
    const path = `${POLICY}.allowProtectedAppendWrites`;
    const isChanged = (readFlag(call.existing?.outputs, path) ?? false) !== (readFlag(call.inputs, path) ?? false);
    if (!isLocked(call) || read(call.inputs, POLICY) === undefined || !isChanged) return undefined;
    return refusePolicy(
      "allowProtectedAppendWrites can only be changed for disabled and unlocked time-based retention policies.",
    );
  },
};

const isEmptyAtDeletion: Rule = {
  id: "storage-account-is-empty-at-deletion",
  source: `${WORM}#deletion`,
  on: ["delete"],
  refuse({ existing, store }) {
    if (existing === undefined || !isProtectedFromDeletion(existing, store)) return undefined;
    return {
      name: "AccountProtectedFromDeletion",
      message: `The storage account ${readText(existing.outputs, "name")} is protected from deletion: version-level immutability is enabled and it isn't empty.`,
    };
  },
};

export const immutabilityRules: readonly Rule[] = [
  enabledAtCreation,
  policyIsEnabled,
  accountSupportsIt,
  periodIsInRange,
  policyIsLockedFromUnlocked,
  lockedStaysLocked,
  lockedPeriodOnlyGrows,
  lockedAppendsAreFixed,
  isEmptyAtDeletion,
];
