import { describe, expect, test } from "vitest";
import { componentArgs } from "../../../core/contract/components.ts";
import type { Issue, Path } from "../../../core/contract/issues.ts";
import { cloudWatchRetentionDays, type limits } from "../../../core/contract/limits.ts";
import { auditSpec } from "../../../core/contract/spec.ts";
import { parse } from "../../../core/spec/parse.ts";

/** A value of each type, and how it is called. */
const found = {
  nothing: [null, "nothing"],
  list: [[1], "a list"],
  mapping: [{ a: 1 }, "a mapping"],
  text: ["1", 'the text "1"'],
  long: ["x".repeat(61), "a text"],
  number: [7, "the number 7"],
  endless: [Number.POSITIVE_INFINITY, "the number Infinity"],
  truth: [true, "the boolean true"],
} as const;

type Kind = keyof typeof found;

/** The arguments that a path may lead into, with what is required beside it. */
const required = {
  spec: { version: 1 },
  overrides: {},
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "eu" },
  azure: { location: "westeurope" },
} as const;

const at = (path: Path, value: unknown): unknown =>
  path.reduceRight((inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }), value);

const withValue = ([first, ...rest]: Path, value: unknown): unknown => {
  if (rest.length === 0) return { [String(first)]: value };
  const beside = (required as Record<string, object>)[String(first)] ?? {};
  return { [String(first)]: { ...beside, ...(at(rest, value) as object) } };
};

const mappings: Path[] = [
  ["spec"],
  ["overrides"],
  ["tags"],
  ["aws"],
  ["gcp"],
  ["azure"],
  ["spec", "capture"],
  ["spec", "retention"],
  ["spec", "encryption"],
  ["overrides", "capture"],
  ["overrides", "retention"],
  ["overrides", "encryption"],
  ["aws", "readers"],
  ["gcp", "readers"],
  ["azure", "readers"],
  ["azure", "readers", "auditors"],
];
const lists: Path[] = [["spec", "capture", "bestEffort"]];
const texts: Path[] = [
  ["specYaml"],
  ["tags", "team"],
  ["aws", "region"],
  ["aws", "organizationId"],
  ["aws", "readers", "auditors"],
  ["gcp", "project"],
  ["gcp", "location"],
  ["gcp", "organizationId"],
  ["gcp", "readers", "auditors"],
  ["azure", "location"],
  ["azure", "readers", "auditors", "principalId"],
];
const truths: Path[] = [
  ["spec", "capture", "identity"],
  ["spec", "encryption", "customerManagedKey"],
  ["spec", "acknowledgeIrreversible"],
  ["azure", "lockExistingAccount"],
];
const numbers: Path[] = [
  ["spec", "retention", "days"],
  ["spec", "retention", "searchableDays"],
  ["spec", "encryption", "rotationDays"],
  ["spec", "health", "silenceAfterHours"],
];

const wrongKinds = (allowed: readonly Kind[]): Kind[] =>
  (Object.keys(found) as Kind[]).filter((kind) => !allowed.includes(kind));

const cases = (
  [
    [mappings, "a mapping", ["mapping"]],
    [lists, "a list", ["list"]],
    [texts, "a text", ["text", "long"]],
    [truths, "true or false", ["truth"]],
    [numbers, "a whole number", ["number"]],
  ] as const
).flatMap(([paths, expected, allowed]) =>
  paths.flatMap((path) => wrongKinds(allowed).map((kind) => [path.join("."), kind, path, expected] as const)),
);

describe("a value of the wrong type is refused with the right one", () => {
  test.each(cases)("%s given a value of kind %s", (_name, kind, path, expected) => {
    const [value, called] = found[kind];
    expect(parse(componentArgs.AuditLog, withValue(path, value)).issues).toStrictEqual([
      { code: "wrong-type", severity: "error", path, params: { expected, found: called } },
    ]);
  });
});

describe("a choice is refused with all that may be chosen", () => {
  const choices: [Path, string[]][] = [
    [
      ["spec", "capture", "management"],
      ["all", "write"],
    ],
    [
      ["spec", "capture", "bestEffort", 0],
      ["identity", "data", "insights"],
    ],
    [
      ["spec", "retention", "immutability"],
      ["none", "governance", "compliance"],
    ],
    [
      ["spec", "evidence"],
      ["kept", "disposable"],
    ],
    [
      ["aws", "scope"],
      ["account", "organization"],
    ],
    [
      ["gcp", "scope"],
      ["project", "organization"],
    ],
    [["azure", "scope"], ["subscription"]],
    [
      ["azure", "redundancy"],
      ["LRS", "ZRS", "GRS", "GZRS"],
    ],
  ];
  const cases = choices.flatMap(([path, allowed]) => wrongKinds([]).map((kind) => [path, kind, allowed] as const));

  test.each(cases)("%j given a value of kind %s", (path, kind, allowed) => {
    const [value, called] = found[kind];
    expect(parse(componentArgs.AuditLog, withValue(path, value)).issues).toStrictEqual([
      { code: "not-allowed", severity: "error", path, params: { found: called, allowed, nearest: undefined } },
    ]);
  });
});

test.each<[string, unknown, string]>([
  ["2", 2, "the number 2"],
  ["a text", "1", 'the text "1"'],
  ["null", null, "nothing"],
  ["a mapping that can't become a text", { toString: 1 }, "a mapping"],
  ["a mapping without a prototype", Object.create(null), "a mapping"],
])("a version that is %s is refused with the one that is known", (_what, version, called) => {
  expect(parse(auditSpec, { version }).issues).toStrictEqual([
    { code: "unknown-version", severity: "error", path: ["version"], params: { found: called, known: 1 } },
  ]);
});

