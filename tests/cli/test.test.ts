import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cloudTrailCall } from "../core/event/cloudtrail-call.ts";
import { type Files, ran } from "./ran.ts";

const call = (eventSource: string, eventName: string, more?: Record<string, unknown>): string =>
  JSON.stringify(cloudTrailCall(eventSource, eventName, more));

const rootCall = call("iam.amazonaws.com", "CreateUser", {
  userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" },
});
const denied = call("ec2.amazonaws.com", "RunInstances", { errorCode: "AccessDenied" });
const disabled = call("kms.amazonaws.com", "DisableKey");

const head = `version: 1
capture:
  management: write
  exclude:
    - { name: kms, when: 'service == "kms.amazonaws.com"', reason: noise }
alerts:
  catalog: [root-use, console-login-no-mfa]
  mute: [{ alert: console-login-no-mfa, reason: SSO only }]
  custom:
    - { name: denials, when: 'outcome == "denied"', severity: low, threshold: { count: 3, withinMinutes: 1 } }
    - { name: key-off, when: 'operation == "DisableKey" && region != "eu-west-2"', severity: high }
tests:
`;

const fixtures: Files = {
  "audit/fixtures/root.json": rootCall,
  "audit/fixtures/denied.json": denied,
  "audit/fixtures/kms.json": disabled,
  "audit/fixtures/both.ndjson": `${rootCall}\n${denied}\n`,
  "audit/fixtures/empty.json": "\n",
  "audit/fixtures/text.json": "hello",
  "audit/fixtures/list.json": `[${rootCall}, {"a": 1}]`,
  "audit/fixtures/bytes.json": Uint8Array.of(0x1f, 0x8b, 0x08, 0xff),
  "audit/fixtures/huge.json": " ".repeat(5_000_001),
  "audit/fixtures": { refused: "EISDIR" },
  "audit/fixtures/secret.json": { refused: "EACCES" },
};

/** Runs the tests of a spec, without the time that they took. */
const tested = async (tests: string, ...args: string[]) => {
  const files = { ...fixtures, "audit/audit.yaml": head + tests };
  const { code, stdout, stderr } = await ran(files, ["test", "audit/audit.yaml", ...args]);
  return { code, stdout: stdout.replaceAll(/\d+\.\d\d s/g, "T s"), stderr };
};

it("says of each test that passes that it does, and ends with 0", async () => {
  expect(
    await tested(`
  - { name: root pages us, event: fixtures/root.json, expect: { stored: true, captured: true, alerts: [root-use], clouds: [aws] } }
  - { name: a key goes unseen, event: fixtures/kms.json, expect: { stored: false, captured: false, alerts: [], clouds: [] } }
  - { name: a record as it is written, event: ${denied}, expect: { stored: true } }
  - name: a record as text
    event: |
      ${rootCall}
    expect: { alerts: [root-use] }
  - { name: a file of two, event: fixtures/both.ndjson, expect: { stored: true, alerts: [root-use] } }
`),
  ).toEqual({
    code: 0,
    stdout: `audit/audit.yaml
  ok      root pages us
  ok      a key goes unseen
  ok      a record as it is written
  ok      a record as text
  ok      a file of two

5 passed of 5 tests in T s
`,
    stderr: "",
  });
});

