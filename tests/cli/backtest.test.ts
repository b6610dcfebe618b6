import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ran } from "./ran.ts";

/** Does not prove what DuckDB finds of every filter: tests/core/backtest does. */

const spec = `version: 1
capture: { management: write }
alerts:
  catalog: [root-use]
  custom:
    - { name: denied, when: 'outcome == "denied"', severity: low, threshold: { count: 2, withinMinutes: 1 } }
    - { name: deletes, when: 'operation.startsWith("Delete")', severity: medium }
`;

const call = (eventName: string, second: number, more: object = {}) => ({
  eventVersion: "1.11",
  eventTime: `2026-07-01T10:00:${String(second).padStart(2, "0")}Z`,
  eventSource: "ec2.amazonaws.com",
  eventName,
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly: false,
  eventType: "AwsApiCall",
  eventCategory: "Management",
  ...more,
});

const root = { userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" } };
const denied = { errorCode: "AccessDenied" };

const records = [
  call("CreateUser", 1, root),
  call("RunInstances", 2, denied),
  call("RunInstances", 40, denied),
  call("RunInstances", 41, { ...denied, eventTime: "2026-07-02T10:00:00Z" }),
];

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-backtest-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const asked = (...args: string[]) => ran({ "a.yaml": spec }, ["backtest", "a.yaml", ...args]);

const foundIn = async (...args: string[]): Promise<unknown> => {
  const { stdout } = await asked(...args, "--cloud", "aws", "--run", "--json");
  const { clouds, alerts } = JSON.parse(stdout);
  const { stored: _, ...counts } = clouds.aws;
  return {
    ...counts,
    ...Object.fromEntries(alerts.map((one: { id: string; told: number }) => [one.id, one.told])),
  };
};

const all = { records: 4, events: 4, broken: 0, "root-use": 1, denied: 1, deletes: 0 };

it("tells of each alert how many events match, when, and how often people would have been told", async () => {
  const file = written("a.ndjson", `${lines(records)}{"digestStartTime":"2026-07-01T10:00:00Z"}\nhello\n`);
  expect(await asked(file, "--cloud", "aws", "--run")).toEqual({
    code: 0,
    stdout: `a.yaml on 6 records, by DuckDB

AWS: 4 events
  critical root-use: 1 event, at 2026-07-01T10:00:01Z
  low denied: 1 burst of 2 within 1 minute, in 3 events, 2026-07-01T10:00:02Z to 2026-07-02T10:00:00Z

1 record of other forms, or of clouds that were not asked for: replay reads more

1 line that is no JSON
`,
    stderr: "",
  });
});

it("tells programs the same, with each burst", async () => {
  const file = written("a.ndjson", lines(records));
  const { stdout } = await asked(file, "--cloud", "aws", "--run", "--json", "--alert", "denied");
  expect(JSON.parse(stdout)).toEqual({
    spec: "a.yaml",
    engine: "DuckDB",
    clouds: { aws: { records: 4, events: 4, broken: 0, stored: { fidelity: "exact", issues: [] } } },
    alerts: [
      {
        cloud: "aws",
        id: "denied",
        severity: "low",
        threshold: { count: 2, withinMinutes: 1 },
        isOwn: false,
        fidelity: "exact",
        events: 3,
        unseen: 0,
        told: 1,
        first: "2026-07-01T10:00:02Z",
        last: "2026-07-02T10:00:00Z",
        bursts: [{ from: 1782900002, to: 1782900040, most: 2 }],
        issues: [],
      },
    ],
  });
});

it("tells apart what the spec stores, of which people are told, and what it does not", async () => {
  const reads = [
    call("GetUser", 3, { ...root, readOnly: true }),
    call("DeleteUser", 4, { ...denied, readOnly: "true" }),
  ];
  const file = written("a.ndjson", lines([...records, ...reads]));
  expect((await asked(file, "--cloud", "aws", "--run")).stdout.split("\n").slice(2)).toEqual([
    "AWS: 6 events",
    "  critical root-use: 1 event, at 2026-07-01T10:00:01Z",
    "      1 event more that match are not stored: nobody is told of them",
    "  low denied: 1 burst of 2 within 1 minute, in 3 events, 2026-07-01T10:00:02Z to 2026-07-02T10:00:00Z",
    "      1 event more that match are not stored: nobody is told of them",
    "  medium deletes: 0 events",
    "      1 event more that match are not stored: nobody is told of them",
    "",
  ]);
  const all = spec.replace("management: write", "management: all");
  const { stdout } = await ran({ "a.yaml": all }, ["backtest", "a.yaml", file, "--cloud", "aws", "--run"]);
  expect(stdout.split("\n").slice(2)).toEqual([
    "AWS: 6 events",
    "  critical root-use: 2 events, 2026-07-01T10:00:01Z to 2026-07-01T10:00:03Z",
    "  low denied: 1 burst of 2 within 1 minute, in 4 events, 2026-07-01T10:00:02Z to 2026-07-02T10:00:00Z",
    "  medium deletes: 1 event, at 2026-07-01T10:00:04Z",
    "",
  ]);
});

it("says in the query where an engine takes more for stored than is", async () => {
  const first = async (capture: string, ...args: string[]) => {
    const text = spec.replace("{ management: write }", capture);
    return (await ran({ "a.yaml": text }, ["backtest", "a.yaml", ...args])).stdout.split("\n").slice(0, 2);
  };
  const data = "{ data: [{ service: storage, resources: [logs] }], bestEffort: [data] }";
  expect(await first(data, "--engine", "athena")).toEqual([
    "-- a.yaml on AWS, for Athena: 3 alerts",
    "-- what is stored: Athena matches more than asked: it has no ARNPrefix of what is listed; filter the rest where events are read",
  ]);
  expect(await first(data, "x", "--cloud", "aws")).toEqual([
    "-- a.yaml on AWS, for DuckDB: 3 alerts",
    expect.stringMatching(/^CREATE/),
  ]);
  const versions = "{ exclude: [{ name: old, when: '!(native.protoPayload.request.version > 2)', reason: old }] }";
  expect(await first(versions, "x", "--cloud", "gcp")).toEqual([
    "-- a.yaml on Google Cloud, for DuckDB: 2 alerts",
    "-- what is stored: DuckDB matches more than asked: it has not Cloud Logging's conversion of types in fields that a service fills in; filter the rest where events are read",
  ]);
});

it("reads log files, lines, packed ones, folders, patterns and names with a quotation mark", async () => {
  mkdirSync(join(folder, "deep"));
  mkdirSync(join(folder, "other"));
  written("deep/a.json.gz", gzipSync(JSON.stringify({ Records: records.slice(0, 1) })));
  written("deep/it's.ndjson.zst", zstdCompressSync(lines(records.slice(1, 3))));
  written("other/b.json", JSON.stringify({ Records: records.slice(3) }, null, 2));
  expect(await foundIn(folder)).toEqual(all);
  expect(await foundIn(join(folder, "**", "*.json*"), join(folder, "deep", "it's.ndjson.zst"))).toEqual(all);
  expect(await foundIn(join(folder, "other", "b.json"))).toEqual({
    ...all,
    records: 1,
    events: 1,
    "root-use": 0,
    denied: 0,
  });
});

it("asks of the days that are given, with the first and the last", async () => {
  const file = written("a.ndjson", lines(records));
  const none = { ...all, "root-use": 0, denied: 0 };
  expect(await foundIn(file, "--from", "2026-07-01", "--to", "2026-07-02")).toEqual(all);
  expect(await foundIn(file, "--to", "2026-07-01")).toEqual(all);
  expect(await foundIn(file, "--from", "2026-07-02")).toEqual(none);
  expect(await foundIn(file, "--to", "2026-06-30")).toEqual(none);
});

it("writes a query that DuckDB answers as it stands", async () => {
  const file = written("a.ndjson", lines(records));
  const { stdout } = await asked(file, "--cloud", "aws");
  expect(stdout.split("\n")[0]).toBe("-- a.yaml on AWS, for DuckDB: 3 alerts");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = (await connection.runAndReadAll(stdout)).getRowObjectsJson();
  expect(rows.map(({ alert, events, told }) => [alert, events, told])).toEqual([
    ["deletes", "0", "0"],
    ["denied", "3", "1"],
    ["root-use", "1", "1"],
  ]);
});

it("shows a terminal nothing of a filter or a file's name that it would obey", async () => {
  const hostile = `${spec}    - { name: esc, when: "userAgent == '\\\\u001b[2J\\\\u202e'", severity: low }\n`;
  const file = written("a\u001b[2J.ndjson", lines([call("CreateUser", 1, { userAgent: "\u001b[2J\u202e" })]));
  const args = ["backtest", "a.yaml", file, "--cloud", "aws", "--alert", "esc"];
  const { stdout } = await ran({ "a.yaml": hostile }, args);
  expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const { stdout: found } = await ran({ "a.yaml": hostile }, [...args, "--run"]);
  expect(found.split("\n")[3]).toBe("  low esc: 1 event, at 2026-07-01T10:00:01Z");
  const { stderr } = await asked("b\u001b[2J.ndjson", "--cloud", "aws", "--run");
  expect(stderr.trimEnd()).not.toMatch(/\p{Cc}/u);
});

it("says in the query where DuckDB says more than the filter", async () => {
  const wide = `${spec}    - { name: greek, when: 'userAgent == "Σ"', severity: low }\n`;
  const { stdout } = await ran({ "a.yaml": wide }, [
    "backtest",
    "a.yaml",
    "a.json",
    "--cloud",
    "gcp",
    "--alert",
    "greek",
  ]);
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    "-- a.yaml on Google Cloud, for DuckDB: 1 alert",
    "-- greek: DuckDB matches more than asked: it has no common lower case of some letters; filter the rest where events are read",
  ]);
});

