import { issueJson } from "./issues.ts";
import { coveragePercent, unreached } from "./test-coverage.ts";
import { reasonLines } from "./test-reasons.ts";
import { countOf, type RanFile, type RanTest, verdictOf } from "./test-result.ts";

const testOf = (test: RanTest): object => ({
  name: test.name,
  verdict: verdictOf(test),
  ...(test.at && { line: test.at.line, column: test.at.column }),
  seconds: test.seconds,
  reasons: reasonLines(test),
});

/** What came of a file's tests, for programs. */
export const testJson = ({ file, errors, tests, coverage }: RanFile): object => ({
  file,
  passed: countOf(tests, "passed"),
  failed: countOf(tests, "failed"),
  broken: countOf(tests, "broken"),
  tests: tests.map(testOf),
  ...(coverage && {
    coverage: { percent: coveragePercent(coverage), unreached: unreached(coverage), parts: coverage },
  }),
  issues: errors.map(issueJson),
});