it("says of each that fails what came, which part of the spec decided it and what was near, and ends with 1", async () => {
  expect(
    await tested(`
  - { name: kept, event: fixtures/kms.json, expect: { stored: true, captured: true, alerts: [key-off], clouds: [aws] } }
  - { name: quiet, event: fixtures/both.ndjson, expect: { stored: false, alerts: [] } }
  - name: two are few
    events: [{ event: fixtures/denied.json, repeat: 2 }]
    expect: { alerts: [denials] }
  - name: three are slow
    events: [{ event: fixtures/denied.json, repeat: 3, everySeconds: 31 }]
    expect: { alerts: [denials] }
  - { name: muted, event: fixtures/root.json, expect: { alerts: [console-login-no-mfa, consent-granted, key-off] } }
`),
  ).toEqual({
    code: 1,
    stdout: `audit/audit.yaml
  not ok  kept (audit/audit.yaml:14:5)
            captured: expected true, got false
              AWS's DisableKey of 2026-07-01T10:00:00Z: capture.exclude.kms leaves it out
            stored: expected true, got false
              AWS's DisableKey of 2026-07-01T10:00:00Z: capture.exclude.kms leaves it out
            clouds: expected aws, got none
            alerts: expected key-off, got none
              key-off: it matches 1 event, not stored, of which nobody is told: capture.exclude.kms leaves it out
  not ok  quiet (audit/audit.yaml:15:5)
            stored: expected false, got true, of 2 of 2 events
              AWS's CreateUser of 2026-07-01T10:00:00Z: capture.management asks for it
              AWS's RunInstances of 2026-07-01T10:00:00Z: capture.management asks for it
            alerts: expected none, got root-use
              root-use: tells of 1 event on AWS
  not ok  two are few (audit/audit.yaml:16:5)
            alerts: expected denials, got none
              denials: it tells of 3 within 1 minute, and 2 came on AWS
  not ok  three are slow (audit/audit.yaml:19:5)
            alerts: expected denials, got none
              denials: it tells of 3 within 1 minute, and 3 came on AWS, at most 2 of them that close together
  not ok  muted (audit/audit.yaml:22:5)
            alerts: expected console-login-no-mfa, consent-granted, key-off, got root-use
              console-login-no-mfa: it is muted: SSO only
                its filter does not match AWS's CreateUser of 2026-07-01T10:00:00Z; this does not hold:
                  operation == "ConsoleLogin": operation is "CreateUser"
                  has(native.additionalEventData.MFAUsed): the event has no native.additionalEventData.MFAUsed
              consent-granted: the spec does not select it; add it, or its group (identity, data), to alerts.catalog
                it has no meaning on AWS: applications have no consent of users: access is by roles
              key-off: its filter does not match AWS's CreateUser of 2026-07-01T10:00:00Z; this does not hold:
                  operation == "DisableKey": operation is "CreateUser"
              root-use: tells of 1 event on AWS

0 passed, 5 failed of 5 tests in T s
`,
    stderr: "",
  });
});

describe("a test whose events can't be read is broken, at its place", () => {
  const as = "give it as the cloud wrote it";
  it.each<[string, string]>([
    [
      "fixtures/none.json",
      "audit/fixtures/none.json: there is no such file; give its path relative to the spec's file",
    ],
    ["fixtures", "audit/fixtures: this is a folder; give a file with one record or several"],
    ["fixtures/secret.json", "audit/fixtures/secret.json: the file may not be read; allow it, or give another"],
    ["fixtures/bytes.json", "audit/fixtures/bytes.json: the file is no UTF-8 text; unpack it, or save it as UTF-8"],
    ["fixtures/huge.json", "audit/fixtures/huge.json: the file is over 5 MB; keep the records that the test is about"],
    ["fixtures/empty.json", "audit/fixtures/empty.json: there is no record in it; give one as the cloud wrote it"],
    ["fixtures/text.json", `audit/fixtures/text.json: record 1 is no audit event: not JSON; ${as}`],
    [
      "fixtures/list.json",
      `audit/fixtures/list.json: record 2 is no audit event: no audit event of a known form; ${as}`,
    ],
    ["{ a: 1 }", `record 1 is no audit event: no audit event of a known form; ${as}`],
    ["[]", "there is no record in it; give one as the cloud wrote it"],
    ["'{'", `record 1 is no audit event: not JSON; ${as}`],
  ])("%s", async (event, problem) => {
    expect(await tested(`  - { name: a, event: ${event}, expect: { stored: true } }\n`)).toEqual({
      code: 1,
      stdout: `audit/audit.yaml
  broken  a (audit/audit.yaml:13:23)
            event: ${problem}

0 passed, 1 broken of 1 test in T s
`,
      stderr: "",
    });
  });

  it("and each of a sequence is named", async () => {
    const { stdout } = await tested(`
  - name: a
    events: [{ event: fixtures/root.json }, { event: fixtures/a.json }, { event: fixtures/b.json }]
    expect: { stored: true }
`);
    expect(stdout.match(/events\[\d\]\.event/g)).toEqual(["events[1].event", "events[2].event"]);
  });
});

