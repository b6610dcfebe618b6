import type { Call, Json, Properties, Stored } from "../resource.ts";
import { findBucket, items, readArn, record, text } from "./place.ts";

export function replicationRules(inputs: Properties): Properties[] {
  return items(inputs.rules).map(record);
}

export function isOn(value: Json | undefined): boolean {
  return text(record(value).status) === "Enabled";
}

/** The bucket of a rule's destination, where the sandbox has it. */
export function destinationOf({ store }: Call, rule: Properties): Stored | undefined {
  return findBucket(store, readArn(record(rule.destination).bucket)?.resource);
}

/** Whether a rule copies what KMS encrypted, which it has to say. */
export function selectsKms(rule: Properties): boolean {
  return isOn(record(rule.sourceSelectionCriteria).sseKmsEncryptedObjects);
}

export function replicaKeyOf(rule: Properties): string | undefined {
  return text(record(record(rule.destination).encryptionConfiguration).replicaKmsKeyId);
}
