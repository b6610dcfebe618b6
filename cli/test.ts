import { performance } from "node:perf_hooks";
import { isError, type Path } from "../core/contract/issues.ts";
import { auditSpec } from "../core/contract/spec.ts";
import type { SpecTest } from "../core/contract/tests.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { parse } from "../core/spec/parse.ts";
import { type ReadText, readYaml } from "../core/spec/read.ts";
import { compare, type Difference } from "../core/testing/compare.ts";
import { coverageOf } from "../core/testing/coverage.ts";
import { type Judged, judge } from "../core/testing/judge.ts";
import { type Step, sequenceOf } from "../core/testing/sequence.ts";
import { whySilent } from "../core/testing/why-silent.ts";
import type { TestCall } from "./calls/test.ts";
import { readFixture } from "./fixtures.ts";
import { type Io, readText } from "./io.ts";
import { testLines } from "./report/test.ts";
import { testJson } from "./report/test-json.ts";
import { junitText } from "./report/test-junit.ts";
import { type BrokenStep, type RanFile, type RanTest, verdictOf } from "./report/test-result.ts";
import { jsonText } from "./report/text.ts";
import { readSpec } from "./request.ts";
import { writeReport } from "./written.ts";

interface WrittenStep {
  readonly path: Path;
  readonly event: unknown;
  readonly times: Omit<Step, "events">;
}

const stepsOf = ({ event, events = [] }: SpecTest, path: Path): readonly WrittenStep[] =>
  event === undefined
    ? events.map(({ event: one, ...times }, index) => ({
        path: [...path, "events", index, "event"],
        event: one,
        times,
      }))
    : [{ path: [...path, "event"], event, times: {} }];

interface ReadSteps {
  readonly steps: readonly Step[];
  readonly broken: readonly BrokenStep[];
}

const readSteps = (io: Io, file: string, written: readonly WrittenStep[]): ReadSteps => {
  const read = written.map(({ path, event, times }) => ({ path, times, fixture: readFixture(io, file, event) }));
  return {
    steps: read.flatMap(({ times, fixture }) => ("events" in fixture ? [{ ...times, events: fixture.events }] : [])),
    broken: read.flatMap(({ path, fixture }) => ("problem" in fixture ? [{ path, problem: fixture.problem }] : [])),
  };
};

const silentOf = (plan: AuditPlan, differences: readonly Difference[], judged: Judged): RanTest["silent"] => {
  const missing = differences.flatMap((one) => (one.about === "alerts" ? one.missing : []));
  return Object.fromEntries(missing.map((id) => [id, whySilent(plan, id, judged)]));
};

interface Reading {
  readonly io: Io;
  readonly file: string;
  readonly plan: AuditPlan;
  readonly text: ReadText;
}

/** Runs the tests of a spec one by one; what each came to is kept for the coverage. */
const ranTests = ({ io, file, plan, text }: Reading, tests: readonly SpecTest[]) => {
  const judging = judge(plan);
  const all: Judged[] = [];
  const ran = tests.map((one, index): RanTest => {
    const begun = performance.now();
    const path = ["tests", index];
    const { steps, broken } = readSteps(io, file, stepsOf(one, path));
    const judged = broken.length > 0 ? { events: [], alerts: [] } : judging(sequenceOf(steps));
    const differences = broken.length > 0 ? [] : compare(one.expect, judged);
    const silent = silentOf(plan, differences, judged);
    all.push(judged);
    const at = text.locate(broken[0]?.path ?? path, "value");
    return { name: one.name, at, broken, differences, silent, seconds: (performance.now() - begun) / 1000 };
  });
  return { ran, all };
};

const ranFile = (io: Io, file: string, showsCoverage: boolean): RanFile => {
  const source = readText(io, file);
  const { plan, issues } = readSpec(source, io.today);
  const { text } = readYaml(source);
  if (plan === undefined || text === undefined) {
    return { file, errors: issues.filter(isError), tests: [], coverage: undefined };
  }
  const { tests = [] } = parse(auditSpec, text.value).value ?? {};
  const { ran, all } = ranTests({ io, file, plan, text }, tests);
  return { file, errors: [], tests: ran, coverage: showsCoverage ? coverageOf(plan, all) : undefined };
};

const passes = ({ errors, tests }: RanFile): boolean =>
  errors.length === 0 && tests.length > 0 && tests.every((one) => verdictOf(one) === "passed");

/** Runs the tests of specs: 0 where all pass, 1 where one does not, or a spec has an error or no tests. */
export const test = (io: Io, { files, junit, showsCoverage, isJson }: TestCall): number => {
  const ran = files.map((file) => ranFile(io, file, showsCoverage));
  if (junit !== undefined) writeReport(junit, junitText(ran));
  if (isJson) {
    const found = ran.map(testJson);
    io.stdout(`${jsonText(found.length === 1 ? found[0] : found)}\n`);
  } else io.stdout(`${testLines(ran, io.hasColour).join("\n")}\n`);
  return ran.every(passes) ? 0 : 1;
};
