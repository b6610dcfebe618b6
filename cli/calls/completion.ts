import { type Shell, shells } from "../commands.ts";
import { UsageError } from "../io.ts";
import { didYouMean, type Given } from "./given.ts";

export interface CompletionCall {
  readonly kind: "completion";
  readonly shell: Shell;
}

export const completionCall = ({ words }: Given): CompletionCall => {
  const [word, ...others] = words;
  if (word === undefined) throw new UsageError("no shell is given; give one: auditlog completion bash");
  const known = shells.find((one) => one === word);
  if (known === undefined) {
    throw new UsageError(`${word} is no shell known here; ${didYouMean(word, shells)}give ${shells.join(", ")}`);
  }
  if (others.length > 0) {
    throw new UsageError(`${words.length} shells are given; give one: auditlog completion ${known}`);
  }
  return { kind: "completion", shell: known };
};
