/** What a spec's cost depends on and doesn't say, a month: with what is taken where nothing is given. */
export const volumeTable = {
  management: { usual: 5_000_000, least: 0, says: "management events, of all accounts and regions" },
  data: { usual: 10_000_000, least: 0, says: "data events of what capture.data asks for" },
  accounts: { usual: 1, least: 1, says: "accounts" },
  regions: { usual: 3, least: 1, says: "regions in which something happens" },
  alerts: { usual: 100, least: 0, says: "alerts that are told" },
  forwarded: { usual: 10_000, least: 0, says: "events that are sent on from other regions" },
  "other-trails": { usual: 0, least: 0, says: "other trails that record the same management events" },
} as const satisfies Record<string, { usual: number; least: number; says: string }>;

export type VolumeName = keyof typeof volumeTable;

export const volumeNames = Object.keys(volumeTable) as VolumeName[];

export type Volumes = { readonly [Name in VolumeName]: number };

/** With what is taken for what is not given. */
export const volumesWith = (given: Partial<Volumes>): Volumes =>
  Object.fromEntries(volumeNames.map((name) => [name, given[name] ?? volumeTable[name].usual])) as Volumes;

const scales: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, b: 1e9 };

/** A number as people write it: `250000`, `250k`, `1.5M`, `2B`. Nothing where it is none, or no whole number. */
export const readCount = (text: string): number | undefined => {
  const [, digits, scale] = /^(\d{1,15}(?:\.\d{1,9})?)([kmb]?)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits) * scales[scale!.toLowerCase()]!;
  // A decimal fraction in floating point: 1.1 million is a hair above it.
  const whole = Math.round(count);
  return Math.abs(count - whole) < 1e-6 * Math.max(1, whole) && Number.isSafeInteger(whole) ? whole : undefined;
};
