import { type Colour, paint } from "./colour.ts";
import { issueLines } from "./issues.ts";
import { coverageShare, unreached } from "./test-coverage.ts";
import { reasonLines } from "./test-reasons.ts";
import { countOf, noTests, type RanFile, type RanTest, type Verdict, verdictOf } from "./test-result.ts";
import { plain } from "./text.ts";

const verdicts = {
  passed: ["ok      ", "green"],
  failed: ["not ok  ", "red"],
  broken: ["broken  ", "red"],
} as const satisfies Record<Verdict, readonly [string, Colour]>;

const lines = (file: string, test: RanTest, hasColour: boolean): string[] => {
  const verdict = verdictOf(test);
  const [mark, colour] = verdicts[verdict];
  const { at } = test;
  const place = verdict === "passed" || at === undefined ? "" : ` (${plain(file)}:${at.line}:${at.column})`;
  return [
    `  ${paint(mark, colour, hasColour)}${plain(test.name)}${place}`,
    ...reasonLines(test).map((line) => `            ${plain(line)}`),
  ];
};

const coverageLines = ({ coverage }: RanFile): string[] => {
  if (coverage === undefined) return [];
  const left = unreached(coverage);
  return [
    `  ${coverageShare(coverage)}${left.length === 0 ? "" : "; no test reaches"}`,
    ...left.map((part) => `    ${plain(part)}`),
  ];
};

const fileLines = (ran: RanFile, hasColour: boolean): string[] => {
  const { file, errors, tests } = ran;
  if (errors.length > 0) return issueLines(file, errors, hasColour);
  return [
    paint(plain(file), "bold", hasColour),
    ...(tests.length === 0 ? [`  ${noTests}`] : tests.flatMap((one) => lines(file, one, hasColour))),
    ...coverageLines(ran),
  ];
};

const words = ["passed", "failed", "broken"] as const;

const summaryLine = (ran: readonly RanFile[], hasColour: boolean): string => {
  const tests = ran.flatMap((one) => one.tests);
  const wrong = ran.filter(({ errors }) => errors.length > 0).length;
  const seconds = tests.reduce((sum, one) => sum + one.seconds, 0);
  const parts = words.flatMap((verdict) => {
    const count = countOf(tests, verdict);
    return count === 0 && verdict !== "passed" ? [] : [`${count} ${verdict}`];
  });
  const notRun = wrong === 0 ? "" : `; ${wrong} ${wrong === 1 ? "file" : "files"} with errors not run`;
  const isRight = wrong === 0 && tests.length > 0 && tests.every((one) => verdictOf(one) === "passed");
  return `${paint(parts.join(", "), isRight ? "green" : "red", hasColour)} of ${tests.length} ${tests.length === 1 ? "test" : "tests"} in ${seconds.toFixed(2)} s${notRun}`;
};

/** For people: each test, and why it did not pass; then what all come to. */
export const testLines = (ran: readonly RanFile[], hasColour: boolean): string[] => [
  ...ran.flatMap((one) => [...fileLines(one, hasColour), ""]),
  summaryLine(ran, hasColour),
];
