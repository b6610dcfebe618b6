import { message } from "../../core/contract/messages.ts";
import { reasonLines } from "./test-reasons.ts";
import { countOf, noTests, type RanFile, type RanTest, verdictOf } from "./test-result.ts";
import { plain } from "./text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text in a document of XML 1.0, which has no words for control characters, halves of pairs and noncharacters. */
const escaped = (text: string): string =>
  plain(text)
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, (point) => `U+${point.codePointAt(0)!.toString(16).toUpperCase()}`)
    .replaceAll(/[&<>"']/g, (character) => entities[character]!);

const attributes = (of: Readonly<Record<string, string | number>>): string =>
  Object.entries(of)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");

const seconds = (tests: readonly RanTest[]): string => tests.reduce((sum, one) => sum + one.seconds, 0).toFixed(3);

/** What is wrong with a case: its first line as the message, all of them as the text. */
const wrong = (element: "failure" | "error", lines: readonly string[]): string[] => [
  `      <${element}${attributes({ message: lines[0] ?? "", type: element })}>${lines.map(escaped).join("\n")}</${element}>`,
];

const caseLines = (
  file: string,
  name: string,
  time: string,
  line: number | undefined,
  inner: readonly string[],
): string[] => {
  const tag = `    <testcase${attributes({ name, classname: file, file, ...(line !== undefined && { line }), time })}`;
  return inner.length === 0 ? [`${tag}/>`] : [`${tag}>`, ...inner, "    </testcase>"];
};

const testCase = (file: string, test: RanTest): string[] => {
  const verdict = verdictOf(test);
  const inner = {
    passed: () => [],
    failed: () => wrong("failure", reasonLines(test)),
    broken: () => wrong("error", reasonLines(test)),
  } as const;
  return caseLines(file, test.name, test.seconds.toFixed(3), test.at?.line, inner[verdict]());
};

/** Of a spec that can't be tested there is one case, so that a build server shows it. */
const untested = (file: string, lines: readonly string[], line: number | undefined): string[] =>
  caseLines(file, "the spec has tests and no errors", "0.000", line, wrong("error", lines));

const suite = ({ file, errors, tests }: RanFile): string[] => {
  const problems = errors.length > 0 ? errors.map(message) : [noTests];
  const isTested = errors.length === 0 && tests.length > 0;
  const counts = {
    tests: isTested ? tests.length : 1,
    failures: countOf(tests, "failed"),
    errors: isTested ? countOf(tests, "broken") : 1,
    skipped: 0,
  };
  return [
    `  <testsuite${attributes({ name: file, ...counts, time: seconds(tests) })}>`,
    ...(isTested ? tests.flatMap((one) => testCase(file, one)) : untested(file, problems, errors[0]?.at?.line)),
    "  </testsuite>",
  ];
};

/**
 * The results as JUnit's XML, which build servers read:
 * https://docs.gitlab.com/ci/testing/unit_test_reports/
 * https://github.com/testmoapp/junitxml
 */
export const junitText = (ran: readonly RanFile[]): string =>
  `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "auditlog test", time: seconds(ran.flatMap(({ tests }) => tests)) })}>`,
    ...ran.flatMap(suite),
    "</testsuites>",
  ].join("\n")}\n`;
