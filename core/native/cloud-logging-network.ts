import type { Network } from "./cloud-logging-ast.ts";

/** An IP address or a range in CIDR notation: 10.1.2.3, 10.1.2.0/24, 1:2::/48. */
export function readNetwork(text: string): Network | undefined {
  const parts = /^([0-9a-f.:]{2,45})(?:\/(\d{1,3}))?$/i.exec(text);
  if (parts === null) return undefined;
  const v4 = readV4(parts[1]!);
  const address = v4 ?? readV6(parts[1]!);
  const bits = v4 === undefined ? 128 : 32;
  const prefix = parts[2] === undefined ? bits : Number(parts[2]);
  if (address === undefined || prefix > bits) return undefined;
  return { version: v4 === undefined ? 6 : 4, address, prefix };
}

function readV4(text: string): bigint | undefined {
  if (!/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function readV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half, index) => readGroups(half, index === halves.length - 1));
  const [head, tail] = [groups[0], groups[1] ?? []];
  if (head === undefined || groups.includes(undefined)) return undefined;
  const missing = 8 - head.length - tail.length;
  // "::" stands for at least one group of zeros.
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...new Array<bigint>(missing).fill(0n), ...tail];
  return all.reduce((sum, group) => sum * 65_536n + group, 0n);
}

function readGroups(text: string, isLast: boolean): bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const v4 = isLast ? readV4(parts.at(-1)!) : undefined;
  const hex = v4 === undefined ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  const groups = hex.map((part) => BigInt(`0x${part}`));
  return v4 === undefined ? groups : [...groups, v4 >> 16n, v4 & 0xffffn];
}

/** Whether every address of one is in the other. */
export function isWithin(inner: Network, outer: Network): boolean {
  if (inner.version !== outer.version || inner.prefix < outer.prefix) return false;
  const free = BigInt((outer.version === 4 ? 32 : 128) - outer.prefix);
  return inner.address >> free === outer.address >> free;
}
