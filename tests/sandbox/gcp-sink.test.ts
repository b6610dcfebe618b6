import { describe, expect, test } from "vitest";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, bucket, CONFIG, callOf, ofProvider, PROJECT, refusalsOf, testCases, typeOf } from "./gcp-case.ts";
import { memoryStore } from "./memory-store.ts";

const toBucket = "storage.googleapis.com/acme-audit";
const toLogBucket = `logging.googleapis.com/projects/${PROJECT}/locations/europe-west1/buckets/audit`;
const toDataset = `bigquery.googleapis.com/projects/${PROJECT}/datasets/audit`;
const good: Properties = {
  name: "audit",
  destination: toBucket,
  filter: 'log_id("cloudaudit.googleapis.com/activity")',
};
const logBucket = {
  token: tokens.logBucket,
  inputs: { project: PROJECT, location: "europe-west1", bucketId: "audit" },
};
const streamTopic = { token: tokens.topic, inputs: { name: "audit" } };
const excluding = (...exclusions: Properties[]) => ({ ...good, exclusions });
const exclusion = (n: number | string) => ({ name: `e${n}`, filter: "severity<ERROR" });
const many = (count: number) => Array.from({ length: count }, (_, n) => exclusion(n));
const sinks = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ token: tokens.projectSink, inputs: { ...good, name: `s${n}` } }));
const exhausted = (message: RegExp) => ({ name: "Error 429 RESOURCE_EXHAUSTED", message });

