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
      "  query.saved: false (default)",
      "  query.archive: false (default)",
      "  stream.enabled: false (default)",
      "  stream.retentionHours: 168 hours (default)",
      "  health.silenceAfterHours: none (default)",
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
      "  = health.silenceAfterHours: none (default)",
      "      nobody is told of silence",
      "  = evidence: kept (default)",
      "      bucket, log bucket and key stay after a destroy",
      "  = stream.enabled: false (default)",
      "      nothing is sent on",
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
      "Room on Google Cloud",
      "  a sink of Cloud Logging  1 of 50 exclusions  noise 1",
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
      "query.saved": { value: false, origin: "default" },
      "query.archive": { value: false, origin: "default" },
      "stream.enabled": {
        value: false,
        origin: "default",
      },
      "stream.retentionHours": {
        value: 168,
        origin: "default",
      },
      "health.silenceAfterHours": { value: null, origin: "default" },
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
            rule: "health.silenceAfterHours",
            asked: "none (default)",
            given: "nobody is told of silence",
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
            rule: "stream.enabled",
            asked: "false (default)",
            given: "nothing is sent on",
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
        quotas: [
          {
            quota: "a sink of Cloud Logging",
            used: 1,
            limit: 50,
            unit: "exclusions",
            of: "all",
            by: [{ name: "noise", count: 1 }],
            source: "https://cloud.google.com/logging/quotas",
          },
        ],
      },
    },
    compliance: [],
    issues: [],
  });
});

