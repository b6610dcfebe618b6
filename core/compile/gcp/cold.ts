import type { AuditPlan } from "../../plan/plan.ts";
import { breakEvenKilobytes, type ColdPrices } from "../cold.ts";
import { type Answer, because } from "../compiled.ts";

type Retention = AuditPlan["settings"]["retention"];

type ColdClass = "NEARLINE" | "COLDLINE" | "ARCHIVE";

export interface ColdStorage {
  action: { type: "SetStorageClass"; storageClass: ColdClass };
  condition: { age: number };
}

/** Of the region us-central1, in November 2026. https://cloud.google.com/storage/pricing */
const usual = 0.02;

/**
 * The coldest first: all of them are read at once, and each is charged for some days at least, counted from when the object was
 * written. https://cloud.google.com/storage/docs/storage-classes
 */
const classes: readonly (Omit<ColdPrices, "usual"> & { name: ColdClass; leastDays: number })[] = [
  { name: "ARCHIVE", leastDays: 365, cold: 0.0012, move: 0.05 },
  { name: "COLDLINE", leastDays: 90, cold: 0.004, move: 0.02 },
  { name: "NEARLINE", leastDays: 30, cold: 0.01, move: 0.01 },
];

const classFor = (keptDays: number) => classes.find(({ leastDays }) => leastDays <= keptDays);

/** https://cloud.google.com/storage/docs/lifecycle#setstorageclass */
export const coldStorage = ({ coldAfterDays, days }: Retention): ColdStorage[] => {
  const found = classFor(days);
  if (coldAfterDays === undefined || found === undefined) return [];
  return [{ action: { type: "SetStorageClass", storageClass: found.name }, condition: { age: coldAfterDays } }];
};

export const coldAnswer = ({ coldAfterDays, days: kept }: Retention): Answer | undefined => {
  if (coldAfterDays === undefined) return undefined;
  const setting = "retention.coldAfterDays";
  const found = classFor(kept);
  if (found === undefined) {
    const least = classes[classes.length - 1]!.leastDays;
    return {
      given: "Cloud Storage, standard class",
      fidelity: "unsupported",
      issue: because("warning", "gcp-cold-too-short", setting, { days: kept, least }),
    };
  }
  const { name: storageClass, ...prices } = found;
  const given = `Cloud Storage class ${storageClass} after ${coldAfterDays} days`;
  const days = kept - coldAfterDays;
  // Refused with the plan: nothing is to be said of what it would cost.
  if (days <= 0) return { given };
  const kilobytes = breakEvenKilobytes({ usual, ...prices }, days, 0)!;
  return {
    given,
    issue: because("notice", "gcp-cold-small-files", setting, { storageClass, days, kilobytes }),
  };
};
