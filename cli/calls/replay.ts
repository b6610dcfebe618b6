import { UsageError } from "../io.ts";
import { type Given, onlyOne } from "./given.ts";

/** How the result is told on the standard output. */
export type ReplayForm = "text" | "json" | "ndjson" | "none";

export interface ReplayCall {
  readonly kind: "replay";
  readonly spec: string;
  readonly events: readonly string[];
  readonly form: ReplayForm;
  /** Where a page of it is written to; `-` is the standard output, which then has nothing else. */
  readonly html: string | undefined;
}

export const replayCall = (given: Given, spec: string): ReplayCall => {
  const { words, flags } = given;
  const events = words.slice(1);
  if (events.length === 0) {
    throw new UsageError(`no events are given; give files or folders of them: auditlog replay ${spec} logs/`);
  }
  if (spec === "-" && events.includes("-")) {
    throw new UsageError("the standard input can't be both spec and events; give one of them as a file");
  }
  if (flags.has("json") && flags.has("ndjson")) {
    throw new UsageError("--json and --ndjson are both given; keep one of them");
  }
  const html = onlyOne(given, "html");
  if (html === "-" && (flags.has("json") || flags.has("ndjson"))) {
    throw new UsageError("the standard output can't have both the page and JSON; give --html a file");
  }
  if (flags.has("ndjson")) return { kind: "replay", spec, events, form: "ndjson", html };
  const form = html === "-" ? "none" : "text";
  return { kind: "replay", spec, events, form: flags.has("json") ? "json" : form, html };
};
