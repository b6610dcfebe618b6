import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";

/** What is deployed or planned: files, and the names of stacks whose state `pulumi` is asked for. */
export interface DeployedCall {
  readonly kind: "replay-deployed";
  readonly files: readonly string[];
  readonly events: readonly string[];
  readonly form: "text" | "json" | "ndjson";
}

const sources = ["state", "preview"] as const;

/** Whether a call is about what is deployed, and not about a spec. */
export const isOfDeployed = ({ flags }: Given): boolean => sources.some((name) => flags.has(name));

export const deployedCall = ({ words: events, flags, values }: Given): DeployedCall => {
  const files = sources.flatMap((name) => values.get(name) ?? []);
  const [file = ""] = files;
  if (events.length === 0) {
    throw new UsageError(`no events are given; give files or folders of them: auditlog replay --state ${file} logs/`);
  }
  const spec = events.find((name) => /\.ya?ml$/i.test(name));
  if (spec !== undefined) {
    throw new UsageError(
      `${spec} is a spec, and ${file} is given to be replayed; compare the two: auditlog diff ${spec} ${file} logs/`,
    );
  }
  if ([...files, ...events].filter((name) => name === "-").length > 1) {
    throw new UsageError("the standard input can't be two things; give one of them as a file");
  }
  if (flags.has("html")) {
    throw new UsageError("--html makes a page of a spec; leave it out with --state and --preview");
  }
  if (flags.has("json") && flags.has("ndjson")) {
    throw new UsageError("--json and --ndjson are both given; keep one of them");
  }
  const form = flags.has("ndjson") ? "ndjson" : flags.has("json") ? "json" : "text";
  return { kind: "replay-deployed", files, events, form };
};
