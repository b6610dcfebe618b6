import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";

/** What is deployed or planned: a file, or the name of a stack whose state `pulumi` is asked for. */
export type DeployedSource =
  | { readonly file: string; readonly stack?: undefined }
  | { readonly file?: undefined; readonly stack: string };

export interface DeployedCall {
  readonly kind: "replay-deployed";
  readonly deployed: readonly DeployedSource[];
  readonly events: readonly string[];
  readonly form: "text" | "json" | "ndjson";
}

const fileOptions = ["state", "preview"] as const;

/** Whether a call is about what is deployed, and not about a spec. */
export const isOfDeployed = ({ flags }: Given): boolean =>
  flags.has("stack") || fileOptions.some((name) => flags.has(name));

/** The stacks that a call names. */
export const stacksGiven = ({ values }: Given): readonly DeployedSource[] =>
  (values.get("stack") ?? []).map((stack) => ({ stack }));

/** As it was given. */
const given = ({ file, stack }: DeployedSource): string => (stack === undefined ? file : `--stack ${stack}`);

export const deployedCall = (call: Given): DeployedCall => {
  const { words: events, flags, values } = call;
  const files = fileOptions.flatMap((name) => values.get(name) ?? []);
  const deployed = [...files.map((file) => ({ file })), ...stacksGiven(call)];
  const [first] = deployed.map(given);
  if (events.length === 0) {
    const option = files.length > 0 ? `--state ${first}` : first;
    throw new UsageError(`no events are given; give files or folders of them: auditlog replay ${option} logs/`);
  }
  const spec = events.find((name) => /\.ya?ml$/i.test(name));
  if (spec !== undefined) {
    throw new UsageError(
      `${spec} is a spec, and ${first} is given to be replayed; compare the two: auditlog diff ${spec} ${first} logs/`,
    );
  }
  if ([...files, ...events].filter((name) => name === "-").length > 1) {
    throw new UsageError("the standard input can't be two things; give one of them as a file");
  }
  if (flags.has("html")) {
    throw new UsageError("--html makes a page of a spec; leave it out with --state, --preview and --stack");
  }
  if (flags.has("json") && flags.has("ndjson")) {
    throw new UsageError("--json and --ndjson are both given; keep one of them");
  }
  const form = flags.has("ndjson") ? "ndjson" : flags.has("json") ? "json" : "text";
  return { kind: "replay-deployed", deployed, events, form };
};
