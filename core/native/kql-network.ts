import type { Network } from "./cloud-logging-ast.ts";
import { isWithin, readNetwork } from "./cloud-logging-network.ts";
import type { Value } from "./kql-ast.ts";
import { toText } from "./kql-values.ts";

/** How addresses of version 4 stand among those of version 6: ::ffff:0:0/96. */
const mapped = 0xffffn << 32n;

/**
 * Whether an address is in one of the ranges, which may be texts or arrays of them; null where one can't be read, such as an
 * address with a port. https://learn.microsoft.com/en-us/kusto/query/ipv4-is-in-any-range-function
 */
export function isInAnyRange(address: Value, ranges: readonly Value[], version: 4 | 6): boolean | null {
  const inner = networkOf(address, version);
  const outers = ranges.flatMap((range): Value[] => (Array.isArray(range) ? range : [range]));
  const networks = outers.map((range) => networkOf(range, version));
  if (inner === undefined) return null;
  if (networks.some((network) => network !== undefined && isWithin(inner, network))) return true;
  return networks.includes(undefined) ? null : false;
}

function networkOf(value: Value, version: 4 | 6): Network | undefined {
  const network = readNetwork(toText(value, "dynamic"));
  if (network === undefined || network.version === version) return network;
  // As of ipv6_compare(), which says so: https://learn.microsoft.com/en-us/kusto/query/ipv6-compare-function
  return version === 4 ? undefined : { version, address: mapped + network.address, prefix: network.prefix + 96 };
}