it("writes the query of another engine, over its usual table or another", async () => {
  const tables = async (...args: string[]) =>
    [
      ...(await asked(...args)).stdout.matchAll(
        /(?:FROM|\(union isfuzzy=true|\() ?(cloudtrail_logs|logs\.ct|SigninLogs|AzureActivity)\b/g,
      ),
    ].map(([, table]) => table);
  expect(await tables("--engine", "athena")).toEqual(["cloudtrail_logs"]);
  expect(await tables("--engine", "athena", "--table", "logs.ct")).toEqual(["logs.ct"]);
  expect(await tables("--engine", "kql", "--table", "SigninLogs", "--alert", "denied")).toEqual(["SigninLogs"]);
  expect((await asked("--engine", "bigquery", "--table", "my-project.audit_logs._AllLogs")).stdout).toContain(
    "FROM `my-project.audit_logs._AllLogs`",
  );
  expect((await asked("--engine", "kql")).stdout.split("\n").slice(0, 2)).toEqual([
    "// a.yaml on Azure, for Log Analytics: 2 alerts",
    "union isfuzzy=true",
  ]);
});

describe("a mistake in the call", () => {
  it.each([
    [[], 'no files are given; give what DuckDB is to read: auditlog backtest a.yaml "archive/**/*.json.gz"'],
    [["-"], "an archive can't come in on the standard input; give its files"],
    [["x", "--engine", "duckdp"], "duckdp is no engine; did you mean duckdb? give duckdb, athena, bigquery, kql"],
    [
      ["x", "--alert", "root-uze"],
      "the spec tells of no alert root-uze; did you mean root-use? it tells of root-use, denied, deletes",
    ],
    [["x", "--from", "2026-02-30"], "--from 2026-02-30 is no day; give one as in 2026-03-07"],
    [["x", "--from", "0000-01-01"], "--from 0000-01-01 is no day; give one as in 2026-03-07"],
    [["x", "--to", "today"], "--to today is no day; give one as in 2026-03-07"],
    [
      ["x", "--from", "2026-03-02", "--to", "2026-03-01"],
      "--from 2026-03-02 is after --to 2026-03-01; give the earlier day to --from",
    ],
    [["x", "--from", "2026-03-02", "--from", "2026-03-01"], "--from is given 2 times; give it once"],
    [["x", "--engine", "athena"], "athena reads a table, and no files; leave out x"],
    [["--engine", "kql", "--run"], "--run asks DuckDB; leave it out, and give kql the query"],
    [
      ["--engine", "athena", "--cloud", "gcp"],
      "athena has archives of AWS alone; leave out --cloud, or give another --engine",
    ],
    [["--engine", "bigquery"], "bigquery needs a table; give one as in --table my-project.audit_logs._AllLogs"],
    [
      ["--engine", "bigquery", "--table", "a.b`; --"],
      "--table a.b`; -- is no name of a table; give one as in my-project.audit_logs._AllLogs",
    ],
    [["x", "--table", "t"], "duckdb reads files, and no table; leave out --table"],
    [
      ["--engine", "athena", "--table", "t; DROP"],
      "--table t; DROP is no name of a table; give one as in logs.cloudtrail_logs",
    ],
    [
      ["--engine", "kql", "--table", "SignInLogs"],
      "SignInLogs is no table that is asked; did you mean SigninLogs? give AzureActivity, AuditLogs, SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs, AADManagedIdentitySignInLogs, AZKVAuditLogs, StorageBlobLogs",
    ],
    [["x", "--ndjson"], "backtest has no --ndjson; leave it out: it counts events, and does not list them"],
  ])("%j", async (args, said) => {
    expect(await asked(...args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${said}\n` });
  });

  it("is a spec without alerts", async () => {
    const { code, stderr } = await ran({ "a.yaml": "version: 1\n" }, ["backtest", "a.yaml", "x"]);
    expect([code, stderr]).toEqual([
      2,
      "auditlog: the spec tells of no alerts; name some in alerts.catalog, or describe them in alerts.custom\n",
    ]);
  });
});

it("leaves out of a folder what is not called JSON, and says so", async () => {
  written("a.ndjson", lines(records.slice(0, 2)));
  mkdirSync(join(folder, "deep"));
  written("deep/b.json.gz", gzipSync(JSON.stringify({ Records: records.slice(2) })));
  written("READ\u001b[2JME.md", "# hello {");
  written("deep/notes.txt", "hello");
  expect(await foundIn(folder)).toEqual(all);
  const { stderr } = await asked(folder, "--cloud", "aws", "--run");
  expect(stderr).toMatch(/^auditlog: \/.* has files that are not called JSON, which are left out: \S+ and 1 more\n$/);
  expect(stderr.trimEnd()).not.toMatch(/\p{Cc}/u);
});

it("asks up to the last day that there is", async () => {
  const file = written("a.ndjson", lines(records));
  expect(await foundIn(file, "--from", "0001-01-01", "--to", "9999-12-31")).toEqual(all);
  for (const [engine, table] of [["athena"], ["kql"], ["bigquery", "d._AllLogs"]]) {
    const more = table === undefined ? [] : ["--table", table];
    const { stdout } = await asked("--engine", engine!, "--to", "9999-12-31", ...more);
    expect(stdout).not.toMatch(/9999|10000/);
  }
});

it("says where none of the alerts can match", async () => {
  const file = written("a.ndjson", lines(records));
  const text = "version: 1\nalerts: { custom: [{ name: az, when: 'cloud == \"azure\"', severity: low }] }\n";
  const { stdout } = await ran({ "a.yaml": text }, ["backtest", "a.yaml", file, "--run"]);
  expect(stdout.split("\n")).toEqual([
    "a.yaml on 4 records, by DuckDB",
    "",
    "AWS: none of the alerts can match there",
    "",
    "Google Cloud: none of the alerts can match there",
    "",
    "4 records of other forms, or of clouds that were not asked for: replay reads more",
    "",
  ]);
});

it("says what DuckDB says where it can't answer", async () => {
  const file = join(folder, "none.json");
  const { code, stdout, stderr } = await asked(file, "--cloud", "aws", "--run");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^auditlog: DuckDB could not answer: IO Error: No files found .*none\.json"\n$/);
});

it("says how DuckDB is had where it is not", () => {
  const file = written("a.yaml", spec);
  const main = join(import.meta.dirname, "../../cli/main.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "backtest", file, folder, "--run"], {
    cwd: folder,
    env: { PATH: folder },
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "auditlog: DuckDB is not here; npm install @duckdb/node-api in this folder, or put the program duckdb on your PATH, or leave out --run and give it the query\n",
  });
});

const sampled = (command: string, file: string, ...more: string[]) => {
  const root = join(import.meta.dirname, "../..");
  const args = ["cli/main.ts", command, file, "examples/events", "--json", ...more];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect(status).toBe(0);
  return JSON.parse(stdout);
};

interface Said {
  readonly [name: string]: unknown;
}

const counts = ({ cloud, id, events, unseen, told, first, last, bursts }: Said) => ({
  cloud,
  id,
  events,
  unseen,
  told,
  first,
  last,
  bursts,
});

it.each(["audit.yaml", "examples/ci/audit.yaml", "examples/first-audit-log/audit.yaml"])(
  "says of each alert of %s on the sample events what replay says",
  { timeout: 60_000 },
  (file) => {
    const byName = (said: readonly Said[]) =>
      said.map(counts).sort((a, b) => (`${a.id} ${a.cloud}` < `${b.id} ${b.cloud}` ? -1 : 1));
    const { clouds, alerts } = sampled("backtest", file, "--run");
    expect(Object.values(clouds).map((of) => (of as { events: number }).events)).toEqual([36, 29, 36]);
    const found = byName(
      alerts.filter(({ events, unseen }: { events: number; unseen: number }) => events + unseen > 0),
    );
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual(byName(sampled("replay", file).alerts));
  },
);
