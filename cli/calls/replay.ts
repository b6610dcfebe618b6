import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";

/** How the result is told. */
export type ReplayForm = "text" | "json" | "ndjson";

export interface ReplayCall {
  readonly kind: "replay";
  readonly spec: string;
  readonly events: readonly string[];
  readonly form: ReplayForm;
}

export const replayCall = ({ words, flags }: Given, spec: string): ReplayCall => {
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
  if (flags.has("ndjson")) return { kind: "replay", spec, events, form: "ndjson" };
  return { kind: "replay", spec, events, form: flags.has("json") ? "json" : "text" };
};
