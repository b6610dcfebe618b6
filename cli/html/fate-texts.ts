import type { Fate } from "../../core/replay/decide.ts";
import { storedTexts } from "../report/deployed.ts";
import { fateTexts } from "../report/replay.ts";

/** What the fates that a page shows are called on it, in their order. */
export type FateTexts = Readonly<Partial<Record<Fate, string>>>;

export const specFates: FateTexts = fateTexts;

/** Of a stack nothing is asked for: an event is stored, or it is not. */
export const stackFates: FateTexts = { captured: storedTexts.stored, dropped: storedTexts.notStored };

export const fatesIn = (texts: FateTexts): readonly (readonly [Fate, string])[] =>
  Object.entries(texts) as [Fate, string][];
