import { describe, expect, test } from "vitest";
import { componentArgs } from "../../../core/contract/components.ts";
import { deferred } from "../../../core/contract/deferred.ts";
import type { Issue, IssueCode, IssueParams, Path } from "../../../core/contract/issues.ts";
import { awsPlacement } from "../../../core/contract/placement.ts";
import { auditSpec, specOverrides } from "../../../core/contract/spec.ts";
import { parse } from "../../../core/spec/parse.ts";

const error = <C extends IssueCode>(code: C, path: Path, params: IssueParams[C]): Issue =>
  ({ code, severity: "error", path, params }) as Issue;

const specKeys = Object.keys(auditSpec.shape);
const fullSpec = {
  version: 1,
  capture: { management: "write", identity: true, bestEffort: ["identity"] },
  retention: { days: 400, searchableDays: 90, immutability: "compliance" },
  encryption: { customerManagedKey: true, rotationDays: 90 },
  evidence: "kept",
  acknowledgeIrreversible: true,
};
const fullArgs = {
  spec: fullSpec,
  overrides: { retention: { days: 30 } },
  tags: { "cost-center": "security", owner: deferred },
  aws: {
    region: "eu-central-1",
    scope: "organization",
    organizationId: "o-a1b2c3d4e5",
    readers: { auditors: "arn:aws:iam::111122223333:role/security-audit", later: deferred },
  },
  gcp: {
    project: "acme-audit",
    location: "eu",
    scope: "organization",
    organizationId: "123456789012",
    readers: { auditors: "group:security@example.com", later: deferred },
  },
  azure: {
    location: "westeurope",
    scope: "subscription",
    redundancy: "GZRS",
    lockExistingAccount: true,
    readers: {
      auditors: { principalId: "11111111-2222-3333-4444-555555555555", principalType: "User" },
      later: { principalId: deferred },
    },
  },
};

test("a value that is right is taken as it is, with what is not known yet", () => {
  expect(parse(auditSpec, fullSpec)).toStrictEqual({ value: fullSpec, issues: [] });
  expect(parse(componentArgs.AuditLog, fullArgs)).toStrictEqual({ value: fullArgs, issues: [] });
  expect(parse(auditSpec, { version: 1 })).toStrictEqual({ value: { version: 1 }, issues: [] });
});

test("a mistake changes nothing in what was given", () => {
  const given = { version: 2, capture: { management: "al" }, extra: 1 };
  const before = structuredClone(given);
  parse(auditSpec, given);
  expect(given).toStrictEqual(before);
});

test("all errors are reported at once, and what is wrong is left out of the value", () => {
  const given = {
    version: 2,
    captur: {},
    capture: { management: "al", identity: "yes", reads: true, bestEffort: ["identity", "reads"] },
    retention: { days: 0, searchableDays: 1.5, immutability: null },
    encryption: [],
    evidence: "disposable",
  };
  expect(parse(auditSpec, given)).toStrictEqual({
    value: {
      capture: { bestEffort: ["identity", "reads"] },
      retention: {},
      evidence: "disposable",
    },
    issues: [
      error("unknown-version", ["version"], { found: "the number 2", known: 1 }),
      error("not-allowed", ["capture", "management"], {
        found: 'the text "al"',
        allowed: ["all", "write"],
        nearest: "all",
      }),
      error("wrong-type", ["capture", "identity"], { expected: "true or false", found: 'the text "yes"' }),
      error("not-allowed", ["capture", "bestEffort", 1], {
        found: 'the text "reads"',
        allowed: ["identity", "data", "insights"],
        nearest: undefined,
      }),
      error("unknown-key", ["capture", "reads"], {
        key: "reads",
        nearest: undefined,
        known: ["management", "identity", "data", "exclude", "insights", "bestEffort"],
      }),
      error("out-of-range", ["retention", "days"], { found: 0, min: 1, max: 36_500, unit: "days" }),
      error("not-whole", ["retention", "searchableDays"], { found: 1.5 }),
      error("not-allowed", ["retention", "immutability"], {
        found: "nothing",
        allowed: ["none", "governance", "compliance"],
        nearest: undefined,
      }),
      error("wrong-type", ["encryption"], { expected: "a mapping", found: "a list" }),
      error("unknown-key", ["captur"], { key: "captur", nearest: "capture", known: specKeys }),
    ],
  });
});

