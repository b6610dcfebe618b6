import { type Given, onlyOne } from "./given.ts";
import { type ReplayCall, replayCall } from "./replay.ts";

export interface ReportCall {
  readonly kind: "report";
  readonly spec: string;
  /** Where the page is written to; `-` is the standard output. */
  readonly html: string;
  /** The replay that the page shows too; absent where no events are given. */
  readonly replay: ReplayCall | undefined;
}

export const reportCall = (given: Given, spec: string): ReportCall => {
  const html = onlyOne(given, "html") ?? "-";
  const replay = given.words.length > 1 ? { ...replayCall(given, spec), form: "none" as const, html } : undefined;
  return { kind: "report", spec, html, replay };
};
