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
}

export function typeOf({ types }: Session, token: string): ResourceType {
  const type = types.get(token);
  if (!type) throw new Refusal(`unknown resource type ${token}`, status.INVALID_ARGUMENT);
  return type;
}
