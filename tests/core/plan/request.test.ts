import { describe, expect, test } from "vitest";
import { type ComponentName, componentNames } from "../../../core/contract/component-names.ts";
import { deferred } from "../../../core/contract/deferred.ts";
import { isError } from "../../../core/contract/issues.ts";
import { message } from "../../../core/contract/messages.ts";
import { gcpPlacement } from "../../../core/contract/placement.ts";
import { auditSpec, retention } from "../../../core/contract/spec.ts";
import type { PlannedPlacements } from "../../../core/plan/plan.ts";
import { readRequest } from "../../../core/plan/request.ts";

type Args = Parameters<typeof readRequest>[1];

const today = "2026-07-01";
const specKeys = Object.keys(auditSpec.shape).join(", ");

const aws = { region: "eu-central-1", readers: { auditors: deferred } };
const gcp = { project: "acme-audit", location: "europe-west3", readers: { auditors: deferred } };
const azure = { location: "westeurope", readers: { auditors: { principalId: deferred } } };

const plannedAws = {
  region: "eu-central-1",
  scope: "account",
  organizationId: undefined,
  readers: ["auditors"],
  managementAccount: undefined,
  trailName: undefined,
  logArchive: undefined,
  existing: [],
  dataEventsInLogs: false,
} as const;

/** Each component's smallest placement, and how it is planned. */
const placed: Record<ComponentName, [Args, PlannedPlacements]> = {
  AuditLog: [
    { aws, gcp, azure },
    {
      aws: plannedAws,
      gcp: {
        project: "acme-audit",
        location: "europe-west3",
        scope: "project",
        organizationId: undefined,
        dataAccessLogs: "managed",
        readers: ["auditors"],
      },
      azure: {
        location: "westeurope",
        redundancy: "ZRS",
        lockExistingAccount: false,
        readers: [{ name: "auditors", principalType: "Group" }],
      },
    },
  ],
  AwsAuditLog: [aws, { aws: plannedAws }],
  GcpAuditLog: [
    { ...gcp, scope: "organization", organizationId: "123456789012", dataAccessLogs: "external" },
    {
      gcp: {
        project: "acme-audit",
        location: "europe-west3",
        scope: "organization",
        organizationId: "123456789012",
        dataAccessLogs: "external",
        readers: ["auditors"],
      },
    },
  ],
  AzureAuditLog: [
    { ...azure, redundancy: "LRS", lockExistingAccount: true },
    {
      azure: {
        location: "westeurope",
        redundancy: "LRS",
        lockExistingAccount: true,
        readers: [{ name: "auditors", principalType: "Group" }],
      },
    },
  ],
};

/** As a reader of a terminal sees them: the place in the text, then the message. */
const told = (component: ComponentName, args: Args): string[] =>
  readRequest(component, args, today).issues.map((one) => {
    const at = one.at ? `${one.at.line}:${one.at.column} ` : "";
    return `${one.severity} ${at}${message(one)}`;
  });

