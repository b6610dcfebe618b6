import { isDeepStrictEqual } from "node:util";
import type { Cloud, Properties, ProviderConfig, Store, Stored } from "../../sandbox/resource.ts";

/** A resource that a test wants to exist. */
export interface Given {
  token: string;
  inputs: Properties;
  config?: ProviderConfig;
  tombstone?: boolean;
  createdAt?: number;
}

export function memoryStore(stored: readonly Stored[]): Store {
  const all = [...stored].sort((a, b) => (a.id < b.id ? -1 : 1));
  const list: Store["list"] = (token, options) =>
    all.filter((one) => one.token === token && (options?.tombstones || !one.tombstone));
  return {
    list,
    get: (token, id) => list(token).find((one) => one.id === id),
    where: (token, property, value) => list(token).filter((one) => isDeepStrictEqual(one.outputs[property], value)),
  };
}

/** A store in which these resources were created, one after the other, without asking any rule. */
export function storeWith(cloud: Cloud, config: ProviderConfig, given: readonly Given[]): Store {
  const stored: Stored[] = [];
  for (const { token, inputs, tombstone, createdAt, ...own } of given) {
    const type = cloud.types.find((one) => one.token === token);
    if (type === undefined) throw new Error(`The sandbox has no type ${token}`);
    const [store, place] = [memoryStore(stored), own.config ?? config];
    const id = type.id(inputs, place, store);
    const outputs = { ...inputs, ...type.outputs(inputs, place, store, id) };
    stored.push({ token, id, inputs, outputs, ...(tombstone && { tombstone }), ...(createdAt && { createdAt }) });
  }
  return memoryStore(stored);
}
