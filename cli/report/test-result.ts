import type { Issue, Path, Position } from "../../core/contract/issues.ts";
import type { Difference } from "../../core/testing/compare.ts";
import type { Part } from "../../core/testing/coverage.ts";
import type { WhySilent } from "../../core/testing/why-silent.ts";

/** A fixture that can't be used, and where the test names it. */
export interface BrokenStep {
  readonly path: Path;
  readonly problem: string;
}

/** What came of a test: broken where its events could not be read, failed where something differs. */
export interface RanTest {
  readonly name: string;
  /** Of the test, or of what is broken in it. */
  readonly at: Position | undefined;
  readonly seconds: number;
  readonly broken: readonly BrokenStep[];
  readonly differences: readonly Difference[];
  /** Of alerts that were expected and tell nobody, why. */
  readonly silent: Readonly<Record<string, readonly WhySilent[]>>;
}

/** What came of a file's tests. */
export interface RanFile {
  readonly file: string;
  /** The errors of the spec: with one no test is run. */
  readonly errors: readonly Issue[];
  readonly tests: readonly RanTest[];
  /** Where it is asked for. */
  readonly coverage: readonly Part[] | undefined;
}

export type Verdict = "passed" | "failed" | "broken";

export const verdictOf = ({ broken, differences }: RanTest): Verdict => {
  if (broken.length > 0) return "broken";
  return differences.length > 0 ? "failed" : "passed";
};

export const countOf = (tests: readonly RanTest[], verdict: Verdict): number =>
  tests.filter((one) => verdictOf(one) === verdict).length;

/** What is said of a spec without tests. */
export const noTests =
  "there are no tests in it; write them under tests:, such as - { name: root pages us, event: fixtures/root.json, expect: { alerts: [root-use] } }";
