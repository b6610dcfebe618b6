import { describe, expect, test } from "vitest";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import type { AuditPlan, PlannedChannel } from "../../../core/plan/plan.ts";
import { planned } from "./planned.ts";

const project = { project: "acme-audit", location: "europe-west3" } as const;
const organization = { ...project, scope: "organization", organizationId: "123456789012" } as const;

const mail: PlannedChannel = {
  name: "mail",
  kind: "email",
  minSeverity: "critical",
  given: ["address"],
  slackChannel: undefined,
  pagerDutyRegion: "us",
};

const compile = (silenceAfterHours: number | undefined, placement: typeof project | typeof organization = project) => {
  const health = silenceAfterHours === undefined ? {} : { silenceAfterHours };
  const [plan, placed] = planned("gcp", { health }, placement);
  return compileGcp({ ...plan, channels: [mail] } as AuditPlan, placed);
};

test("a spec that asks for no health has none, whatever its channels", () => {
  const { blueprint } = compile(undefined);
  expect([blueprint.health, blueprint.alerts]).toEqual([undefined, undefined]);
  expect(blueprint.services).not.toContain("monitoring.googleapis.com");
});

describe("in a project", () => {
  const { blueprint } = compile(23);
  const text = {
    id: "health.silence",
    severity: "CRITICAL",
    channels: ["mail"],
    autoClose: "604800s",
  };
  const pair = (what: string, filter: string) => {
    const common = { filter, alignmentPeriod: "600s", duration: "82200s" };
    return [
      { displayName: `Nothing is counted: ${what}`, kind: "absent", ...common },
      { displayName: `Nothing is there to count: ${what}`, kind: "zero", ...common },
    ];
  };
  const errors = (what: string, sink: string) => ({
    displayName: `Entries could not be written: ${what}`,
    filter: `metric.type="logging.googleapis.com/exports/error_count" AND resource.type="logging_sink" AND resource.labels.name="\${${sink}}"`,
    kind: "some",
    alignmentPeriod: "600s",
    duration: "0s",
  });

  test("silence of the log bucket and of the sink to the archive are told apart, and failures of either sink", () => {
    expect(blueprint.health!.policies.map(({ documentation: _, ...policy }) => policy)).toEqual([
      {
        ...text,
        displayName: "Nothing arrives in the audit log any more (critical): the log bucket",
        key: "health.silence-search",
        conditions: pair(
          "the log bucket",
          'metric.type="logging.googleapis.com/user/auditlog-health-arrivals-${unique}" AND resource.type="logging_bucket"',
        ),
      },
      {
        ...text,
        displayName: "Nothing arrives in the audit log any more (critical): the sink to Cloud Storage",
        key: "health.silence-archive",
        conditions: pair(
          "the sink to Cloud Storage",
          'metric.type="logging.googleapis.com/exports/log_entry_count" AND resource.type="logging_sink" AND resource.labels.name="${archiveSink}"',
        ),
      },
      {
        ...text,
        id: "health.delivery",
        displayName: "The audit log could not be written to its store (critical): the sinks",
        autoClose: "1800s",
        key: "health.delivery",
        conditions: [
          errors("the sink to Cloud Storage", "archiveSink"),
          errors("the sink to the log bucket", "searchSink"),
        ],
      },
    ]);
    expect(blueprint.health!.policies[0]!.documentation.subject).toBe(
      "Nothing arrives in the audit log any more (critical)",
    );
  });

  test("what the log bucket stores is counted by a metric that alerts about changes know", () => {
    expect(blueprint.health!.arrivals).toEqual({
      key: "health.arrivals",
      name: "auditlog-health-arrivals-${unique}",
      description: "What is stored in the log bucket, counted to tell when nothing is",
      filter: 'logName:"cloudaudit.googleapis.com"',
      labelExtractors: {},
    });
  });

  test("the channels and Cloud Monitoring are there although there are no alerts", () => {
    expect(blueprint.alerts!.channels.map(({ channel }) => channel)).toEqual(["mail"]);
    expect([blueprint.alerts!.matches, blueprint.alerts!.counters]).toEqual([[], []]);
    expect(blueprint.services).toContain("monitoring.googleapis.com");
  });
});

test("in an organization, whose sinks have no metrics, the log bucket is watched, and that is said", () => {
  const { blueprint, coverage } = compile(23, organization);
  expect(blueprint.health!.policies.map(({ key }) => key)).toEqual(["health.silence-search"]);
  expect(coverage.find(({ rule }) => rule === "health.silenceAfterHours")).toEqual({
    cloud: "gcp",
    rule: "health.silenceAfterHours",
    asked: "23 hours (spec)",
    given: "an alert policy on the log bucket",
    fidelity: "exact",
    reason:
      "Cloud Monitoring has no metrics of an organization's sinks, so that the delivery to Cloud Storage is not watched; the log bucket is, and its silence told after 23 hours",
  });
});

describe("the time after which silence is told", () => {
  const found = (hours: number) => {
    const { blueprint, coverage } = compile(hours);
    const { fidelity, reason } = coverage.find(({ rule }) => rule === "health.silenceAfterHours")!;
    return [blueprint.health!.policies[0]!.conditions[0]!.duration, fidelity, reason];
  };
  const sooner = (hours: number) =>
    `Google Cloud doesn't tell of ${hours} hours of silence; it tells after 23 hours and 30 minutes`;

  test.each<[number, string, string, string | undefined]>([
    [1, "3000s", "exact", undefined],
    [23, "82200s", "exact", undefined],
    [24, "84000s", "wider", sooner(24)],
    [168, "84000s", "wider", sooner(168)],
  ])("of %i hours is %s and an alignment period of ten minutes", (hours, duration, fidelity, reason) => {
    expect(found(hours)).toEqual([duration, fidelity, reason]);
  });
});
