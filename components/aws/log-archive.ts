import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import type * as pulumi from "@pulumi/pulumi";
import { DependencyProviderResource } from "@pulumi/pulumi/resource.js";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { Bindings, Room } from "../room.ts";
import { createKey } from "./encrypt.ts";
import type { UsedKey } from "./existing.ts";

/** A provider of the program, by the engine's reference to it. */
export const providerAt = (reference: string): pulumi.ProviderResource => new DependencyProviderResource(reference);

/** Whose account a provider acts in; undefined where that is not known before a deployment. */
export const accountOf = async (provider: pulumi.ProviderResource): Promise<string | undefined> => {
  const { accountId } = getCallerIdentityOutput({}, { provider });
  const { promise } = accountId as unknown as { promise(withUnknowns: boolean): Promise<unknown> };
  const account = await promise.call(accountId, true);
  return typeof account === "string" ? account : undefined;
};

/** Where the archive is made: with the provider of its own account, where it has one. */
export const archiveRoom = (room: Room, provider: pulumi.ProviderResource | undefined): Room =>
  provider === undefined ? room : { ...room, provider };

/** The key of an archive in another account; in the stack's it is that of all. */
export const createArchiveKey = (
  room: Room,
  { logArchive, region }: AwsBlueprint,
  key: UsedKey | undefined,
  bindings: Bindings,
): UsedKey | undefined =>
  logArchive === undefined ? key : createKey(room, "archive-key", region, logArchive.key, bindings);