describe.each(componentNames)("the arguments of %s", (component) => {
  const [placement, planned] = placed[component];

  test("become a plan, from an object or from a text", () => {
    const settings = {
      compliance: [],
      capture: { management: "all", identity: false, data: [], exclude: [], bestEffort: [] },
      retention: { days: 30, searchableDays: 7, immutability: "governance" },
      encryption: { customerManagedKey: true, rotationDays: 90 },
      alerts: { catalog: [], mute: [], custom: [], regions: {} },
      query: { saved: false, archive: false },
      stream: { enabled: false, retentionHours: 168 },
      health: { silenceAfterHours: undefined },
      evidence: "kept",
      acknowledgeIrreversible: false,
      waivers: [],
    };
    const origins = {
      compliance: "default",
      "capture.management": "default",
      "capture.identity": "default",
      "capture.data": "default",
      "capture.exclude": "default",
      "capture.bestEffort": "default",
      "retention.days": "spec",
      "retention.searchableDays": "overrides",
      "retention.immutability": "default",
      "encryption.customerManagedKey": "default",
      "encryption.rotationDays": "default",
      "alerts.catalog": "default",
      "alerts.mute": "default",
      "alerts.custom": "default",
      "query.saved": "default",
      "query.archive": "default",
      "stream.enabled": "default",
      "stream.retentionHours": "default",
      "health.silenceAfterHours": "default",
      evidence: "default",
      acknowledgeIrreversible: "default",
      waivers: "default",
    };
    const expected = {
      plan: {
        settings,
        origins,
        decisions: {},
        placements: planned,
        rules: { exclude: [], catalog: [], alerts: [] },
        channels: [],
        compliance: [],
      },
      issues: [],
    };
    const common = { ...placement, overrides: { retention: { searchableDays: 7 } }, tags: { team: deferred } };
    const text = "# nightly\nversion: 1\nretention:\n  days: 30\n";
    const spec = { version: 1, retention: { days: 30 } };
    expect(readRequest(component, { ...common, spec }, today)).toStrictEqual({
      ...expected,
      located: expect.any(Function),
    });
    expect(readRequest(component, { ...common, specYaml: text }, today)).toStrictEqual({
      ...expected,
      located: expect.any(Function),
    });
  });

  test("need a spec", () => {
    expect(told(component, placement)).toEqual(["error spec: no spec is given; give spec or specYaml"]);
  });

  test("take one spec only", () => {
    expect(told(component, { ...placement, spec: { version: 1 }, specYaml: "version: 1" })).toEqual([
      "error spec: spec and specYaml are both given; remove one of them",
    ]);
  });

  test("give an error of the spec's text its line and column", () => {
    const specYaml = "version: 1\r\nretntion: { days: 30 }\r\nretention:\r\n  days: 10\r\n  searchableDays: 20\r\n";
    expect(told(component, { ...placement, specYaml })).toEqual([
      `error 2:1 specYaml.retntion: the key retntion is not known; did you mean retention? known here: ${specKeys}`,
      "error 5:19 specYaml.retention.searchableDays: 20 searchable days are more than the 10 days of retention; lower searchableDays or raise days",
    ]);
  });

  test("give an error of the overrides no place in the text", () => {
    const overrides = { retention: { searchableDays: 20 } };
    expect(told(component, { ...placement, overrides, specYaml: "version: 1\nretention: { days: 10 }" })).toEqual([
      "error overrides.retention.searchableDays: 20 searchable days are more than the 10 days of retention; lower searchableDays or raise days",
    ]);
  });
});

const one = { aws: { region: "eu-central-1" } };

describe("a text that is no spec", () => {
  test.each<[string, string, string[]]>([
    ["nothing", "", ["error specYaml: nothing is given; give a mapping"]],
    ["a comment", "# soon\n", ["error specYaml: nothing is given; give a mapping"]],
    ["a list", "\n- version: 1\n", ["error 2:1 specYaml: a list is given; give a mapping"]],
    ["a word", "version", ['error 1:1 specYaml: the text "version" is given; give a mapping']],
    [
      "no version",
      "\n  evidence: kept\n",
      ["error 2:3 specYaml.version: this key is missing; give the version of this format: 1"],
    ],
    [
      "a text as the version",
      'version: "1"',
      ['error 1:10 specYaml.version: the text "1" is not a known version; this release reads version 1'],
    ],
    [
      "several errors of syntax",
      "a: 1\na: 2\nb: 'x",
      [
        "error 2:1 specYaml: the key a is given twice; keep one of them",
        "error 3:6 specYaml: the YAML can't be read; missing closing 'quote",
      ],
    ],
    [
      "two documents",
      "version: 1\n---\nversion: 1\n",
      ["error 2:1 specYaml: there are 2 YAML documents in the text; keep one, without --- lines"],
    ],
    [
      "an endless one",
      "&a { version: 1, capture: *a }",
      ["error 1:27 specYaml: the YAML can't be read; the alias *a stands in the value that it repeats"],
    ],
    [
      "a merge key",
      "version: 1\nretention:\n  <<: { days: 5 }",
      [
        `error 3:3 specYaml.retention["<<"]: the key << is not known; known here: ${Object.keys(retention.shape).join(", ")}`,
      ],
    ],
    [
      "a key of an emoji",
      'version: 1\n"😀": { a: 1 }',
      [`error 2:1 specYaml["😀"]: the key 😀 is not known; known here: ${specKeys}`],
    ],
  ])("%s", (_what, specYaml, messages) => {
    expect(told("AuditLog", { ...one, specYaml })).toEqual(messages);
  });
});

test("all errors are told at once: of form, of the spec, of the placements, of meaning", () => {
  const args = {
    specYaml: "version: 2\nretention: { days: 10, searchableDays: 20 }",
    overides: {},
    aws: { region: "eu-centrl-1", scope: "organization" },
    gcp: { location: "EU", organizationId: "1" },
    azure: null,
    tags: { "aws:x": "y" },
  };
  expect(told("AuditLog", args)).toEqual([
    'error tags["aws:x"]: this is not a tag name of at most 128 letters, digits, spaces and _.:=+-@, not starting with aws:; write it like cost-center',
    "error aws.region: no AWS region has this name; write it like eu-central-1",
    "error gcp.project: this key is missing; give the id of the project that holds the stores and the key, and whose events are routed unless scope says otherwise",
    "error gcp.location: no Google Cloud region has this name; write it like europe-west3",
    "error azure: nothing is given; give a mapping",
    "error overides: the key overides is not known; did you mean overrides? known here: spec, specYaml, overrides, channels, tags, aws, gcp, azure",
    "error 1:10 specYaml.version: the number 2 is not a known version; this release reads version 1",
    "error 2:40 specYaml.retention.searchableDays: 20 searchable days are more than the 10 days of retention; lower searchableDays or raise days",
    "error aws.organizationId: the scope is the organization, but its id is missing; give the id, such as o-a1b2c3d4e5, or remove the scope",
    "error gcp.organizationId: an organization's id is given, but the scope is not the organization; add scope organization, or remove the id",
  ]);
});

