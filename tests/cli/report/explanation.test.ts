import { expect, it } from "vitest";
import { explanationLines } from "../../../cli/report/explanation.ts";
import type { SpecInCloud } from "../../../cli/request.ts";
import { issue } from "../../../core/contract/issues.ts";
import { resolvePlan } from "../../../core/plan/resolve.ts";

const { plan } = resolvePlan({
  today: "2026-07-01",
  spec: {
    capture: {
      data: [{ service: "storage", access: "write", resources: ["prod-*", "logs"] }, { service: "keys" }],
      exclude: [{ name: "noise", when: 'actor.type == "service"', reason: "machine\u001b traffic" }],
      bestEffort: ["identity", "data"],
    },
    retention: { days: 1 },
    alerts: {
      custom: [
        { name: "root", when: 'actor.type == "root"', severity: "critical" },
        { name: "many", when: 'outcome == "denied"', severity: "low", threshold: { count: 20, withinMinutes: 1 } },
      ],
    },
  },
  overrides: {},
  placements: {},
  paths: { spec: [], overrides: ["overrides"], placements: { aws: ["aws"], gcp: ["gcp"], azure: ["azure"] } },
});

const asked = 'actor.type == "service"\n  && actor.id != "a"\n';

const clouds: SpecInCloud[] = [
  {
    cloud: "aws",
    statements: { bucket: [{ Sid: "A", Action: "s3:PutObject" }], topicKey: [{ Sid: "B" }] },
    coverage: [
      { cloud: "aws", rule: "evidence", asked: "kept (default)", given: "the bucket stays", fidelity: "exact" },
      {
        cloud: "aws",
        rule: "retention.days",
        asked: "1 day (spec)",
        given: "3 days",
        fidelity: "wider",
        reason: "AWS does not offer 1",
      },
      { cloud: "aws", rule: "capture.exclude.noise", asked, given: "shown with the rule alone", fidelity: "wider" },
    ],
    rules: [
      {
        rule: "capture.exclude.noise",
        path: ["capture", "exclude", 0, "when"],
        asked,
        given: `${"a very long answer ".repeat(6)}`.trim(),
        fidelity: "wider",
        native: [{ target: "event selectors", text: '[{"field":"eventName","notEquals":["Decrypt"]}]' }],
        whenAsking: 'actor.type == "service"',
        issues: [issue("warning", "rule-split", [], { target: "CloudTrail", count: 2, unit: "selector" })],
      },
    ],
    quotas: [],
  },
  {
    cloud: "gcp",
    statements: {},
    coverage: [{ cloud: "gcp", rule: "evidence", asked: "kept (default)", given: "none", fidelity: "unsupported" }],
    rules: [
      {
        rule: "capture.exclude.noise",
        path: ["capture", "exclude", 0, "when"],
        asked,
        given: "excluded",
        fidelity: "exact",
        native: [],
        whenAsking: undefined,
        issues: [],
      },
    ],
    quotas: [],
  },
];

it("tells the plan, then each cloud's settings, then each rule by its name", () => {
  expect(explanationLines(plan, clouds, false)).toEqual([
    "The plan",
    "  compliance: none (default)",
    "  capture.management: all (default)",
    "  capture.identity: false (default)",
    "  capture.data (spec)",
    "    storage, write, prod-*, logs",
    "    keys, all",
    "  capture.exclude (spec)",
    "    noise: machine\\u001b traffic",
    "  capture.bestEffort: identity, data (spec)",
    "  retention.days: 1 day (spec)",
    "  retention.searchableDays: 1 day (default)",
    "  retention.immutability: governance (default)",
    "  encryption.customerManagedKey: true (default)",
    "  encryption.rotationDays: 90 days (default)",
    "  alerts.catalog: none (default)",
    "  alerts.mute: none (default)",
    "  alerts.custom (spec)",
    "    root: critical",
    "    many: low, 20 events within 1 minute",
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
    "AWS",
    "  = evidence: kept (default)",
    "      the bucket stays",
    "  + retention.days: 1 day (spec)",
    "      3 days",
    "      (AWS does not offer 1)",
    "",
    "  To be added to policies of others, before a deployment. A deployment, and its preview, fill in",
    "  what stands in ${}: the output statements has them ready, for the region of the stack.",
    "",
    "  The policy of the adopted bucket",
    "    [",
    "      {",
    '        "Sid": "A",',
    '        "Action": "s3:PutObject"',
    "      }",
    "    ]",
    "",
    "  The policy of the key that encrypts the adopted topic, if one does",
    "    [",
    "      {",
    '        "Sid": "B"',
    "      }",
    "    ]",
    "",
    "Google Cloud",
    "  ! evidence: kept (default)",
    "      none",
    "",
    "capture.exclude.noise",
    '    actor.type == "service"',
    '      && actor.id != "a"',
    "  + AWS: wider, a very long answer a very long answer a very long answer a very long answer a very",
    "      long answer a very long answer",
    "      event selectors",
    '        [{ "field": "eventName", "notEquals": ["Decrypt"] }]',
    "      still to be asked when querying",
    '        actor.type == "service"',
    "      (this is too long for one selector of CloudTrail; it becomes 2)",
    "  = Google Cloud: exact, excluded",
  ]);
});

it("says of an empty list that it has nothing", () => {
  const empty = resolvePlan({
    today: "2026-07-01",
    spec: {},
    overrides: {},
    placements: {},
    paths: { spec: [], overrides: [], placements: { aws: [], gcp: [], azure: [] } },
  });
  const lines = explanationLines(empty.plan, [], false);
  expect(lines.filter((line) => line.includes("none"))).toEqual([
    "  compliance: none (default)",
    "  capture.data: none (default)",
    "  capture.exclude: none (default)",
    "  capture.bestEffort: none (default)",
    "  alerts.catalog: none (default)",
    "  alerts.mute: none (default)",
    "  alerts.custom: none (default)",
    "  health.silenceAfterHours: none (default)",
    "  waivers: none (default)",
  ]);
});

it("has colours where they may be, and the same text", () => {
  const coloured = explanationLines(plan, clouds, true);
  expect(coloured).toContain("  \u001b[31m! evidence\u001b[0m: kept (default)");
  expect(coloured).toContain("\u001b[1mcapture.exclude.noise\u001b[0m");
  expect(coloured).toContain("  \u001b[32m= Google Cloud\u001b[0m: exact, excluded");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
  const bare = coloured.map((line) => line.replaceAll(/\u001b\[\d+m/g, ""));
  expect(bare).toEqual(explanationLines(plan, clouds, false));
});
