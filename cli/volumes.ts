import {
  readCount,
  type VolumeName,
  type Volumes,
  volumeNames,
  volumesWith,
  volumeTable,
} from "../core/cost/volumes.ts";
import { didYouMean } from "./calls/given.ts";
import { UsageError } from "./io.ts";

const nameOf = (word: string): VolumeName => {
  const known = volumeNames.find((one) => one === word);
  if (known !== undefined) return known;
  throw new UsageError(`${word} is no volume; ${didYouMean(word, volumeNames)}give ${volumeNames.join(", ")}`);
};

const countOf = (name: VolumeName, text: string): number => {
  const count = readCount(text);
  const { least } = volumeTable[name];
  if (count === undefined)
    throw new UsageError(`--volume ${name}=${text} has no whole number; write one such as 250k, 1.5M or 2B`);
  if (count < least) throw new UsageError(`--volume ${name}=${text} is too little; give ${least} at least`);
  return count;
};

/** `management=10M` and the like, with what is taken for what is not given. */
export const readVolumes = (given: readonly string[]): Volumes => {
  const found: Partial<Record<VolumeName, number>> = {};
  for (const one of given) {
    const [word = "", ...rest] = one.split("=");
    const name = nameOf(word);
    if (found[name] !== undefined) throw new UsageError(`the volume ${name} is given twice; keep one of them`);
    found[name] = countOf(name, rest.join("="));
  }
  return volumesWith(found);
};
