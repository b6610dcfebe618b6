import { type AwsExistingPart, awsExistingParts } from "../../core/contract/aws-existing-parts.ts";
import type { Cloud } from "../../core/contract/cloud.ts";
import { UsageError } from "../io.ts";
import { cloudsGiven, didYouMean, type Given } from "./given.ts";

export interface ExplainCall {
  readonly kind: "explain";
  readonly file: string;
  readonly clouds: readonly Cloud[];
  readonly adopted: readonly AwsExistingPart[];
  /** As they are written; none where no cost is asked for. */
  readonly volumes: readonly string[];
  readonly isJson: boolean;
}

const partNamed = (name: string): AwsExistingPart => {
  const known = awsExistingParts.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(
    `${name} can't be adopted; ${didYouMean(name, awsExistingParts)}give ${awsExistingParts.join(", ")}`,
  );
};

export const explainCall = (given: Given, file: string): ExplainCall => {
  const { words, flags, values } = given;
  if (words.length > 1) {
    throw new UsageError(`${words.length} files are given; give one: auditlog explain audit.yaml`);
  }
  const adopted = (values.get("adopt") ?? []).map(partNamed);
  const volumes = values.get("volume") ?? [];
  return { kind: "explain", file, clouds: cloudsGiven(given), adopted, volumes, isJson: flags.has("json") };
};
