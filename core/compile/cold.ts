/** What keeping objects costs in two storage classes, and what moving one costs, in US dollars. */
export interface ColdPrices {
  /** Per GB and month of 30 days. */
  usual: number;
  cold: number;
  /** Per 1,000 objects. */
  move: number;
}

const daysAMonth = 30;
const kilobytesAGigabyte = 1_048_576;

/**
 * From how many KB on an object saves what its move costs, within the days that it is cold and those for which the cold class
 * is charged at least; absent where no object does.
 */
export const breakEvenKilobytes = (
  { usual, cold, move }: ColdPrices,
  days: number,
  charged: number,
): number | undefined => {
  const saved = (usual * days - cold * Math.max(days, charged)) / daysAMonth;
  return saved <= 0 ? undefined : Math.ceil((move / 1_000 / saved) * kilobytesAGigabyte);
};