it("runs no tests of a spec with errors, and says them as check does", async () => {
  expect(await tested("  - { name: a, event: fixtures/root.json, expect: { alerts: [root-uze] } }\n")).toEqual({
    code: 1,
    stdout: `audit/audit.yaml:13:62: error: tests[0].expect.alerts[0]: root-uze is neither in the catalog nor in alerts.custom; did you mean root-use? give the id of an alert, as auditlog catalog alerts lists them
audit/audit.yaml: 1 error

0 passed of 0 tests in T s; 1 file with errors not run
`,
    stderr: "",
  });
});

it("says of a spec without tests how to write them, and ends with 1", async () => {
  const { code, stdout } = await ran({ "audit.yaml": "version: 1\n" }, ["test"]);
  expect([code, stdout]).toEqual([
    1,
    `audit.yaml
  there are no tests in it; write them under tests:, such as - { name: root pages us, event: fixtures/root.json, expect: { alerts: [root-use] } }

0 passed of 0 tests in 0.00 s
`,
  ]);
});

it("shows with --coverage what no test reaches", async () => {
  const one = "  - { name: a, event: fixtures/root.json, expect: { stored: true } }\n";
  const other = "  - { name: b, event: fixtures/kms.json, expect: { stored: false } }\n";
  const third =
    "  - { name: c, events: [{ event: fixtures/denied.json, repeat: 3 }], expect: { alerts: [denials] } }\n";
  expect((await tested(one, "--coverage")).stdout).toBe(`audit/audit.yaml
  ok      a
  coverage 40 %: 1 of 3 alerts, 1 of 2 parts of capture; no test reaches
    capture.exclude.kms
    alert denials
    alert key-off

1 passed of 1 test in T s
`);
  // An alert whose event is not stored tells nobody, so that it is not reached.
  const { stdout } = await tested(one + other + third, "--coverage", "--json");
  expect(JSON.parse(stdout).coverage).toEqual({
    percent: 80,
    unreached: ["alert key-off"],
    parts: [
      { kind: "capture", name: "capture.management", isReached: true },
      { kind: "capture", name: "capture.exclude.kms", isReached: true },
      { kind: "alert", name: "denials", isReached: true },
      { kind: "alert", name: "key-off", isReached: false },
      { kind: "alert", name: "root-use", isReached: true },
    ],
  });
});

it("tells programs the same", async () => {
  const tests = `
  - { name: a, event: fixtures/root.json, expect: { stored: true } }
  - { name: b, event: fixtures/root.json, expect: { stored: false } }
  - { name: c, event: fixtures/none.json, expect: { stored: true } }
`;
  const { code, stdout } = await tested(tests, "--json");
  const seconds = expect.any(Number);
  expect([code, JSON.parse(stdout)]).toEqual([
    1,
    {
      file: "audit/audit.yaml",
      passed: 1,
      failed: 1,
      broken: 1,
      tests: [
        { name: "a", verdict: "passed", line: 14, column: 5, seconds, reasons: [] },
        {
          name: "b",
          verdict: "failed",
          line: 15,
          column: 5,
          seconds,
          reasons: [
            "stored: expected false, got true",
            "  AWS's CreateUser of 2026-07-01T10:00:00Z: capture.management asks for it",
          ],
        },
        {
          name: "c",
          verdict: "broken",
          line: 16,
          column: 23,
          seconds,
          reasons: [
            "event: audit/fixtures/none.json: there is no such file; give its path relative to the spec's file",
          ],
        },
      ],
      issues: [],
    },
  ]);
});

