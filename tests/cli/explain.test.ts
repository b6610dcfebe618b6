import { describe, expect, it } from "vitest";
import { fine, ran } from "./ran.ts";

const spec = [
  "version: 1",
  "capture:",
  "  management: write",
  "  exclude:",
  "    - { name: noise, when: 'service == \"pubsub.googleapis.com\"', reason: machine traffic }",
  "retention: { days: 30 }",
  "encryption: { customerManagedKey: false }",
  "alerts:",
  "  custom:",
  "    - name: trail-deleted",
  "      when: |",
  '        cloud == "aws"',
  '          && operation == "DeleteTrail"',
  "      severity: high",
  "",
].join("\n");

it("tells the plan, the settings and the rules, then what check says, and ends with 0", async () => {
  expect(await ran({ "a.yaml": spec }, ["explain", "a.yaml", "--cloud", "gcp"])).toEqual({
    code: 0,
    stdout: [
      "The plan",
      "  compliance: none (default)",
      "  capture.management: write (spec)",
      "  capture.identity: false (default)",
      "  capture.data: none (default)",
      "  capture.exclude (spec)",
      "    noise: machine traffic",
      "  capture.bestEffort: none (default)",
      "  retention.days: 30 days (spec)",
      "  retention.searchableDays: 30 days (default)",
      "  retention.immutability: governance (default)",
      "  encryption.customerManagedKey: false (spec)",
      "  encryption.rotationDays: 90 days (default)",
      "  alerts.catalog: none (default)",
      "  alerts.mute: none (default)",
      "  alerts.custom (spec)",
      "    trail-deleted: high",
      "  evidence: kept (default)",
      "  acknowledgeIrreversible: false (default)",
      "  waivers: none (default)",
      "",
      "= as asked   + more is stored or matched than asked, never less   ! not done",
      "",
      "Google Cloud",
      "  = capture.management: write (spec)",
      "      Cloud Audit Logs of the project: Admin Activity, System Event, Policy Denied",
      "  = capture.identity: false (default)",
      "      not captured",
      "  = retention.days: 30 days (spec)",
      "      Cloud Storage lifecycle, 30 days",
      "  = retention.searchableDays: 30 days (default)",
      "      log bucket, 30 days",
      "  = retention.immutability: governance (default)",
      "      bucket retention policy, not locked",
      "  = encryption.customerManagedKey: false (spec)",
      "      Google's keys",
      "  = evidence: kept (default)",
      "      bucket, log bucket and key stay after a destroy",
      "",
      "capture.exclude.noise",
      '    service == "pubsub.googleapis.com"',
      "  = Google Cloud: exact, excluded from both sinks",
      "      sink exclusion",
      '        protoPayload.serviceName="pubsub.googleapis.com"',
      "",
      "alerts.custom.trail-deleted",
      '    cloud == "aws"',
      '      && operation == "DeleteTrail"',
      "  = Google Cloud: exact, no event of this cloud matches",
      "",
      "a.yaml is fine",
      "",
    ].join("\n"),
    stderr: "",
  });
});

