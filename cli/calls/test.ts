import { UsageError } from "../io.ts";
import type { Given } from "./given.ts";

export interface TestCall {
  readonly kind: "test";
  readonly files: readonly [string, ...string[]];
  /** Where the report for build servers goes. */
  readonly junit: string | undefined;
  readonly showsCoverage: boolean;
  readonly isJson: boolean;
}

export const testCall = ({ words, flags, values }: Given): TestCall => {
  const [file = "audit.yaml", ...others] = words;
  const reports = values.get("junit") ?? [];
  if (reports.length > 1) {
    throw new UsageError(`--junit is given ${reports.length} times; give it once: one report has all files`);
  }
  return {
    kind: "test",
    files: [file, ...others],
    junit: reports[0],
    showsCoverage: flags.has("coverage"),
    isJson: flags.has("json"),
  };
};
