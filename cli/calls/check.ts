import type { Given } from "./given.ts";

export interface CheckCall {
  readonly kind: "check";
  readonly files: readonly string[];
  readonly isJson: boolean;
}

export const checkCall = ({ words, flags }: Given): CheckCall => ({
  kind: "check",
  files: words,
  isJson: flags.has("json"),
});