test("what is wrong is not called missing, too", () => {
  const args = { spec: { version: 1 }, region: "eu-central-1", scope: "organization", organizationId: "company" };
  const found = readRequest("AwsAuditLog", args, "2026-07-01").issues.map(({ code, path }) => [code, path]);
  expect(found).toEqual([["wrong-format", ["organizationId"]]]);
});

test("an audit log of no cloud is refused", () => {
  expect(told("AuditLog", { spec: { version: 1 } })).toEqual([
    "error no cloud is given; give at least one of aws, gcp or azure",
  ]);
});

test("an error in a one-cloud component's placement has its argument's own path", () => {
  const spec = { version: 1 };
  expect(told("AwsAuditLog", { spec, region: "mars", organizationId: "o-a1b2c3d4e5" })).toEqual([
    "error region: no AWS region has this name; write it like eu-central-1",
    "error organizationId: an organization's id is given, but the scope is not the organization; add scope organization, or remove the id",
  ]);
  expect(told("GcpAuditLog", { spec, project: "acme-audit", location: "eu", aws: {} })).toEqual([
    `error aws: the key aws is not known; known here: spec, specYaml, overrides, channels, tags, ${Object.keys(gcpPlacement.shape).join(", ")}`,
  ]);
});

test("a spec that is not known yet is refused, and nothing else is said of it", () => {
  const unknown =
    "the value is known only after a deployment, but it decides which resources exist; give a plain value, such as one from the stack's config";
  expect(told("AuditLog", { ...one, spec: deferred })).toEqual([`error spec: ${unknown}`]);
  expect(told("AuditLog", { ...one, specYaml: deferred })).toEqual([`error specYaml: ${unknown}`]);
  expect(told("AuditLog", { spec: { version: 1 }, aws: deferred })).toEqual([`error aws: ${unknown}`]);
});

test("a cloud's issue with a setting is located where the setting was written", () => {
  const args = {
    ...one,
    specYaml: "version: 1\nretention:\n  searchableDays: 90\n",
    overrides: { capture: { identity: true } },
  };
  const { located, issues } = readRequest("AuditLog", args, today);
  expect(issues.filter(isError)).toEqual([]);
  const of = (path: string[]) => located({ code: "azure-no-reads", severity: "error", path, params: {} });
  expect(of(["retention", "searchableDays"])).toStrictEqual({
    code: "azure-no-reads",
    severity: "error",
    path: ["specYaml", "retention", "searchableDays"],
    params: {},
    at: { line: 3, column: 19 },
  });
  expect(of(["capture", "identity"])).toStrictEqual({
    code: "azure-no-reads",
    severity: "error",
    path: ["overrides", "capture", "identity"],
    params: {},
  });
  expect(of(["encryption", "customerManagedKey"]).at).toStrictEqual({ line: 1, column: 1 });
});

describe("a filter that is wrong is placed in the text, however it is written", () => {
  const spec = (when: string) =>
    `version: 1\nalerts:\n  custom:\n    - name: a\n      severity: low\n      when: ${when}\n`;

  test.each<[string, string, string]>([
    ["plain", "mfa = true", "6:17"],
    ["in double quotes", '"operation == \\"a\\" and mfa"', "6:33"],
    ["in single quotes", "'operation == \"it''s\" and mfa'", "6:35"],
    ["in a block", '|\n        operation == "a"\n        and mfa', "8:9"],
    ["in a folded block", '>-\n        operation == "a" &&\n        mfa and mfa', "8:13"],
    ["in a block with a blank line", '|\n        operation == "a"\n\n        and mfa', "9:9"],
  ])("%s", (_how, when, place) => {
    const { issues } = readRequest("AwsAuditLog", { specYaml: spec(when), region: "eu-central-1" }, today);
    expect(issues.map(({ code, path, at }) => [code, path.join("."), `${at?.line}:${at?.column}`])).toEqual([
      ["filter-syntax", "specYaml.alerts.custom.0.when", place],
    ]);
  });
});