describe("an unknown key is named with the nearest that is known there", () => {
  const awsKeys = Object.keys(awsPlacement.shape);
  const argKeys = ["spec", "specYaml", "overrides", "channels", "tags"];
  test.each<[object, Path, string | undefined, string[]]>([
    [{ specyaml: "" }, ["specyaml"], "specYaml", [...argKeys, "aws", "gcp", "azure"]],
    [{ google: {} }, ["google"], undefined, [...argKeys, "aws", "gcp", "azure"]],
    [{ overrides: { version: 1 } }, ["overrides", "version"], undefined, Object.keys(specOverrides.shape)],
    [{ spec: { version: 1, retntion: {} } }, ["spec", "retntion"], "retention", specKeys],
    [{ aws: { region: "eu-west-1", organisationId: "x" } }, ["aws", "organisationId"], "organizationId", awsKeys],
    [
      { azure: { location: "westeurope", readers: { a: { principalId: deferred, principleType: "User" } } } },
      ["azure", "readers", "a", "principleType"],
      "principalType",
      ["principalId", "principalType"],
    ],
    [{ constructor: 1 }, ["constructor"], undefined, [...argKeys, "aws", "gcp", "azure"]],
    [JSON.parse('{"__proto__": {"spec": 1}}'), ["__proto__"], undefined, [...argKeys, "aws", "gcp", "azure"]],
  ])("in %j", (given, path, nearest, known) => {
    const key = String(path.at(-1));
    expect(parse(componentArgs.AuditLog, given).issues).toStrictEqual([
      error("unknown-key", path, { key, nearest, known }),
    ]);
  });
});

describe("a required key that is missing is asked for in the words of the reference", () => {
  test.each<[object, Path, string]>([
    [{ spec: {} }, ["spec", "version"], "the version of this format: 1"],
    [{ aws: {} }, ["aws", "region"], "the region of the trail, its bucket, log group and key, such as eu-central-1"],
    [
      { gcp: { location: "eu" } },
      ["gcp", "project"],
      "the id of the project that holds the stores and the key, and whose events are routed unless scope says otherwise",
    ],
    [
      { gcp: { project: "acme-audit" } },
      ["gcp", "location"],
      "the region of the bucket, the log bucket and the key, such as europe-west3, or us or eu for the multi-regions",
    ],
    [
      { azure: {} },
      ["azure", "location"],
      "the location of the storage account, the workspace and the key vault, such as westeurope",
    ],
    [
      { azure: { location: "westeurope", readers: { a: {} } } },
      ["azure", "readers", "a", "principalId"],
      "the principal's object id in Microsoft Entra, a UUID",
    ],
  ])("in %j", (given, path, expected) => {
    expect(parse(componentArgs.AuditLog, given).issues).toStrictEqual([error("missing-key", path, { expected })]);
  });
});

