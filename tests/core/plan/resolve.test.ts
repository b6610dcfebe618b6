import { describe, expect, it, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import type { Cloud } from "../../../core/contract/cloud.ts";
import type { Issue, Path } from "../../../core/contract/issues.ts";
import type { Placements } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import type { AuditPlan, Settings } from "../../../core/plan/plan.ts";
import { pathOf, type Resolved, resolvePlan } from "../../../core/plan/resolve.ts";

const paths = {
  spec: ["spec"],
  overrides: ["overrides"],
  placements: { aws: ["aws"], gcp: ["gcp"], azure: ["azure"] },
};

const resolve = (spec: SpecOverrides, overrides: SpecOverrides = {}, placements: Placements = {}): Resolved =>
  resolvePlan({ spec, overrides, placements, paths, today: "2026-07-01" });

const defaults: Settings = {
  compliance: [],
  capture: { management: "all", identity: false, data: [], exclude: [], bestEffort: [] },
  retention: { days: 400, searchableDays: 90, immutability: "governance" },
  encryption: { customerManagedKey: true, rotationDays: 90 },
  alerts: { catalog: [], mute: [], custom: [], regions: {} },
  query: { saved: false, archive: false },
  stream: { enabled: false, retentionHours: 168 },
  health: { silenceAfterHours: undefined },
  evidence: "kept",
  acknowledgeIrreversible: false,
  waivers: [],
};

const ofDefaults: AuditPlan["origins"] = {
  compliance: "default",
  "capture.management": "default",
  "capture.identity": "default",
  "capture.data": "default",
  "capture.exclude": "default",
  "capture.bestEffort": "default",
  "retention.days": "default",
  "retention.searchableDays": "default",
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

/** What a plan has beside settings, origins and placements, where the spec asks for no rules and no compliance. */
const nothingElse = {
  decisions: {},
  rules: { exclude: [], catalog: [], alerts: [] },
  channels: [],
  compliance: [],
} satisfies Partial<AuditPlan>;

test("an empty spec is all defaults", () => {
  expect(resolve({})).toStrictEqual({
    plan: {
      settings: defaults,
      origins: ofDefaults,
      placements: {},
      ...nothingElse,
    },
    issues: [],
  });
});

test("the overrides win over the spec, field by field, and the spec over the defaults; lists are replaced whole", () => {
  const spec: SpecOverrides = {
    capture: { management: "write", identity: true, bestEffort: ["identity"] },
    retention: { days: 800, searchableDays: 100 },
    encryption: { rotationDays: 180 },
    health: { silenceAfterHours: 24 },
  };
  const overrides: SpecOverrides = {
    capture: { bestEffort: [], identity: false },
    retention: { days: 200 },
    encryption: { customerManagedKey: false },
    health: { silenceAfterHours: 12 },
    acknowledgeIrreversible: true,
  };
  expect(resolve(spec, overrides)).toStrictEqual({
    plan: {
      settings: {
        compliance: [],
        capture: { management: "write", identity: false, data: [], exclude: [], bestEffort: [] },
        retention: { days: 200, searchableDays: 100, immutability: "governance" },
        encryption: { customerManagedKey: false, rotationDays: 180 },
        alerts: { catalog: [], mute: [], custom: [], regions: {} },
        query: { saved: false, archive: false },
        stream: { enabled: false, retentionHours: 168 },
        health: { silenceAfterHours: 12 },
        evidence: "kept",
        acknowledgeIrreversible: true,
        waivers: [],
      },
      origins: {
        compliance: "default",
        "capture.management": "spec",
        "capture.identity": "overrides",
        "capture.data": "default",
        "capture.exclude": "default",
        "capture.bestEffort": "overrides",
        "retention.days": "overrides",
        "retention.searchableDays": "spec",
        "retention.immutability": "default",
        "encryption.customerManagedKey": "overrides",
        "encryption.rotationDays": "spec",
        "alerts.catalog": "default",
        "alerts.mute": "default",
        "alerts.custom": "default",
        "query.saved": "default",
        "query.archive": "default",
        "stream.enabled": "default",
        "stream.retentionHours": "default",
        "health.silenceAfterHours": "overrides",
        evidence: "default",
        acknowledgeIrreversible: "overrides",
        waivers: "default",
      },
      placements: {},
      ...nothingElse,
    },
    issues: [],
  });
});

test("what is given as undefined is not given", () => {
  const spec = { evidence: undefined, retention: { days: undefined } } as unknown as SpecOverrides;
  expect(resolve(spec, spec)).toStrictEqual(resolve({}));
});

describe("two defaults depend on what the spec says", () => {
  test.each<[string, SpecOverrides, SpecOverrides, Partial<Settings["retention"]>]>([
    ["90 searchable days", { retention: { days: 91 } }, {}, { days: 91, searchableDays: 90 }],
    ["90 of 90 days searchable", { retention: { days: 90 } }, {}, { days: 90, searchableDays: 90 }],
    ["no more days searchable than kept", { retention: { days: 89 } }, {}, { days: 89, searchableDays: 89 }],
    ["one day", { retention: { days: 1 } }, {}, { days: 1, searchableDays: 1 }],
    ["days of the overrides", { retention: { days: 400 } }, { retention: { days: 7 } }, { days: 7, searchableDays: 7 }],
    ["disposable evidence", { evidence: "disposable" }, {}, { immutability: "none" }],
    ["disposable by override", { evidence: "kept" }, { evidence: "disposable" }, { immutability: "none" }],
    ["kept by override", { evidence: "disposable" }, { evidence: "kept" }, { immutability: "governance" }],
  ])("%s", (_what, spec, overrides, retention) => {
    const { plan, issues } = resolve(spec, overrides);
    expect(plan.settings.retention).toStrictEqual({ ...defaults.retention, ...retention });
    expect(issues).toEqual([]);
  });
});

describe("placements are planned with their defaults, and readers by name in order", () => {
  const placed = {
    aws: [
      { region: "eu-central-1", readers: { b: "arn:x", a: "arn:y" }, existing: { topic: "arn:z", bucket: "logs" } },
      {
        region: "eu-central-1",
        scope: "account",
        organizationId: undefined,
        readers: ["a", "b"],
        managementAccount: undefined,
        trailName: undefined,
        logArchive: undefined,
        existing: ["bucket", "topic"],
        dataEventsInLogs: false,
      },
    ],
    gcp: [
      { project: "acme-audit", location: "eu", scope: "organization", organizationId: "1", readers: { z: "user:a@b" } },
      {
        project: "acme-audit",
        location: "eu",
        scope: "organization",
        organizationId: "1",
        dataAccessLogs: "managed",
        readers: ["z"],
      },
    ],
    azure: [
      {
        location: "westeurope",
        readers: { b: { principalId: "x", principalType: "User" }, a: { principalId: "y" } },
      },
      {
        location: "westeurope",
        redundancy: "ZRS",
        lockExistingAccount: false,
        readers: [
          { name: "a", principalType: "Group" },
          { name: "b", principalType: "User" },
        ],
      },
    ],
  } as const satisfies { [C in Cloud]: [NonNullable<Placements[C]>, NonNullable<AuditPlan["placements"][C]>] };

  test.each(Object.entries(placed))("%s", (cloud, [given, planned]) => {
    expect(resolve({}, {}, { [cloud]: given }).plan.placements).toStrictEqual({ [cloud]: planned });
  });
});

const error = (code: Issue["code"], path: Path, params: object): Issue =>
  ({ code, severity: "error", path, params }) as Issue;

describe("an error of meaning stands where the value was written", () => {
  const compliance = { retention: { immutability: "compliance" } } as const;
  const disposable = { evidence: "disposable" } as const;
  const locks = (what: string): object => ({ what: `for 400 days nobody can delete ${what}` });
  const all: Placements = {
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-audit", location: "eu" },
    azure: { location: "westeurope" },
  };

  test.each<[string, SpecOverrides, SpecOverrides, Placements, Issue[]]>([
    [
      "more searchable days than days",
      { retention: { days: 30, searchableDays: 31 } },
      {},
      {},
      [error("searchable-above-days", ["spec", "retention", "searchableDays"], { searchableDays: 31, days: 30 })],
    ],
    [
      "days that an override takes below the searchable ones, which the spec has",
      { retention: { days: 400, searchableDays: 90 } },
      { retention: { days: 89 } },
      {},
      [error("searchable-above-days", ["spec", "retention", "searchableDays"], { searchableDays: 90, days: 89 })],
    ],
    [
      "searchable days of the overrides",
      { retention: { days: 30 } },
      { retention: { searchableDays: 400 } },
      {},
      [error("searchable-above-days", ["overrides", "retention", "searchableDays"], { searchableDays: 400, days: 30 })],
    ],
    [
      "a replica where the archive is",
      {},
      {},
      { aws: { region: "eu-central-1", replicaRegion: "eu-central-1" } },
      [error("replica-same-region", ["aws", "replicaRegion"], { region: "eu-central-1" })],
    ],
    ...(
      [
        ["us-gov-west-1", "us-west-2"],
        ["us-west-2", "us-gov-west-1"],
        ["cn-north-1", "us-gov-west-1"],
        ["us-iso-east-1", "us-isob-east-1"],
        ["eu-central-1", "eusc-de-east-1"],
      ] as const
    ).map(([region, replicaRegion]): [string, SpecOverrides, SpecOverrides, Placements, Issue[]] => [
      `a replica of ${region} in ${replicaRegion}, another partition`,
      {},
      {},
      { aws: { region, replicaRegion } },
      [error("replica-other-partition", ["aws", "replicaRegion"], { region, replicaRegion })],
    ]),
    ...(
      [
        ["us-gov-west-1", "us-gov-east-1"],
        ["cn-north-1", "cn-northwest-1"],
        ["eu-central-1", "us-east-1"],
      ] as const
    ).map(([region, replicaRegion]): [string, SpecOverrides, SpecOverrides, Placements, Issue[]] => [
      `nothing: a replica of ${region} in ${replicaRegion}, of the same partition`,
      {},
      {},
      { aws: { region, replicaRegion } },
      [],
    ]),
    [
      "a trail of one account that is to be protected from the organization",
      {},
      {},
      { aws: { region: "eu-central-1", protectTrail: { target: "r-a1b2" } } },
      [error("protect-trail-without-organization", ["aws", "protectTrail"], {})],
    ],
    [
      "nothing: the organization's trail that is protected",
      {},
      {},
      {
        aws: {
          region: "eu-central-1",
          scope: "organization",
          organizationId: "o-a1b2c3d4e5",
          protectTrail: { target: "ou-a1b2-c3d4e5f6" },
        },
      },
      [],
    ],
    [
      "cold storage that would begin when the retention ends",
      { retention: { days: 400, coldAfterDays: 400 } },
      {},
      {},
      [error("cold-not-before-end", ["spec", "retention", "coldAfterDays"], { coldAfterDays: 400, days: 400 })],
    ],
    [
      "cold storage of the overrides, beyond the days of nobody's writing",
      {},
      { retention: { coldAfterDays: 401 } },
      {},
      [error("cold-not-before-end", ["overrides", "retention", "coldAfterDays"], { coldAfterDays: 401, days: 400 })],
    ],
    [
      "compliance without a yes, in all clouds",
      compliance,
      {},
      all,
      [
        error(
          "irreversible-unacknowledged",
          ["spec", "retention", "immutability"],
          locks("the S3 objects, the Cloud Storage bucket and its objects, the storage account and its blobs"),
        ),
      ],
    ],
    [
      "compliance without a yes, in one cloud",
      {},
      compliance,
      { azure: { location: "westeurope" } },
      [
        error(
          "irreversible-unacknowledged",
          ["overrides", "retention", "immutability"],
          locks("the storage account and its blobs"),
        ),
      ],
    ],
    [
      "compliance without a yes, in no cloud yet",
      { ...compliance, acknowledgeIrreversible: false },
      {},
      {},
      [error("irreversible-unacknowledged", ["spec", "retention", "immutability"], locks("the evidence"))],
    ],
    [
      "a yes that an override takes back",
      { ...compliance, acknowledgeIrreversible: true },
      { acknowledgeIrreversible: false },
      {},
      [error("irreversible-unacknowledged", ["spec", "retention", "immutability"], locks("the evidence"))],
    ],
    [
      "disposable evidence under governance",
      { ...disposable, retention: { immutability: "governance" } },
      {},
      {},
      [error("disposable-immutable", ["spec", "retention", "immutability"], { immutability: "governance" })],
    ],
    [
      "disposable evidence under compliance, twice wrong",
      compliance,
      disposable,
      {},
      [
        error("disposable-immutable", ["spec", "retention", "immutability"], { immutability: "compliance" }),
        error("irreversible-unacknowledged", ["spec", "retention", "immutability"], locks("the evidence")),
      ],
    ],
    [
      "an organization without an id",
      {},
      {},
      {
        aws: { region: "eu-central-1", scope: "organization" },
        gcp: { project: "acme-audit", location: "eu", scope: "organization" },
      },
      [
        error("organization-without-id", ["aws", "organizationId"], { example: "o-a1b2c3d4e5" }),
        error("organization-without-id", ["gcp", "organizationId"], { example: "123456789012" }),
      ],
    ],
    [
      "an id without an organization",
      {},
      {},
      {
        aws: { region: "eu-central-1", scope: "account", organizationId: "o-a1b2c3d4e5" },
        gcp: { project: "acme-audit", location: "eu", organizationId: "1" },
      },
      [
        error("id-without-organization", ["aws", "organizationId"], {}),
        error("id-without-organization", ["gcp", "organizationId"], {}),
      ],
    ],
    ["nothing: compliance with a yes", { ...compliance, acknowledgeIrreversible: true }, {}, all, []],
    ["nothing: as many searchable days as days", { retention: { days: 30, searchableDays: 30 } }, {}, all, []],
    [
      "an endpoint that nothing would be sent to",
      {},
      {},
      {
        aws: { region: "eu-central-1", streamEndpoint: { url: "https://siem.example.com/firehose" } },
      },
      [error("stream-endpoint-without-stream", ["aws", "streamEndpoint"], {})],
    ],
    [
      "nothing: an endpoint that a stream goes to",
      { stream: { enabled: true } },
      {},
      {
        aws: { region: "eu-central-1", streamEndpoint: { url: "https://siem.example.com/firehose" } },
      },
      [],
    ],
    [
      "nothing: disposable evidence that is not locked",
      { ...disposable, retention: { immutability: "none" } },
      {},
      all,
      [],
    ],
  ])("%s", (_what, spec, overrides, placements, issues) => {
    expect(resolve(spec, overrides, placements).issues).toStrictEqual(issues);
  });

  test("or in the spec's text, where that is given", () => {
    const { plan, issues } = resolvePlan({
      today: "2026-07-01",
      spec: { retention: { days: 30, searchableDays: 31 } },
      overrides: { evidence: "kept" },
      placements: {},
      paths: { ...paths, spec: ["specYaml"] },
    });
    expect(issues.map(({ path }) => path)).toStrictEqual([["specYaml", "retention", "searchableDays"]]);
    const texts = { ...paths, spec: ["specYaml"] };
    expect(pathOf(["retention", "days"], plan, texts)).toStrictEqual(["specYaml", "retention", "days"]);
    expect(pathOf(["evidence"], plan, texts)).toStrictEqual(["overrides", "evidence"]);
    expect(pathOf(["encryption", "rotationDays"], plan, texts)).toStrictEqual([
      "specYaml",
      "encryption",
      "rotationDays",
    ]);
  });
});

test("a plan can't be changed", () => {
  const { plan } = resolve(
    { capture: { bestEffort: ["identity"] } },
    {},
    { aws: { region: "eu-west-1", readers: {} } },
  );
  const parts = [plan, plan.settings, plan.settings.capture, plan.settings.capture.bestEffort, plan.origins];
  expect([...parts, plan.placements, plan.placements.aws, plan.placements.aws?.readers].map(Object.isFrozen)).toEqual(
    Array(8).fill(true),
  );
});

describe("the alerts of the catalog", () => {
  const selected = (catalog: readonly string[], mute: readonly string[] = []) => {
    const muted = mute.map((alert) => ({ alert, reason: "single sign-on only" }));
    const { plan, issues } = resolve({ alerts: { catalog: [...catalog], mute: muted } } as SpecOverrides);
    return {
      ids: plan.rules.catalog.map(({ alert, muted }) => (muted === undefined ? alert.id : `${alert.id}: ${muted}`)),
      issues,
    };
  };

  it("are selected by group and one by one, each once, in the order of their ids", () => {
    const ofCost = catalogAlerts.filter(({ groups }) => groups.includes("cost")).map(({ id }) => id);
    expect(ofCost).toContain("budget-changed");
    expect(selected(["cost"]).ids).toEqual(ofCost);
    expect(selected(["root-use", "cost", "budget-changed"]).ids).toEqual([...ofCost, "root-use"].sort());
    expect(selected([]).ids).toEqual([]);
  });

  it("are muted with a reason", () => {
    const { ids, issues } = selected(["root-use", "mfa-weakened"], ["mfa-weakened"]);
    expect(ids).toEqual(["mfa-weakened: single sign-on only", "root-use"]);
    expect(issues).toEqual([]);
  });

  it("are not muted where nobody selects them", () => {
    expect(selected(["root-use"], ["root-use", "mfa-weakened"]).issues).toEqual([
      {
        code: "mute-not-selected",
        severity: "error",
        path: ["spec", "alerts", "mute", 1, "alert"],
        params: { alert: "mfa-weakened" },
      },
    ]);
  });
});

describe("the rules of a spec", () => {
  const exclude = (...rules: [name: string, when: string][]) =>
    rules.map(([name, when]) => ({ name, when, reason: "noise" }));

  test("are read once, and carry their filters", () => {
    const alert = {
      name: "denials",
      when: 'outcome == "denied"',
      severity: "high",
      threshold: { count: 20, withinMinutes: 5 },
    } as const;
    const { plan, issues } = resolve({
      capture: { exclude: exclude(["kms", 'service == "kms.amazonaws.com"']) },
      alerts: { custom: [alert] },
    });
    expect(issues).toEqual([]);
    expect(plan.rules).toStrictEqual({
      exclude: [
        {
          name: "kms",
          when: 'service == "kms.amazonaws.com"',
          reason: "noise",
          filter: { kind: "equal", field: { of: "event", name: "service" }, values: ["kms.amazonaws.com"], fold: true },
        },
      ],
      catalog: [],
      alerts: [
        {
          ...alert,
          filter: { kind: "equal", field: { of: "event", name: "outcome" }, values: ["denied"], fold: true },
        },
      ],
    });
    expect(Object.isFrozen(plan.rules.exclude[0]?.filter)).toBe(true);
  });

  test("of the overrides replace those of the spec", () => {
    const { plan, issues } = resolve(
      { capture: { exclude: exclude(["a", "mfa"]) } },
      { capture: { exclude: exclude(["b", "mfa = true"]) } },
    );
    expect(plan.rules.exclude).toEqual([]);
    expect(issues).toEqual([
      {
        code: "filter-syntax",
        severity: "error",
        path: ["overrides", "capture", "exclude", 0, "when"],
        offset: 4,
        params: { place: "character 5", found: "=", instead: "compare with ==" },
      },
    ]);
  });

  test("are refused where a name is given twice, or nothing or everything matches", () => {
    const alerts = {
      custom: [
        { name: "all", when: "true", severity: "low" as const },
        { name: "none", when: "mfa && !mfa", severity: "low" as const },
      ],
    };
    const { issues } = resolve({
      capture: { exclude: exclude(["a", "mfa"], ["a", "!mfa"], ["b", "mfa || !mfa"]) },
      alerts,
    });
    expect(issues.map(({ code, path }) => [code, path.slice(1).join(".")])).toEqual([
      ["name-twice", "capture.exclude.1.name"],
      ["excludes-everything", "capture.exclude.2.when"],
      ["never-matches", "alerts.custom.1.when"],
    ]);
  });
});
