/** A network of IPv4 or IPv6: addresses whose first `bits` bits are those of `base`. */
export interface Network {
  readonly width: 32 | 128;
  readonly base: bigint;
  readonly bits: number;
}

const readIpv4 = (text: string): bigint | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return;
  return parts.reduce((address, part) => address * 256n + BigInt(part), 0n);
};

const readGroups = (text: string): string[] | undefined => {
  const groups = text === "" ? [] : text.split(":");
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : undefined;
};

const readIpv6 = (given: string): bigint | undefined => {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(given);
  const last = tail === null ? undefined : readIpv4(tail[2]!);
  if (tail !== null && last === undefined) return;
  const text = last === undefined ? given : `${tail![1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  const halves = text.split("::");
  if (halves.length > 2) return;
  const [left, right] = halves.map(readGroups);
  if (left === undefined || (halves.length === 2 && right === undefined)) return;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...(right ?? [])];
  return groups.reduce((address, group) => address * 65_536n + BigInt(`0x${group}`), 0n);
};

/** An address, or a network in CIDR notation; undefined where the text is neither. */
export const readNetwork = (text: string): Network | undefined => {
  const [address, length, ...rest] = text.split("/");
  if (address === undefined || rest.length > 0) return;
  const width = address.includes(":") ? 128 : 32;
  const base = width === 128 ? readIpv6(address) : readIpv4(address);
  if (base === undefined) return;
  if (length === undefined) return { width, base, bits: width };
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > width) return;
  return { width, base, bits: Number(length) };
};

/** Is the address, or the whole of the other network, inside the network? */
export const isInside = (inner: Network, outer: Network): boolean => {
  if (inner.width !== outer.width || inner.bits < outer.bits) return false;
  const shift = BigInt(outer.width - outer.bits);
  return inner.base >> shift === outer.base >> shift;
};