describe("a text of the wrong form is refused", () => {
  const reader = {
    wanted: "the ARN of an IAM role, user or account",
    example: "arn:aws:iam::111122223333:role/security-audit",
  };
  const name = { wanted: "a lower-case name of letters, digits and hyphens, at most 30", example: "security-team" };
  const member = { wanted: "a member that is not public", example: "group:security@example.com" };
  const aws = (more: object) => ({ aws: { region: "eu-west-1", ...more } });
  const gcp = (more: object) => ({ gcp: { project: "acme-audit", location: "eu", ...more } });

  test.each<[object, Issue]>([
    [
      aws({ organizationId: "o-short" }),
      error("wrong-format", ["aws", "organizationId"], { wanted: "an organization's id", example: "o-a1b2c3d4e5" }),
    ],
    [aws({ readers: { a: "*" } }), error("wrong-format", ["aws", "readers", "a"], reader)],
    [aws({ readers: { a: "arn:aws:iam::1:role/x" } }), error("wrong-format", ["aws", "readers", "a"], reader)],
    [
      aws({ readers: { a: "arn:aws:iam::111122223333:role/*" } }),
      error("wrong-format", ["aws", "readers", "a"], reader),
    ],
    [aws({ readers: { "Security Team": deferred } }), error("wrong-format", ["aws", "readers", "Security Team"], name)],
    [aws({ readers: { ["a".repeat(31)]: deferred } }), error("wrong-format", ["aws", "readers", "a".repeat(31)], name)],
    [
      aws({ region: "eu-centrl-1" }),
      error("unknown-location", ["aws", "region"], { cloud: "aws", example: "eu-central-1" }),
    ],
    [
      gcp({ location: "EU" }),
      error("unknown-location", ["gcp", "location"], { cloud: "gcp", example: "europe-west3" }),
    ],
    [
      gcp({ project: "Acme" }),
      error("wrong-format", ["gcp", "project"], { wanted: "a project id", example: "acme-audit" }),
    ],
    [
      gcp({ organizationId: "organizations/1" }),
      error("wrong-format", ["gcp", "organizationId"], { wanted: "an organization's number", example: "123456789012" }),
    ],
    [gcp({ readers: { a: "allUsers" } }), error("wrong-format", ["gcp", "readers", "a"], member)],
    [gcp({ readers: { a: "allAuthenticatedUsers" } }), error("wrong-format", ["gcp", "readers", "a"], member)],
    [
      { azure: { location: "mars" } },
      error("unknown-location", ["azure", "location"], { cloud: "azure", example: "westeurope" }),
    ],
    [
      { azure: { location: "westeurope", readers: { a: { principalId: "security" } } } },
      error("wrong-format", ["azure", "readers", "a", "principalId"], {
        wanted: "the object id of a principal",
        example: "11111111-2222-3333-4444-555555555555",
      }),
    ],
    [
      { tags: { "aws:mine": "x" } },
      error("wrong-format", ["tags", "aws:mine"], {
        wanted: "a tag name of at most 128 letters, digits, spaces and _.:=+-@, not starting with aws:",
        example: "cost-center",
      }),
    ],
    [
      { tags: { team: "a\nb" } },
      error("wrong-format", ["tags", "team"], {
        wanted: "a tag value of at most 256 letters, digits, spaces and _.:/=+-@",
        example: "security",
      }),
    ],
  ])("in %j", (given, issue) => {
    expect(parse(componentArgs.AuditLog, given).issues).toStrictEqual([issue]);
  });

  test.each<[string, Path]>([
    ['{"tags": {"__proto__": "x"}}', ["tags", "__proto__"]],
    ['{"aws": {"region": "eu-west-1", "readers": {"__proto__": null}}}', ["aws", "readers", "__proto__"]],
  ])("as the name in %s, which would be lost without a word", (given, path) => {
    expect(parse(componentArgs.AuditLog, JSON.parse(given)).issues).toStrictEqual([
      error("wrong-format", path, { wanted: "a usable name", example: "proto" }),
    ]);
  });

  test.each<[object]>([
    [aws({ readers: { a: "arn:aws:iam::111122223333:root" } })],
    [aws({ readers: { a: "arn:aws-us-gov:sts::111122223333:assumed-role/x/y@z" } })],
    [aws({ readers: { ["a".repeat(30)]: deferred } })],
    [gcp({ readers: { a: "domain:example.com", b: "principalSet://iam.googleapis.com/x", c: "user:a@b.c" } })],
    [{ tags: { ["n".repeat(128)]: "v".repeat(256), "größe @1": "" } }],
  ])("but not in %j", (given) => {
    expect(parse(componentArgs.AuditLog, given).issues).toStrictEqual([]);
  });
});

test("a name that can't be used is left out of the value even where the rest is wrong too", () => {
  const given = JSON.parse('{"azure": {"readers": {"__proto__": null, "team": {"principalId": "x"}}}}');
  const { value, issues } = parse(componentArgs.AuditLog, given);
  expect(JSON.stringify(value)).toBe('{"azure":{"readers":{"team":{}}}}');
  expect(issues.map(({ code }) => code)).toEqual(["wrong-format", "missing-key", "wrong-format"]);
});

