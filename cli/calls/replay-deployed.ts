import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";
import { outputGiven, type ReplayOutput } from "./replay-output.ts";

/** What is deployed or planned: a file, or the name of a stack whose state `pulumi` is asked for. */
export type DeployedSource =
  | { readonly file: string; readonly stack?: undefined }
  | { readonly file?: undefined; readonly stack: string };

export interface DeployedCall extends ReplayOutput {
  readonly kind: "replay-deployed";
  readonly deployed: readonly DeployedSource[];
  readonly events: readonly string[];
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
  const { words: events, values } = call;
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
  return { kind: "replay-deployed", deployed, events, ...outputGiven(call) };
};