describe("a spec that names presets", () => {
  const served = [
    "version: 1",
    "compliance: [gdpr]",
    "retention: { reason: 'claims are made\u001b for three years', days: 1096 }",
    "alerts: { catalog: [root-use] }",
    "waivers: [{ control: readers-named, reason: nobody reads, until: 2026-07-01 }]",
    "",
  ].join("\n");

  const explained = async (text: string, ...more: string[]): Promise<string[]> => {
    const { stdout } = await ran({ "a.yaml": text }, ["explain", "a.yaml", "--cloud", "gcp", ...more]);
    return stdout.split("\n");
  };

  it("is told what each control comes to and why, and which alerts presets select", async () => {
    const lines = await explained(served);
    const section = lines.slice(lines.indexOf("Compliance"));
    expect(section.slice(0, section.indexOf(""))).toEqual([
      "Compliance",
      "  gdpr: 7 met, 1 waived, 2 not met, 0 not applicable",
      "  = met   ~ waived   ! not met   . not applicable",
      "  = alert-data-taken (gdpr)",
      "      An alert fires when data is shared outside or deleted in bulk",
      "      = Google Cloud: alerts: mass-deletion, snapshot-shared",
      "  = alert-storage-exposed (gdpr)",
      "      An alert fires when storage is opened to others",
      "      = Google Cloud: alerts: storage-made-public, storage-policy-change",
      "  ! alerts-reach-people (gdpr)",
      "      Every alert reaches somebody",
      "      ! Google Cloud: no channel is given: channels are an argument of the component",
      "  = archive-not-public (gdpr)",
      "      The archive can't be made public",
      "      = Google Cloud: public access prevention and uniform access, by construction",
      "  = archive-redundant (gdpr)",
      "      The archive survives the loss of a data center",
      "      = Google Cloud: Cloud Storage keeps copies in two zones at least",
      "  ! archive-tls-only (gdpr)",
      "      The archive refuses what is not encrypted in transit",
      "      ! Google Cloud: Cloud Storage refuses plain HTTP only under the organization policy",
      "        storage.secureHttpTransport, which is yours to set",
      "  = encrypted-at-rest (gdpr)",
      "      Events are encrypted where they are stored",
      "      = Google Cloud: with a key of your own",
      "  = evidence-immutable (gdpr)",
      "      Evidence can't be changed or deleted unless it is unlocked first",
      "      = Google Cloud: retention.immutability is governance",
      "  ~ readers-named (gdpr)",
      "      Who may read the archive is named",
      "      ~ Google Cloud: nobody reads (until 2026-07-01)",
      "  = retention-limited (gdpr)",
      "      Events are kept for a year at most, or longer with a reason",
      "      = Google Cloud: kept for 1096 days: claims are made\\u001b for three years",
    ]);
    expect(section.filter((line) => line.includes(": compliance: "))).toEqual([
      "a.yaml:2:13: warning: compliance: alerts-reach-people (gdpr) is not met on Google Cloud: no channel is given: channels are an argument of the component; meet it, or add a waiver with a reason",
      "a.yaml:2:13: warning: compliance: archive-tls-only (gdpr) is not met on Google Cloud: Cloud Storage refuses plain HTTP only under the organization policy storage.secureHttpTransport, which is yours to set; meet it, or add a waiver with a reason",
    ]);
    expect(lines).toContain(
      "    and for gdpr: mass-deletion, snapshot-shared, storage-made-public, storage-policy-change",
    );
    expect(lines).toContain("    readers-named: nobody reads (until 2026-07-01)");
  });

  it("is told which preset decided a value", async () => {
    const text = "version: 1\ncompliance: [hipaa]\n";
    expect(await explained(text)).toContain("  retention.days: 2192 days (preset hipaa)");
    expect(await explained(text)).toContain("  = retention.days: 2192 days (preset hipaa)");
    const json = JSON.parse((await explained(text, "--json")).join("\n")) as {
      settings: Record<string, unknown>;
      compliance: unknown[];
    };
    expect(json.settings["retention.days"]).toEqual({
      value: 2192,
      origin: "preset",
      preset: "hipaa",
      control: "retention-6-years",
    });
    expect(json.compliance).toContainEqual({
      preset: "hipaa",
      control: "retention-6-years",
      cloud: "gcp",
      status: "met",
      reason: "kept for 2192 days",
    });
  });

  it("is told what is below a floor, with its place", async () => {
    expect(
      await explained("version: 1\ncompliance: [pci-dss-4]\nretention: { days: 30, searchableDays: 30 }\n"),
    ).toEqual([
      "a.yaml:3:20: error: retention.days: 30 is below the 365 that preset pci-dss-4 (control retention-12-months) requires; raise it, or add a waiver with a reason",
      "a.yaml:3:40: error: retention.searchableDays: 30 is below the 90 that preset pci-dss-4 (control searchable-3-months) requires; raise it, or add a waiver with a reason",
      "a.yaml: 2 errors",
      "",
    ]);
  });

  it("is told of a preset or control that is not known, with the nearest", async () => {
    const waivers = "waivers: [{ control: key-rotatd, reason: none, until: 2026-13-01 }]\n";
    expect((await explained(`version: 1\ncompliance: [pci-dss4, cis]\n${waivers}`)).slice(0, 3)).toEqual([
      'a.yaml:2:14: error: compliance[0]: the text "pci-dss4" is not allowed; did you mean pci-dss-4? give cis, soc2, hipaa, pci-dss-4, gdpr, iso-27001 or nist-800-53',
      'a.yaml:3:22: error: waivers[0].control: the text "key-rotatd" is not allowed; did you mean key-rotated? give alert-access-granted, alert-alerts-changed, alert-audit-log-changed, alert-configuration-recorder, alert-data-taken, alert-databases-changed, alert-detection-off or one of 43 more',
      "a.yaml:3:55: error: waivers[0].until: this is not a date; write it like 2027-06-30",
    ]);
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

it("tells what the policies of what is adopted need, also as JSON", async () => {
  const args = ["explain", "a.yaml", "--cloud", "aws", "--adopt", "bucket", "--adopt", "key"];
  const { code, stdout } = await ran({ "a.yaml": "version: 1\n" }, args);
  expect(code).toBe(0);
  expect(stdout).toContain("\n  The policy of the adopted bucket\n    [\n      {\n");
  expect(stdout).toContain("\n  The policy of the adopted key\n    [\n      {\n");
  const json = JSON.parse((await ran({ "a.yaml": "version: 1\n" }, [...args, "--json"])).stdout) as {
    clouds: { aws: { statements: Record<string, { Sid: string; Resource: string }[]> } };
  };
  const { statements } = json.clouds.aws;
  expect(Object.entries(statements).map(([owner, list]) => [owner, ...list.map(({ Sid }) => Sid)])).toEqual([
    ["bucket", "AWSCloudTrailAclCheck20150319", "AWSCloudTrailWrite20150319"],
    ["key", "CloudTrailEncrypt", "CloudTrailDescribe", "CloudTrailDecrypt", "CloudWatchLogs"],
  ]);
  expect(statements.bucket![0]!.Resource).toBe("arn:${partition}:s3:::${archive}");
});
