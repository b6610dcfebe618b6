import type { Cloud } from "../../core/contract/cloud.ts";
import { UsageError } from "../io.ts";
import { cloudsGiven, type Given } from "./given.ts";
import { type DeployedSource, stacksGiven } from "./replay-deployed.ts";

export interface DiffCall {
  readonly kind: "diff";
  /** Each a spec, a state or a preview in a file, or a stack. */
  readonly sides: readonly [a: DeployedSource, b: DeployedSource];
  readonly events: readonly string[];
  readonly clouds: readonly Cloud[];
  readonly form: "text" | "markdown" | "json";
}

export const diffCall = (given: Given): DiffCall => {
  const { words, flags } = given;
  const stacks = stacksGiven(given);
  if (stacks.length > 2) throw new UsageError(`--stack is given ${stacks.length} times; two are compared: give two`);
  // A stack stands where B would; two are both.
  const files = words.slice(0, 2 - stacks.length).map((file): DeployedSource => ({ file }));
  const events = words.slice(files.length);
  const [a, b] = [...files, ...stacks];
  if (a === undefined || b === undefined) {
    const [only] = [...words, ...stacks.map(({ stack }) => `--stack ${stack}`)];
    throw new UsageError(
      `${only === undefined ? "nothing" : `only ${only}`} is given; give two to compare: auditlog diff before.yaml after.yaml`,
    );
  }
  if (words.filter((word) => word === "-").length > 1) {
    throw new UsageError("the standard input can't be two things; give one of them as a file");
  }
  if (flags.has("json") && flags.has("markdown")) {
    throw new UsageError("--json and --markdown are both given; keep one of them");
  }
  const form = flags.has("json") ? "json" : flags.has("markdown") ? "markdown" : "text";
  return { kind: "diff", sides: [a, b], events, clouds: cloudsGiven(given), form };
};
