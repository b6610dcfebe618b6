import { describe, expect, test } from "vitest";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, CONFIG, callOf, ofProvider, PROJECT, refusalsOf, testCases, typeOf } from "./gcp-case.ts";
import { type Given, memoryStore } from "./memory-store.ts";

const good: Properties = { name: "audit", filter: 'log_id("cloudaudit.googleapis.com/activity")' };
const token = tokens.projectExclusion;
const project = (own: Properties): Given => ({ token, inputs: { ...good, ...own } });
const projects = (count: number, own: Properties = {}) =>
  Array.from({ length: count }, (_, n) => project({ name: `e${n}`, ...own }));
const sink = (name: string, exclusions: Properties[]): Given => ({
  token: tokens.projectSink,
  inputs: {
    name,
    destination: `logging.googleapis.com/projects/${PROJECT}/locations/global/buckets/_Default`,
    exclusions,
  },
});
const ofSink = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `s${n}`, filter: "severity=INFO" }));

const cases: Case[] = [
  {
    rule: "project-is-set",
    when: "an exclusion without a project",
    config: {},
    inputs: good,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 5 characters",
    inputs: { ...good, project: "acme1" },
    refused: ofProvider(/project_id must be 6 to 30/),
    mended: { inputs: { ...good, project: "acme12" } },
  },
  ...(
    [
      ["a name of 101 characters", "e".repeat(101), "e".repeat(100)],
      ["a name with a blank", "audit logs", "audit.logs_1-A"],
      ["a name that begins with an underscore", "_audit", "1audit"],
    ] as const
  ).map(([when, wrong, right]) => ({
    rule: "logging-project-exclusion-name-is-valid",
    when,
    inputs: { ...good, name: wrong },
    refused: badRequest(/Invalid exclusion name/),
    mended: { inputs: { ...good, name: right } },
  })),
  {
    rule: "logging-project-exclusion-filter-fits",
    when: "a filter of 20,001 characters",
    inputs: { ...good, filter: "f".repeat(20_001) },
    refused: badRequest(/"audit" exceeds the maximum length of 20000/),
    mended: { inputs: { ...good, filter: "f".repeat(20_000) } },
  },
  ...(["create", "update"] as const).flatMap((verb) =>
    [" ", "severity="].map((filter) => ({
      rule: "logging-project-exclusion-filter-parses",
      when: `to ${verb} an exclusion, though a disabled one, with the filter "${filter}"`,
      verb,
      before: good,
      inputs: { ...good, filter, disabled: true },
      refused: badRequest(/can't be empty|Unparseable filter/),
      mended: { inputs: { ...good, filter: "severity=INFO", disabled: true } },
    })),
  ),
  {
    rule: "logging-project-exclusion-name-is-free",
    when: "a name that an exclusion of the sink _Default has",
    given: [sink("_Default", [{ name: "audit", filter: "severity=INFO" }])],
    inputs: good,
    refused: { name: "Error 409 ALREADY_EXISTS", message: /Exclusion audit already exists/ },
    mended: { given: [sink("other", [{ name: "audit", filter: "severity=INFO" }])] },
  },
  {
    rule: "logging-project-exclusions-fit",
    when: "the 51st exclusion of a project",
    given: [...projects(50), ...projects(50, { project: "acme-dev" })],
    inputs: good,
    refused: { name: "Error 429 RESOURCE_EXHAUSTED", message: /_Default can have at most 50 exclusions/ },
    mended: { given: [...projects(49), ...projects(50, { project: "acme-dev" })] },
  },
  {
    rule: "logging-project-exclusions-fit",
    when: "the 51st exclusion, counting the sink's own and those of the project's number",
    given: [...projects(20, { project: projectNumber(PROJECT) }), sink("_Default", ofSink(30))],
    inputs: good,
    refused: { name: "Error 429 RESOURCE_EXHAUSTED", message: /50/ },
    mended: { given: [...projects(20), sink("_Default", ofSink(29))] },
  },
].map((one) => ({ ...one, token }));

describe("Exclusions of a project", () => {
  const type = typeOf(token);
  testCases(type.rules, cases);

  test("An exclusion has the project's id, in its own project or the provider's", () => {
    expect(type.id(good, CONFIG)).toBe("projects/acme-prod/exclusions/audit");
    expect(type.id({ ...good, project: "acme-dev" }, CONFIG)).toBe("projects/acme-dev/exclusions/audit");
    expect(type.outputs(good, CONFIG, memoryStore([]))).toEqual({ project: PROJECT });
  });

  test("A name that the provider made too long for Cloud Logging is refused by it", () => {
    const name = `${"e".repeat(93)}-1a2b3c4`;
    expect(refusalsOf(callOf({ token, inputs: { ...good, name } })).map(({ rule }) => rule)).toEqual([
      "logging-project-exclusion-name-is-valid",
    ]);
  });
});
