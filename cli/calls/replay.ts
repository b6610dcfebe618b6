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
  /** Undefined where it is as many as there are cores. */
  readonly threads: number | undefined;
}

const mostThreads = 256;

const threadsGiven = ({ values }: Given): number | undefined => {
  const given = values.get("threads")?.at(-1);
  if (given === undefined) return undefined;
  const count = /^[0-9]+$/.test(given) ? Number(given) : 0;
  if (count >= 1 && count <= mostThreads) return count;
  throw new UsageError(`--threads ${given} is no number of threads; give one from 1 to ${mostThreads}`);
};

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
  const threads = threadsGiven(given);
  const html = onlyOne(given, "html");
  if (html === "-" && (flags.has("json") || flags.has("ndjson"))) {
    throw new UsageError("the standard output can't have both the page and JSON; give --html a file");
  }
  if (flags.has("ndjson")) return { kind: "replay", spec, events, form: "ndjson", html, threads };
  const form = html === "-" ? "none" : "text";
  return { kind: "replay", spec, events, form: flags.has("json") ? "json" : form, html, threads };
};