it("of several files tells each, and ends with 1 where one test fails", async () => {
  const spec = (stored: boolean): string =>
    `version: 1\ntests:\n  - { name: a, event: root.json, expect: { stored: ${stored} } }\n`;
  const files = { "a.yaml": spec(true), "b.yaml": spec(false), "root.json": rootCall };
  const { code, stdout } = await ran(files, ["test", "a.yaml", "b.yaml", "--json"]);
  expect([
    code,
    JSON.parse(stdout).map(({ file, passed, failed }: Record<string, unknown>) => [file, passed, failed]),
  ]).toEqual([
    1,
    [
      ["a.yaml", 1, 0],
      ["b.yaml", 0, 1],
    ],
  ]);
});

it("colours on a terminal, and lets no name reach it that a terminal would obey", async () => {
  const files = {
    "audit.yaml": `version: 1\ntests:\n  - { name: "a\\e[31m\\u202Eb", event: root.json, expect: { stored: true } }\n`,
    "root.json": rootCall,
  };
  const { stdout } = await ran(files, ["test"], true);
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    "\u001b[1maudit.yaml\u001b[0m",
    "  \u001b[32mok      \u001b[0ma\\u001b[31m\\u202eb",
  ]);
});

describe("--junit", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "auditlog-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes a report that build servers read", async () => {
    const file = join(folder, "report.xml");
    const { code } = await tested(
      `
  - { name: a, event: fixtures/root.json, expect: { stored: true } }
  - { name: b, event: fixtures/root.json, expect: { stored: false } }
  - { name: c, event: fixtures/none.json, expect: { stored: true } }
`,
      "--junit",
      file,
    );
    const report = readFileSync(file, "utf8").replaceAll(/time="[\d.]+"/g, 'time="T"');
    expect([code, report]).toEqual([
      1,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="auditlog test" time="T">
  <testsuite name="audit/audit.yaml" tests="3" failures="1" errors="1" skipped="0" time="T">
    <testcase name="a" classname="audit/audit.yaml" file="audit/audit.yaml" line="14" time="T"/>
    <testcase name="b" classname="audit/audit.yaml" file="audit/audit.yaml" line="15" time="T">
      <failure message="stored: expected false, got true" type="failure">stored: expected false, got true
  AWS&apos;s CreateUser of 2026-07-01T10:00:00Z: capture.management asks for it</failure>
    </testcase>
    <testcase name="c" classname="audit/audit.yaml" file="audit/audit.yaml" line="16" time="T">
      <error message="event: audit/fixtures/none.json: there is no such file; give its path relative to the spec&apos;s file" type="error">event: audit/fixtures/none.json: there is no such file; give its path relative to the spec&apos;s file</error>
    </testcase>
  </testsuite>
</testsuites>
`,
    ]);
  });

  it("that can't be written is a mistake in the call", async () => {
    const files = { ...fixtures, "audit.yaml": "version: 1\n" };
    const file = join(folder, "none", "report.xml");
    expect(await ran(files, ["test", "--junit", file])).toEqual({
      code: 2,
      stdout: "",
      stderr: `auditlog: ${file}: its folder does not exist; make it, or give another path\n`,
    });
    expect(await ran(files, ["test", "--junit", folder])).toEqual({
      code: 2,
      stdout: "",
      stderr: `auditlog: ${folder}: this is a folder; give the path of a file\n`,
    });
  });

  it("is given once", async () => {
    expect(await ran({}, ["test", "--junit", "a", "--junit=b"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "auditlog: --junit is given 2 times; give it once: one report has all files\n",
    });
  });
});

it("without a file that is there, says which it looked for", async () => {
  expect(await ran({}, ["test"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "auditlog: audit.yaml: there is no such file; give the path of an audit.yaml\n",
  });
});
