import { readNetwork } from "../filter/network.ts";

/** What an octet of an address of IPv4 may be. */
export const anyOctet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

const octetOf = (value: number, bits: number): string => {
  if (bits <= 0) return anyOctet;
  const count = 2 ** (8 - Math.min(8, bits));
  const first = Math.floor(value / count) * count;
  const all = Array.from({ length: count }, (_, at) => String(first + at));
  return all.length === 1 ? all[0]! : `(?:${all.join("|")})`;
};

/** The addresses of a network of IPv4 as a regular expression of whole texts; undefined of any other. */
export const ipv4Pattern = (text: string): string | undefined => {
  const network = readNetwork(text);
  if (network === undefined || network.width !== 32) return undefined;
  const octets = [24n, 16n, 8n, 0n].map((shift) => Number((network.base >> shift) & 255n));
  return `^${octets.map((octet, at) => octetOf(octet, network.bits - 8 * at)).join("\\.")}$`;
};

/** The addresses of a network of IPv6, each as 32 hexadecimal digits, as a regular expression of these; undefined of any other. */
export const ipv6Pattern = (text: string): string | undefined => {
  const network = readNetwork(text);
  if (network === undefined || network.width !== 128) return undefined;
  const digits = network.base.toString(16).padStart(32, "0");
  const whole = Math.floor(network.bits / 4);
  const count = 2 ** (4 - (network.bits % 4));
  if (whole === 32) return `^${digits}$`;
  const first = Math.floor(Number.parseInt(digits[whole]!, 16) / count) * count;
  const next = Array.from({ length: count }, (_, at) => (first + at).toString(16)).join("");
  return `^${digits.slice(0, whole)}[${next}][0-9a-f]{${31 - whole}}$`;
};