const shared: Case[] = [
  ...(
    [
      ["a name of 101 characters", "s".repeat(101), "s".repeat(100)],
      ["a name with a blank", "audit sink", "audit.sink_1-A"],
      ["a name that begins with a dash", "-audit", "1audit"],
    ] as const
  ).map(([when, wrong, right]) => ({
    rule: "logging-sink-name-is-valid",
    when: `a sink with ${when}`,
    inputs: { ...good, name: wrong },
    refused: badRequest(/Invalid sink name/),
    mended: { inputs: { ...good, name: right } },
  })),
  {
    rule: "logging-sink-required-is-fixed",
    when: "a change of the _Required sink",
    inputs: { ...good, name: "_Required" },
    refused: badRequest(/_Required/),
    mended: { inputs: { ...good, name: "_Default" } },
  },
  ...[
    ["gs://acme-audit", toBucket],
    ["storage.googleapis.com/acme-audit/logs", toBucket],
    ["bigquery.googleapis.com/acme-prod/audit", toDataset],
    ["pubsub.googleapis.com/topics/audit", "pubsub.googleapis.com/projects/acme-prod/topics/audit"],
    ["logging.googleapis.com/acme-prod", "logging.googleapis.com/projects/acme-prod"],
    ["logging.googleapis.com/projects/acme-prod/buckets/audit", toLogBucket],
  ].map(([wrong = "", right = ""]) => ({
    rule: "logging-sink-destination-is-valid",
    when: `the destination ${wrong}`,
    inputs: { ...good, destination: wrong },
    refused: badRequest(/Invalid sink destination/),
    mended: { inputs: { ...good, destination: right } },
  })),
  {
    rule: "logging-sink-destination-exists",
    when: "a bucket that doesn't exist",
    given: [],
    inputs: good,
    refused: { name: "Error 404 bucket_not_found", message: /The specified storage bucket could not be found/ },
    mended: { given: [bucket()] },
  },
  {
    rule: "logging-sink-destination-exists",
    when: "a log bucket that doesn't exist",
    given: [],
    inputs: { ...good, destination: toLogBucket },
    refused: { name: "Error 404 NOT_FOUND", message: /Log bucket audit does not exist/ },
    mended: { given: [logBucket] },
  },
  {
    rule: "logging-sink-destination-exists",
    when: "a topic that doesn't exist",
    given: [],
    inputs: { ...good, destination: `pubsub.googleapis.com/projects/${PROJECT}/topics/audit` },
    refused: { name: "Error 404 topic_not_found", message: /The specified topic could not be found/ },
    mended: {
      given: [streamTopic],
      inputs: { ...good, destination: `pubsub.googleapis.com/projects/${projectNumber(PROJECT)}/topics/audit` },
    },
  },
  {
    rule: "logging-sink-filter-fits",
    when: "a filter of 20,001 characters",
    inputs: { ...good, filter: "f".repeat(20_001) },
    refused: badRequest(/20000/),
    mended: { inputs: { ...good, filter: "f".repeat(20_000) } },
  },
  {
    rule: "logging-sink-filter-parses",
    when: "a filter without its closing parenthesis",
    inputs: { ...good, filter: 'severity>=ERROR AND\n(log_id("syslog")' },
    refused: badRequest(
      /^googleapi: Error 400: Unparseable filter: syntax error at line 2, column 18, token '<end of filter>'$/,
    ),
    mended: { inputs: { ...good, filter: 'severity>=ERROR AND\n(log_id("syslog"))' } },
  },
  {
    rule: "logging-sink-exclusions-fit",
    when: "51 exclusions",
    inputs: excluding(...many(51)),
    refused: exhausted(/at most 50 exclusions, got 51/),
    mended: { inputs: excluding(...many(50)) },
  },
  {
    rule: "logging-exclusion-names-are-unique",
    when: "two exclusions of one name",
    inputs: excluding(exclusion(1), exclusion(1)),
    refused: badRequest(/"e1"/),
    mended: { inputs: excluding(exclusion(1), exclusion(2)) },
  },
  {
    rule: "logging-exclusion-name-is-valid",
    when: "an exclusion's name of 101 characters",
    inputs: excluding(exclusion("e".repeat(100))),
    refused: badRequest(/Invalid exclusion name/),
    mended: { inputs: excluding(exclusion("e".repeat(99))) },
  },
  {
    rule: "logging-exclusion-filter-fits",
    when: "an exclusion's filter of 20,001 characters",
    inputs: excluding({ name: "e", filter: "f".repeat(20_001) }),
    refused: badRequest(/20000/),
    mended: { inputs: excluding({ name: "e", filter: "f".repeat(20_000) }) },
  },
  ...["", "severity="].map((filter) => ({
    rule: "logging-exclusion-filter-parses",
    when: `an exclusion with the filter "${filter}"`,
    inputs: excluding({ name: "e", filter }),
    refused: badRequest(/can't be empty|Unparseable filter/),
    mended: { inputs: excluding({ name: "e", filter: "severity=INFO" }) },
  })),
  {
    rule: "logging-sink-description-fits",
    when: "a description of 8,001 characters",
    inputs: { ...good, description: "d".repeat(8_001) },
    refused: badRequest(/8000/),
    mended: { inputs: { ...good, description: "d".repeat(8_000) } },
  },
  {
    rule: "logging-bigquery-options-fit-the-destination",
    when: "BigQuery's options for a bucket",
    inputs: { ...good, bigqueryOptions: { usePartitionedTables: true } },
    refused: { name: "Error 400 badRequest", message: /Provided options do not match the sink's destination service/ },
    mended: { inputs: { ...good, destination: toDataset, bigqueryOptions: { usePartitionedTables: true } } },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a sink whose policy prevents it",
    verb: "delete" as const,
    inputs: { ...good, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy .*\/sinks\/audit/),
    mended: { inputs: good },
  },
].map((one) => ({ given: [bucket(), logBucket, streamTopic], ...one, token: tokens.projectSink }));

const common = { ...good, uniqueWriterIdentity: false };
const custom = {
  ...good,
  destination: "logging.googleapis.com/projects/acme-logs",
  customWriterIdentity: "serviceAccount:w@acme.com",
};

const ofProjects: Case[] = [
  {
    rule: "project-is-set",
    when: "a sink without a project",
    config: {},
    given: [],
    inputs: { ...good, destination: toDataset },
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id that begins with a dash",
    inputs: { ...good, project: "-acme-prod" },
    refused: ofProvider(/start with a letter/),
    mended: { inputs: { ...good, project: "acme-dev" } },
  },
  {
    rule: "logging-bigquery-options-need-a-unique-writer",
    when: "BigQuery's options with the common writer",
    inputs: { ...common, destination: toDataset, bigqueryOptions: { usePartitionedTables: true } },
    refused: ofProvider(/^unique_writer_identity must be true when bigquery_options is supplied$/),
    mended: { inputs: { ...common, destination: toDataset } },
  },
  {
    rule: "logging-other-project-needs-a-unique-writer",
    when: "the common writer for a bucket of another project",
    given: [bucket({ project: "acme-logs" })],
    inputs: common,
    refused: badRequest(/must be in the same project as the sink itself/),
    mended: { given: [bucket()] },
  },
  {
    rule: "logging-other-project-needs-a-unique-writer",
    when: "the common writer for another project",
    inputs: { ...common, destination: "logging.googleapis.com/projects/acme-logs" },
    refused: badRequest(/must be in the same project as the sink itself/),
    mended: { inputs: { ...common, destination: `logging.googleapis.com/projects/${projectNumber(PROJECT)}` } },
  },
  {
    rule: "logging-custom-writer-is-valid",
    when: "a writer of one's own without its kind",
    inputs: { ...custom, customWriterIdentity: "w@acme.com" },
    refused: badRequest(/the format must be serviceAccount:some@email/),
    mended: { inputs: custom },
  },
  {
    rule: "logging-custom-writer-is-valid",
    when: "a writer of one's own for the sink's own project",
    inputs: { ...custom, destination: toDataset },
    refused: badRequest(/outside this sink's project/),
    mended: { inputs: custom },
  },
  {
    rule: "logging-sinks-fit",
    when: "the 201st sink of a project",
    given: [bucket(), ...sinks(200)],
    inputs: good,
    refused: exhausted(/200/),
    mended: {
      given: [bucket(), ...sinks(199), { token: tokens.projectSink, inputs: { ...good, name: "_Default" } }],
    },
  },
].map((one) => ({ given: [bucket(), logBucket, streamTopic], ...one, token: tokens.projectSink }));

const ofOrganizations: Case[] = [
  {
    rule: "organization-id-is-a-number",
    when: "an organisation's sink without its number",
    given: [bucket()],
    token: tokens.organizationSink,
    inputs: { ...good, orgId: "acme" },
    refused: badRequest(/"acme" must be given by its number/),
    mended: { inputs: { ...good, orgId: "123" } },
  },
];

const writerOf = (own: Properties) =>
  typeOf(tokens.projectSink).outputs({ ...good, ...own }, CONFIG, memoryStore([]), "").writerIdentity;

describe("Cloud Logging sinks", () => {
  const { rules } = typeOf(tokens.projectSink);
  const organization = typeOf(tokens.organizationSink).rules;
  testCases(rules, [...shared, ...ofProjects]);
  describe("of organisations", () => {
    const known = new Set(rules.map(({ id }) => id));
    testCases(
      organization.filter(({ id }) => !known.has(id)),
      ofOrganizations,
    );
  });

  test("An organisation's sink obeys the rules that a project's obeys, but for those of projects and writers", () => {
    const ids = new Set(organization.map(({ id }) => id));
    expect(rules.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([
      "project-is-set",
      "project-id-is-valid",
      "logging-bigquery-options-need-a-unique-writer",
      "logging-other-project-needs-a-unique-writer",
      "logging-custom-writer-is-valid",
    ]);
  });

  test("An organisation has 200 sinks of its own", () => {
    const given = (count: number, orgId: string) =>
      sinks(count).map((sink) => ({ token: tokens.organizationSink, inputs: { ...sink.inputs, orgId } }));
    const judge = (count: number) =>
      refusalsOf(
        callOf({
          token: tokens.organizationSink,
          inputs: { ...good, orgId: "1" },
          given: [bucket(), ...given(count, "1"), ...given(200, "2"), ...sinks(200)],
        }),
      ).map(({ rule }) => rule);
    expect(judge(199)).toEqual([]);
    expect(judge(200)).toEqual(["logging-sinks-fit"]);
  });

  test("A sink that exists already isn't counted against itself", () => {
    const call = callOf({
      token: tokens.projectSink,
      inputs: { ...good, name: "s0" },
      given: [bucket(), ...sinks(200)],
    });
    expect(refusalsOf(call)).toEqual([]);
  });

  test("The writer of a project's sink is the Logging agent, unless the destination is a log bucket of that project", () => {
    const agent = `serviceAccount:service-${projectNumber(PROJECT)}@gcp-sa-logging.iam.gserviceaccount.com`;
    const otherLogBucket = toLogBucket.replace(PROJECT, "acme-logs");
    expect(writerOf({})).toBe(agent);
    expect(writerOf({ destination: toLogBucket })).toBe("");
    expect(writerOf({ destination: toLogBucket.replace(PROJECT, projectNumber(PROJECT)) })).toBe("");
    expect(writerOf({ destination: otherLogBucket })).toBe(agent);
    expect(writerOf({ uniqueWriterIdentity: false })).toBe("serviceAccount:cloud-logs@system.gserviceaccount.com");
    expect(writerOf(custom)).toBe("serviceAccount:w@acme.com");
  });

  test("The writer of an organisation's sink is the organisation's Logging agent", () => {
    const inputs = { ...good, orgId: "organizations/123" };
    expect(typeOf(tokens.organizationSink).outputs(inputs, CONFIG, memoryStore([]), "")).toEqual({
      writerIdentity: "serviceAccount:service-org-123@gcp-sa-logging.iam.gserviceaccount.com",
    });
  });
});
