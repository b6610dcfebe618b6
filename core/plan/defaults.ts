import { limits } from "../contract/limits.ts";
import type { SpecOverrides } from "../contract/spec.ts";
import type { Settings } from "./plan.ts";

const usualSearchableDays = 90;

/**
 * What holds where the spec says nothing. Two defaults follow from what it does say: disposable evidence is not locked,
 * and nothing stays searchable longer than it is kept.
 */
export const defaultsFor = (given: SpecOverrides): Settings => ({
  compliance: [],
  capture: { management: "all", identity: false, data: [], exclude: [], bestEffort: [] },
  retention: {
    days: 400,
    searchableDays: Math.min(usualSearchableDays, given.retention?.days ?? usualSearchableDays),
    immutability: given.evidence === "disposable" ? "none" : "governance",
  },
  encryption: { customerManagedKey: true, rotationDays: 90 },
  alerts: { catalog: [], mute: [], custom: [], regions: {} },
  query: { saved: false, archive: false },
  stream: { enabled: false, retentionHours: limits.streamHours.max },
  health: { silenceAfterHours: undefined },
  evidence: "kept",
  acknowledgeIrreversible: false,
  waivers: [],
});

/** The defaults as the reference states them, where they depend on another value. */
export const explainedDefaults: Readonly<Record<string, string>> = {
  "retention.searchableDays": `${usualSearchableDays}, or \`retention.days\` where that is less`,
  "retention.immutability": "`governance`, or `none` with `evidence: disposable`",
};
