import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";
import { outputGiven, type ReplayOutput } from "./replay-output.ts";

export interface ReplayCall extends ReplayOutput {
  readonly kind: "replay";
  readonly spec: string;
  readonly events: readonly string[];
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
  const { words } = given;
  const events = words.slice(1);
  if (events.length === 0) {
    throw new UsageError(`no events are given; give files or folders of them: auditlog replay ${spec} logs/`);
  }
  if (spec === "-" && events.includes("-")) {
    throw new UsageError("the standard input can't be both spec and events; give one of them as a file");
  }
  return { kind: "replay", spec, events, threads: threadsGiven(given), ...outputGiven(given) };
};