describe("what is not known yet is refused where it decides what is made", () => {
  const at = (path: Path): object => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), deferred) as object;

  test.each<[Path]>([
    [["spec"]],
    [["specYaml"]],
    [["overrides"]],
    [["tags"]],
    [["aws"]],
    [["gcp"]],
    [["azure"]],
    [["overrides", "capture"]],
    [["overrides", "capture", "management"]],
    [["overrides", "capture", "identity"]],
    [["overrides", "capture", "bestEffort"]],
    [["overrides", "retention"]],
    [["overrides", "retention", "days"]],
    [["overrides", "retention", "searchableDays"]],
    [["overrides", "retention", "immutability"]],
    [["overrides", "encryption"]],
    [["overrides", "encryption", "customerManagedKey"]],
    [["overrides", "encryption", "rotationDays"]],
    [["overrides", "evidence"]],
    [["overrides", "acknowledgeIrreversible"]],
  ])("%j", (path) => {
    expect(parse(componentArgs.AuditLog, at(path)).issues).toStrictEqual([error("not-known-yet", path, {})]);
  });

  test("in a list, in the version, and in every plain part of a placement", () => {
    const azureReaders = { a: deferred, b: { principalId: deferred, principalType: deferred } };
    const given = {
      spec: { version: deferred, capture: { bestEffort: [deferred] } },
      aws: { region: deferred, scope: deferred, organizationId: deferred, readers: deferred },
      gcp: { project: deferred, location: deferred, scope: deferred, organizationId: deferred, readers: deferred },
      azure: { location: deferred, redundancy: deferred, lockExistingAccount: deferred, readers: azureReaders },
    };
    const { issues } = parse(componentArgs.AuditLog, given);
    const paths = issues.map(({ path }) => path.join(".")).sort();
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(["not-known-yet"]));
    expect(paths).toEqual([
      "aws.organizationId",
      "aws.readers",
      "aws.region",
      "aws.scope",
      "azure.location",
      "azure.lockExistingAccount",
      "azure.readers.a",
      "azure.readers.b.principalType",
      "azure.redundancy",
      "gcp.location",
      "gcp.organizationId",
      "gcp.project",
      "gcp.readers",
      "gcp.scope",
      "spec.capture.bestEffort.0",
      "spec.version",
    ]);
  });

  test("a key that the contract does not know is unknown, whatever its value", () => {
    expect(parse(auditSpec, { version: 1, constructor: deferred }).issues).toStrictEqual([
      error("unknown-key", ["constructor"], { key: "constructor", nearest: undefined, known: specKeys }),
    ]);
  });
});

describe("an endpoint that a stream goes to", () => {
  const given = (streamEndpoint: object) => ({ aws: { region: "eu-west-1", streamEndpoint } });
  const url = (address: string) => given({ url: address });
  const key = (accessKey: string) => given({ url: "https://siem.example.com", accessKey });
  const path = "https://siem.example.com/";

  test.each([
    url("https://siem.example.com"),
    url("https://siem.example.com:443/v1/input/firehose?category=logging"),
    url(`${path}${"a".repeat(1000 - path.length)}`),
    given({ url: deferred, accessKey: deferred }),
    key('{"user": "a", "key": "b c"}'),
    key("k".repeat(4096)),
  ])("is taken: %j", (args) => {
    expect(parse(componentArgs.AuditLog, args).issues).toEqual([]);
  });

  test.each([
    "http://siem.example.com",
    "https://siem.example.com:8443/",
    "https://user:hush@siem.example.com",
    "https://siem.example.com/#a",
    "https://siem.example.com/a b",
    "HTTPS://siem.example.com",
    "https://",
    `${path}${"a".repeat(1001 - path.length)}`,
  ])("is refused: %s", (address) => {
    expect(parse(componentArgs.AuditLog, url(address)).issues).toStrictEqual([
      error("wrong-format", ["aws", "streamEndpoint", "url"], {
        wanted: "an https:// URL of at most 1,000 characters, on port 443",
        example: "https://siem.example.com/firehose",
      }),
    ]);
  });

  test.each(["", " ", "a\nb", "ключ", "k".repeat(4097)])("has no access key %j", (accessKey) => {
    expect(parse(componentArgs.AuditLog, key(accessKey)).issues).toStrictEqual([
      error("wrong-format", ["aws", "streamEndpoint", "accessKey"], {
        wanted: "an access key of at most 4,096 characters",
        example: "a1b2c3d4e5f6",
      }),
    ]);
  });

  test("must have its URL", () => {
    expect(parse(componentArgs.AuditLog, given({ accessKey: "a" })).issues).toMatchObject([
      { code: "missing-key", path: ["aws", "streamEndpoint", "url"] },
    ]);
  });
});
