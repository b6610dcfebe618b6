import { createHash } from "node:crypto";
import type { Autoname, Json, Properties, ProviderConfig, Store, Stored } from "../resource.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

/** azure-native reads before it creates, and answers itself: no service is asked. */
export const ALREADY_EXISTS = "cannot create already existing resource";

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The program's name as it is, even where the service then refuses it: https://github.com/pulumi/pulumi-azure-native/issues/3665 */
export function autoname(property: string): Autoname {
  return { property, form: "8-hex" };
}

export function subscriptionPath(config: ProviderConfig): string {
  return `/subscriptions/${config.subscriptionId}`;
}

export function groupId(inputs: Properties, config: ProviderConfig): string {
  return `${subscriptionPath(config)}/resourceGroups/${readText(inputs, "resourceGroupName")}`;
}

export function armId(inputs: Properties, config: ProviderConfig, path: string): string {
  return `${groupId(inputs, config)}/providers/${path}`;
}

export function accountIdOf(inputs: Properties, config: ProviderConfig): string {
  return armId(inputs, config, `Microsoft.Storage/storageAccounts/${readText(inputs, "accountName")}`);
}

/** ARM ids compare without regard to case, and azure-native takes a scope with or without its first slash. */
export function normalizeId(id: string): string {
  return id.toLowerCase().replace(/^\/+|\/+$/g, "");
}

export function isSameId(left: string, right: string): boolean {
  return normalizeId(left) === normalizeId(right);
}

export function isSameText(left: Json | undefined, right: Json | undefined): boolean {
  return typeof left === "string" && typeof right === "string" && left.toLowerCase() === right.toLowerCase();
}

export function findById(store: Store, token: string, id: string): Stored | undefined {
  const wanted = normalizeId(id);
  return store.list(token).find((stored) => normalizeId(stored.id) === wanted);
}

/** The resource of an ARM id, if it is of a type that the sandbox has. */
export function findAny(store: Store, id: string): Stored | undefined {
  for (const token of Object.values(TOKENS)) {
    const found = findById(store, token, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the cloud would choose at random, chosen so that a second run gives the same. */
export function deriveGuid(...parts: string[]): string {
  const hex = createHash("sha256").update(parts.join("\n").toLowerCase()).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
