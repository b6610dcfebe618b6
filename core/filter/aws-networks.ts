import { type Comparison, either, equal, type Field, type Filter, like } from "./ast.ts";
import { readNetwork } from "./network.ts";

type Within = Extract<Comparison, { kind: "within" }>;

/** Ours: a network in more beginnings is no rule that anybody reads. */
const mostBeginnings = 16;

/**
 * The beginnings that the addresses of an IPv4 network have, as `10.` or `172.16.`, or the one address; undefined where
 * they are many, and of IPv6, which has several spellings.
 */
export const beginningsOf = (text: string): readonly string[] | undefined => {
  const network = readNetwork(text);
  if (network === undefined || network.width !== 32) return undefined;
  const count = Math.ceil(network.bits / 8);
  const free = count * 8 - network.bits;
  const last = 32 - count * 8;
  const found = 2 ** free;
  if (count === 0 || found > mostBeginnings) return undefined;
  const base = (network.base >> BigInt(last + free)) << BigInt(free);
  return Array.from({ length: found }, (_, index) => {
    const bytes = base + BigInt(index);
    const parts = Array.from({ length: count }, (_part, at) => String((bytes >> BigInt(8 * (count - 1 - at))) & 255n));
    return count === 4 ? parts.join(".") : `${parts.join(".")}.`;
  });
};

const isWhole = (text: string): boolean => text.split(".").length === 4 && !text.endsWith(".");

/** A text that begins, or is, so. */
export const begins = (field: Field, beginnings: readonly string[]): Filter => {
  const whole = beginnings.filter(isWhole);
  const open = beginnings.filter((text) => !isWhole(text));
  return either(
    ...(whole.length === 0 ? [] : [equal(field, whole, false)]),
    ...open.map((text) => like(field, [text, ""], false)),
  );
};

/**
 * Networks of the address that a request came from as beginnings of the text, where it has them: what isn't an address
 * there is the name of a service, which begins with no number.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const withinAsText = (comparison: Within): Filter => {
  const rest = comparison.networks.filter((text) => beginningsOf(text) === undefined);
  return either(
    begins(
      comparison.field,
      comparison.networks.flatMap((text) => beginningsOf(text) ?? []),
    ),
    ...(rest.length === 0 ? [] : [{ ...comparison, networks: rest }]),
  );
};
