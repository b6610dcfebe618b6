import { status } from "@grpc/grpc-js";
import { Refusal } from "./refusal.ts";
import type { Cloud, ProviderConfig, ResourceType } from "./resource.ts";
import type { Shapes } from "./shapes.ts";
import type { WritableStore } from "./store.ts";

/** What a running plugin knows: its cloud, what exists in it, and how the engine configured the provider. */
export interface Session {
  cloud: Cloud;
  types: ReadonlyMap<string, ResourceType>;
  shapes: Shapes;
  store: WritableStore;
  config: ProviderConfig;
  /** Whether the cloud is too busy for the creation that begins now. */
  isBusy(): boolean;
}

/** Busy at every creation of this number, and never without one. */
export function busyEvery(creations: number | undefined): () => boolean {
  let begun = 0;
  return () => {
    begun += 1;
    return creations !== undefined && begun % creations === 0;
  };
}

export function typeOf({ types }: Session, token: string): ResourceType {
  const type = types.get(token);
  if (!type) throw new Refusal(`unknown resource type ${token}`, status.INVALID_ARGUMENT);
  return type;
}