it("tells programs the same as JSON, with each native text as the cloud gets it", async () => {
  const { code, stdout } = await ran({ "a.yaml": spec }, ["explain", "a.yaml", "--cloud", "gcp", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    file: "a.yaml",
    errors: 0,
    warnings: 0,
    notices: 0,
    settings: {
      compliance: { value: [], origin: "default" },
      "capture.management": {
        value: "write",
        origin: "spec",
      },
      "capture.identity": {
        value: false,
        origin: "default",
      },
      "capture.data": {
        value: [],
        origin: "default",
      },
      "capture.exclude": {
        value: [
          {
            name: "noise",
            when: 'service == "pubsub.googleapis.com"',
            reason: "machine traffic",
          },
        ],
        origin: "spec",
      },
      "capture.bestEffort": {
        value: [],
        origin: "default",
      },
      "retention.days": {
        value: 30,
        origin: "spec",
      },
      "retention.searchableDays": {
        value: 30,
        origin: "default",
      },
      "retention.immutability": {
        value: "governance",
        origin: "default",
      },
      "encryption.customerManagedKey": {
        value: false,
        origin: "spec",
      },
      "encryption.rotationDays": {
        value: 90,
        origin: "default",
      },
      "alerts.catalog": { value: [], origin: "default" },
      "alerts.mute": { value: [], origin: "default" },
      "alerts.custom": {
        value: [
          {
            name: "trail-deleted",
            when: 'cloud == "aws"\n  && operation == "DeleteTrail"\n',
            severity: "high",
          },
        ],
        origin: "spec",
      },
      evidence: {
        value: "kept",
        origin: "default",
      },
      acknowledgeIrreversible: {
        value: false,
        origin: "default",
      },
      waivers: { value: [], origin: "default" },
    },
    clouds: {
      gcp: {
        coverage: [
          {
            cloud: "gcp",
            rule: "capture.management",
            asked: "write (spec)",
            given: "Cloud Audit Logs of the project: Admin Activity, System Event, Policy Denied",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "capture.identity",
            asked: "false (default)",
            given: "not captured",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "retention.days",
            asked: "30 days (spec)",
            given: "Cloud Storage lifecycle, 30 days",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "retention.searchableDays",
            asked: "30 days (default)",
            given: "log bucket, 30 days",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "retention.immutability",
            asked: "governance (default)",
            given: "bucket retention policy, not locked",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "encryption.customerManagedKey",
            asked: "false (spec)",
            given: "Google's keys",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "evidence",
            asked: "kept (default)",
            given: "bucket, log bucket and key stay after a destroy",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "capture.exclude.noise",
            asked: 'service == "pubsub.googleapis.com"',
            given: "excluded from both sinks",
            fidelity: "exact",
          },
          {
            cloud: "gcp",
            rule: "alerts.custom.trail-deleted",
            asked: 'cloud == "aws"\n  && operation == "DeleteTrail"\n',
            given: "no event of this cloud matches",
            fidelity: "exact",
          },
        ],
        rules: [
          {
            rule: "capture.exclude.noise",
            asked: 'service == "pubsub.googleapis.com"',
            given: "excluded from both sinks",
            fidelity: "exact",
            native: [
              {
                target: "sink exclusion",
                text: 'protoPayload.serviceName="pubsub.googleapis.com"',
              },
            ],
            issues: [],
          },
          {
            rule: "alerts.custom.trail-deleted",
            asked: 'cloud == "aws"\n  && operation == "DeleteTrail"\n',
            given: "no event of this cloud matches",
            fidelity: "exact",
            native: [],
            issues: [],
          },
        ],
      },
    },
    compliance: [],
    issues: [],
  });
});

describe("the clouds", () => {
  it.each<[string[], string[]]>([
    [[], ["aws", "gcp", "azure"]],
    [["--cloud", "azure"], ["azure"]],
    [
      ["--cloud", "azure", "--cloud=aws", "--cloud", "aws"],
      ["aws", "azure"],
    ],
  ])("asked for by %j are %j", async (options, clouds) => {
    const { stdout } = await ran({ "a.yaml": fine }, ["explain", "a.yaml", "--json", ...options]);
    expect(Object.keys((JSON.parse(stdout) as { clouds: object }).clouds)).toEqual(clouds);
  });
});

it("of a file with an error says that alone, and ends with 1", async () => {
  const error = "version: the number 2 is not a known version; this release reads version 1";
  expect(await ran({ "a.yaml": "version: 2\n" }, ["explain", "a.yaml"])).toEqual({
    code: 1,
    stdout: `a.yaml:1:10: error: ${error}\na.yaml: 1 error\n`,
    stderr: "",
  });
  const { code, stdout } = await ran({ "a.yaml": "version: 2\n" }, ["explain", "a.yaml", "--json"]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    file: "a.yaml",
    errors: 1,
    warnings: 0,
    notices: 0,
    issues: [
      {
        severity: "error",
        code: "unknown-version",
        path: "version",
        message: error.replace("version: ", ""),
        line: 1,
        column: 10,
      },
    ],
  });
});

it("of a spec that a cloud can't follow shows the gap, and ends with 1", async () => {
  const text = "version: 1\ncapture: { data: [{ service: kubernetes }] }\n";
  const { code, stdout } = await ran({ "a.yaml": text }, ["explain", "a.yaml", "--cloud", "azure"]);
  const rule = stdout.slice(stdout.indexOf("\n\ncapture.data[0]") + 2, stdout.indexOf("\n\na.yaml:"));
  expect(rule.split("\n").slice(0, 3)).toEqual([
    "capture.data[0]",
    "    kubernetes, all",
    "  ! Azure: unsupported, not captured",
  ]);
  expect(stdout).toMatch(/^a\.yaml:2:19: error: capture\.data\[0\]: Azure can't capture data events of kubernetes: /m);
  expect(code).toBe(1);
});

it("breaks no line that can be broken beyond 100 columns, in any cloud", async () => {
  const { stdout } = await ran({ "a.yaml": spec }, ["explain", "a.yaml"]);
  const explanation = stdout.slice(0, stdout.indexOf("\na.yaml:"));
  expect(explanation.split("\n").filter((line) => line.length > 100)).toEqual([]);
});
