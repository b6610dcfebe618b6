/** A range of addresses as their hexadecimal digits, both ends included. */
export interface AddressRange {
  low: string;
  high: string;
}

interface Address {
  bits: 32 | 128;
  value: bigint;
}

const readVersion4 = (text: string): Address | undefined => {
  if (text.length > 15 || !/^\d+(\.\d+){3}$/.test(text)) return undefined;
  const parts = text.split(".").map(BigInt);
  if (parts.some((part) => part > 255n)) return undefined;
  return { bits: 32, value: parts.reduce((sum, part) => (sum << 8n) | part, 0n) };
};

const readGroups = (text: string): bigint[] | undefined => {
  if (text === "") return [];
  const groups = text.split(":");
  return groups.every((group) => /^0*[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => BigInt(`0x${group}`))
    : undefined;
};

const readVersion6 = (text: string): Address | undefined => {
  if (text.length > 39 || !text.includes(":")) return undefined;
  const halves = text.split("::").map(readGroups);
  const [head, tail = []] = halves;
  if (halves.length > 2 || halves.includes(undefined) || head === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  const value = groups.reduce((sum, group) => (sum << 16n) | group, 0n);
  // Java's InetAddress, which event-ruler reads addresses with, turns an IPv4-mapped IPv6 address into the IPv4 one.
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
};

const readAddress = (text: string): Address | undefined => readVersion4(text) ?? readVersion6(text);

const digitsOf = (bits: 32 | 128, value: bigint): string =>
  value
    .toString(16)
    .toUpperCase()
    .padStart(bits / 4, "0");

/** The range that holds one address alone, where the text is an address. */
export const addressRange = (text: string): AddressRange | undefined => {
  const address = readAddress(text);
  if (address === undefined) return undefined;
  const digits = digitsOf(address.bits, address.value);
  return { low: digits, high: digits };
};

/**
 * The range of a CIDR; or what is wrong with it. event-ruler refuses the mask that leaves one address, and reads the
 * mask as Java does, so with a sign and a slash after it.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/CIDR.java
 */
export const cidrRange = (text: string): AddressRange | string => {
  const [ip, mask, ...rest] = text.replace(/\/+$/, "").split("/");
  if (ip === undefined || mask === undefined || rest.length > 0) return "a CIDR has exactly one /";
  if (!/^(\+?\d+|-0+)$/.test(mask)) return "the mask of a CIDR is a whole number of bits";
  const address = readAddress(ip);
  if (address === undefined) return `${JSON.stringify(ip)} is no IPv4 or IPv6 address`;
  const free = address.bits - Number(mask);
  if (free < 1) return `the mask of an IPv${address.bits === 32 ? 4 : 6} CIDR is at most ${address.bits - 1} bits`;
  const low = (address.value >> BigInt(free)) << BigInt(free);
  const high = low + (1n << BigInt(free)) - 1n;
  return { low: digitsOf(address.bits, low), high: digitsOf(address.bits, high) };
};

/**
 * Is the value an address of the range? event-ruler compares digits from the first to the last of the range's ends, so
 * that of an IPv6 address only the first 32 bits count in an IPv4 range, and an IPv4 address, or a number by its decimal
 * digits, is in an IPv6 range where it lies between the first digits of the ends.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/ByteMachine.java
 */
export const isWithin = ({ low, high }: AddressRange, value: string | number): boolean => {
  const address = typeof value === "string" ? readAddress(value) : undefined;
  if (typeof value === "string" && address === undefined) return false;
  const digits = (address ? digitsOf(address.bits, address.value) : String(value)).slice(0, low.length);
  if (digits.length === low.length) return digits >= low && digits <= high;
  return digits > low.slice(0, digits.length) && digits < high.slice(0, digits.length);
};