describe("a range takes its ends and refuses what is one beyond", () => {
  const within = (
    path: Path,
    min: number,
    max: number,
    unit: string,
    wrap = (value: unknown) => withValue(path, value),
  ) => ({
    accepted: [min, max].map(wrap),
    refused: [min - 1, max + 1, -1, 1e300].map((value): [unknown, Issue] => [
      wrap(value),
      { code: "out-of-range", severity: "error", path, params: { found: value, min, max, unit } },
    ]),
  });
  const days = (path: Path, min: number, max: number) => within(path, min, max, "days");
  const alertWith = (threshold: object) => ({
    spec: { version: 1, alerts: { custom: [{ name: "a", when: "mfa", severity: "low", threshold }] } },
  });
  const thresholdPath = (field: string): Path => ["spec", "alerts", "custom", 0, "threshold", field];
  const listed = (
    path: Path,
    max: number,
    unit: string,
    entry: (at: number) => unknown,
    wrap = (list: unknown) => withValue(path, list),
  ) => {
    const list = (count: number) => wrap(Array.from({ length: count }, (_, at) => entry(at)));
    return {
      accepted: [list(0), list(max)],
      refused: [
        [list(max + 1), { code: "too-many", severity: "error", path, params: { found: max + 1, max, unit } }],
      ] as [unknown, Issue][],
    };
  };
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "x"]));
  const channels = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, { email: { address: "a@example.com" } }]));

  /** These depend on the plan: the tests of blueprints have them. */
  const ranges: Record<
    Exclude<
      keyof typeof limits,
      | "azureWorkspaceDays"
      | "gcpSilenceMinutes"
      | "azureSilenceMinutes"
      | "ruleTargets"
      | "ruleName"
      | "eventRules"
      | "eventRulesOfFew"
      | "trails"
      | "metricFilters"
      | "subscriptionFilters"
      | "deliveryStreams"
      | "activityLogAlerts"
    >,
    { accepted: unknown[]; refused: [unknown, Issue][] }
  > = {
    retentionDays: days(["spec", "retention", "days"], 1, 36_500),
    coldAfterDays: days(["spec", "retention", "coldAfterDays"], 1, 36_499),
    searchableDays: days(["overrides", "retention", "searchableDays"], 1, 3_650),
    rotationDays: days(["spec", "encryption", "rotationDays"], 90, 2_560),
    silenceHours: within(["spec", "health", "silenceAfterHours"], 1, 168, "hours", (silenceAfterHours) => ({
      spec: { version: 1, health: { silenceAfterHours } },
    })),
    streamHours: within(["spec", "stream", "retentionHours"], 24, 168, "hours", (retentionHours) => ({
      spec: { version: 1, stream: { retentionHours } },
    })),
    dataCaptures: listed(["spec", "capture", "data"], 20, "entries", () => ({ service: "storage" })),
    dataResources: listed(
      ["spec", "capture", "data", 0, "resources"],
      50,
      "names",
      (at) => `bucket-${at}`,
      (resources) => ({ spec: { version: 1, capture: { data: [{ service: "storage", resources }] } } }),
    ),
    exclusions: listed(["spec", "capture", "exclude"], 50, "exclusions", (at) => ({
      name: `e${at}`,
      when: "mfa",
      reason: "x",
    })),
    customAlerts: listed(["spec", "alerts", "custom"], 200, "alerts", (at) => ({
      name: `a${at}`,
      when: "mfa",
      severity: "low",
    })),
    alertRegions: listed(
      ["spec", "alerts", "regions", "aws"],
      16,
      "regions",
      () => "eu-central-1",
      (aws) => ({ spec: { version: 1, alerts: { regions: { aws } } } }),
    ),
    alertCount: within(thresholdPath("count"), 1, 10_000, "events", (count) => alertWith({ count, withinMinutes: 5 })),
    alertMinutes: within(thresholdPath("withinMinutes"), 1, 1_380, "minutes", (withinMinutes) =>
      alertWith({ count: 5, withinMinutes }),
    ),
    channels: {
      accepted: [{ channels: channels(0) }, { channels: channels(16) }],
      refused: [
        [
          { channels: channels(17) },
          {
            code: "too-many",
            severity: "error",
            path: ["channels"],
            params: { found: 17, max: 16, unit: "channels" },
          },
        ],
      ],
    },
    tags: {
      accepted: [{ tags: tags(0) }, { tags: tags(50) }],
      refused: [
        [
          { tags: tags(51) },
          { code: "too-many", severity: "error", path: ["tags"], params: { found: 51, max: 50, unit: "tags" } },
        ],
      ],
    },
  };

  test.each(Object.entries(ranges))("%s", (_name, { accepted, refused }) => {
    expect(accepted.flatMap((given) => parse(componentArgs.AuditLog, given).issues)).toEqual([]);
    for (const [given, issue] of refused) expect(parse(componentArgs.AuditLog, given).issues).toStrictEqual([issue]);
  });

  test("a day and a half is rounded by nobody", () => {
    expect(parse(auditSpec, { version: 1, retention: { days: 1.5 } }).issues).toStrictEqual([
      { code: "not-whole", severity: "error", path: ["retention", "days"], params: { found: 1.5 } },
    ]);
  });

  test("every number of searchable days that the contract allows is offered by CloudWatch Logs, rounded up", () => {
    expect(cloudWatchRetentionDays.at(-1)).toBeGreaterThanOrEqual(3_650);
    expect([...cloudWatchRetentionDays]).toEqual([...cloudWatchRetentionDays].sort((a, b) => a - b));
  });
});
