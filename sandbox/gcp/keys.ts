import type { ProviderConfig, Store } from "../resource.ts";
import { text } from "./read.ts";
import { tokens } from "./tokens.ts";

export interface KeyRingName {
  project: string;
  location: string;
  ring: string;
}

export interface KeyName extends KeyRingName {
  key: string;
}

/** The full name, `project/location/ring`, or `location/ring` in the provider's project. */
export function parseKeyRing(name: string, config: ProviderConfig): KeyRingName | undefined {
  const parts = splitName(name, ["projects", "locations", "keyRings"], config);
  const [project, location, ring] = parts ?? [];
  return project && location && ring ? { project, location, ring } : undefined;
}

export function parseKey(name: string, config: ProviderConfig): KeyName | undefined {
  const parts = splitName(name, ["projects", "locations", "keyRings", "cryptoKeys"], config);
  const [project, location, ring, key] = parts ?? [];
  return project && location && ring && key ? { project, location, ring, key } : undefined;
}

function splitName(name: string, kinds: string[], config: ProviderConfig): string[] | undefined {
  const parts = name.split("/");
  if (parts.length === 2 * kinds.length) {
    return kinds.every((kind, index) => parts[2 * index] === kind) ? parts.filter((_, index) => index % 2) : undefined;
  }
  if (parts.length === kinds.length) return parts;
  return parts.length === kinds.length - 1 && config.project ? [config.project, ...parts] : undefined;
}

export function keyRingId({ project, location, ring }: KeyRingName): string {
  return `projects/${project}/locations/${location}/keyRings/${ring}`;
}

export function keyId(name: KeyName): string {
  return `${keyRingId(name)}/cryptoKeys/${name.key}`;
}

const encrypters = ["roles/cloudkms.cryptoKeyEncrypterDecrypter", "roles/cloudkms.cryptoOperator"];
const halves = ["roles/cloudkms.cryptoKeyEncrypter", "roles/cloudkms.cryptoKeyDecrypter"];

/** Whether the key exists and the service account may encrypt and decrypt with it, by a grant on the key or on its project. */
export function mayUseKey(store: Store, name: KeyName, account: string, config: ProviderConfig): boolean {
  if (!store.get(tokens.cryptoKey, keyId(name))) return false;
  const onKey = store.list(tokens.keyGrant).filter((grant) => {
    const granted = parseKey(text(grant.inputs.cryptoKeyId) ?? "", config);
    return granted !== undefined && keyId(granted) === keyId(name);
  });
  const onProject = store.list(tokens.projectGrant).filter((grant) => grant.inputs.project === name.project);
  const roles = [...onKey, ...onProject]
    .filter((grant) => grant.inputs.member === `serviceAccount:${account}`)
    .map((grant) => text(grant.inputs.role) ?? "");
  return encrypters.some((role) => roles.includes(role)) || halves.every((role) => roles.includes(role));
}
