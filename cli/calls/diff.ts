import type { Cloud } from "../../core/contract/cloud.ts";
import { UsageError } from "../io.ts";
import { cloudsGiven, type Given } from "./given.ts";

export interface DiffCall {
  readonly kind: "diff";
  /** Each a spec, a state or a preview. */
  readonly files: readonly [a: string, b: string];
  readonly events: readonly string[];
  readonly clouds: readonly Cloud[];
  readonly form: "text" | "markdown" | "json";
}

export const diffCall = (given: Given): DiffCall => {
  const { words, flags } = given;
  const [a, b, ...events] = words;
  if (a === undefined || b === undefined) {
    throw new UsageError(
      `${a === undefined ? "nothing" : `only ${a}`} is given; give two to compare: auditlog diff before.yaml after.yaml`,
    );
  }
  if (words.filter((word) => word === "-").length > 1) {
    throw new UsageError("the standard input can't be two things; give one of them as a file");
  }
  if (flags.has("json") && flags.has("markdown")) {
    throw new UsageError("--json and --markdown are both given; keep one of them");
  }
  const form = flags.has("json") ? "json" : flags.has("markdown") ? "markdown" : "text";
  return { kind: "diff", files: [a, b], events, clouds: cloudsGiven(given), form };
};
