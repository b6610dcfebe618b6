import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ran } from "./ran.ts";

/** Does not prove how fast it is, nor that its memory stays flat: `npm run bench` measures both. */

const spec = `version: 1
capture:
  management: write
  exclude:
    - { name: kms, when: 'service == "kms.amazonaws.com"', reason: noise }
alerts:
  catalog: [root-use]
  custom:
    - { name: denied, when: 'outcome == "denied"', severity: low, threshold: { count: 2, withinMinutes: 1 } }
`;

const call = (eventSource: string, eventName: string, second: number, more: object = {}) => ({
  eventVersion: "1.11",
  eventTime: `2026-07-01T10:00:${String(second).padStart(2, "0")}Z`,
  eventSource,
  eventName,
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly: false,
  eventType: "AwsApiCall",
  eventCategory: "Management",
  managementEvent: true,
  ...more,
});

const root = { userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" } };
const denied = { errorCode: "AccessDenied" };

const records = [
  call("iam.amazonaws.com", "CreateUser", 1, root),
  call("ec2.amazonaws.com", "RunInstances", 2, denied),
  call("ec2.amazonaws.com", "RunInstances", 40, denied),
  call("ec2.amazonaws.com", "DescribeInstances", 41, { readOnly: true }),
  call("kms.amazonaws.com", "DisableKey", 42),
];

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-replay-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

/** The standard output and the standard error without the folder's own name. */
const replayed = async (...args: string[]) => {
  const { code, stdout, stderr } = await ran({ "a.yaml": spec }, ["replay", "a.yaml", ...args]);
  const plain = (text: string): string => text.replaceAll(`${folder}/`, "");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
};

const eventsIn = async (...args: string[]): Promise<unknown> => {
  const { stdout } = await replayed(...args, "--json");
  const { events, isComplete, clouds } = JSON.parse(stdout);
  return { events, isComplete, captured: clouds.aws?.fates.captured };
};

it("tells what became of events, whom alerts tell, and what is no event", async () => {
  const file = written(
    "a.ndjson",
    `${lines(records)}{"digestStartTime":"2026-07-01T10:00:00Z","logFiles":[]}\nhello\n`,
  );
  expect(await replayed(file)).toEqual({
    code: 0,
    stderr: "",
    stdout: `a.yaml on 5 events in 1 file

AWS: 5 events, 2026-07-01T10:00:01Z to 2026-07-01T10:00:42Z
    captured  3
    dropped   2
  by the parts of the spec
    capture.exclude.kms  1
    capture.management   3
  by activity
                           captured   dropped
    access.denied                 2         0
    compute.change                2         0
    discovery.read                0         1
    encryption.key.change         0         1
    identity.change               1         0
    privileged.use                1         0

Alerts
  low denied (AWS): 1 burst of 2 within 1 minute, in 2 events, 2026-07-01T10:00:02Z to 2026-07-01T10:00:40Z
      2026-07-01T10:00:02Z RunInstances by arn:aws:iam::111122223333:user/max
      a.ndjson, byte 306
  critical root-use (AWS): 1 event, at 2026-07-01T10:00:01Z
      2026-07-01T10:00:01Z CreateUser by arn:aws:iam::111122223333:root
      a.ndjson, byte 0

No audit events
  1: a CloudTrail digest file: it signs the log files, and has no events; the first in a.ndjson, byte 1622
  1: not JSON; the first in a.ndjson, byte 1679
`,
  });
});

it("tells programs of each record, a line each", async () => {
  const file = written("a.json", `${JSON.stringify({ Records: [records[0], records[4]] })}\nhello\n`);
  const { code, stdout } = await replayed(file, "--ndjson");
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const common = { file: "a.json", cloud: "aws" };
  expect([code, told]).toEqual([
    0,
    [
      {
        ...common,
        offset: 0,
        record: 0,
        time: "2026-07-01T10:00:01Z",
        operation: "CreateUser",
        fate: "captured",
        by: "capture.management",
        alerts: ["root-use"],
      },
      {
        ...common,
        offset: 0,
        record: 1,
        time: "2026-07-01T10:00:42Z",
        operation: "DisableKey",
        fate: "dropped",
        by: "capture.exclude.kms",
        alerts: [],
      },
      { file: "a.json", offset: told[2].offset, record: 0, rejected: "not JSON" },
    ],
  ]);
});

describe("reads", () => {
  const whole = { events: 5, isComplete: true, captured: 3 };

  it.each<[string, string | Uint8Array]>([
    ["a log file of S3", JSON.stringify({ Records: records })],
    ["the same, packed by gzip", gzipSync(JSON.stringify({ Records: records }))],
    ["the same, packed by zstd", zstdCompressSync(JSON.stringify({ Records: records }))],
    ["lines, packed one after the other", Buffer.concat(records.map((one) => gzipSync(lines([one]))))],
    ["an array with indentation and a byte order mark", `\uFEFF${JSON.stringify(records, undefined, 2)}`],
    [
      "events of EventBridge",
      lines(records.map((detail) => ({ source: "aws.x", "detail-type": "AWS API Call via CloudTrail", detail }))),
    ],
  ])("%s", async (_, content) => {
    expect(await eventsIn(written("file", content))).toEqual(whole);
  });

  it("folders with what is in them, patterns, and each file once", async () => {
    mkdirSync(join(folder, "logs/2026"), { recursive: true });
    written("logs/2026/a.json.gz", gzipSync(lines(records.slice(0, 2))));
    written("logs/b.ndjson", lines(records.slice(2)));
    written("logs/.hidden", lines(records));
    expect(await eventsIn(join(folder, "logs"))).toEqual(whole);
    expect(await eventsIn(join(folder, "logs/**/*.{gz,ndjson}"))).toEqual(whole);
    expect(await eventsIn(join(folder, "logs"), join(folder, "logs/b.ndjson"))).toEqual(whole);
  });

  it("the standard input, until it is closed", async () => {
    const file = written("a.yaml", spec);
    const main = join(import.meta.dirname, "../../cli/main.ts");
    const child = spawn(process.execPath, [main, "replay", file, "-", "--json"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let stdout = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    for (const one of records) child.stdin.write(lines([one]));
    child.stdin.end();
    await once(child, "close");
    expect(JSON.parse(stdout).events).toBe(5);
  });
});

describe("a file that can't be read whole is said, with how far it was, and the rest is counted", () => {
  const packed = gzipSync(
    lines(Array.from({ length: 2000 }, (_, at) => ({ ...records[1], eventID: `${at}-${Math.sin(at)}` }))),
  );

  it("a packed file that ends in the middle", async () => {
    const cut = written("cut.gz", packed.subarray(0, packed.length / 2));
    const whole = written("whole.ndjson", lines(records));
    const { code, stdout, stderr } = await replayed(cut, whole);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^auditlog: cut\.gz: the packed file ends in the middle; what was in it so far is counted \(byte \d+\)\n$/,
    );
    expect(stdout).toMatch(
      /NOT COMPLETE: these files could not be read whole\n {2}cut\.gz, byte \d+: the packed file ends/,
    );
    const { isComplete, unread, events } = JSON.parse((await replayed(cut, whole, "--json")).stdout);
    expect([isComplete, unread.length, events > 500]).toEqual([false, 1, true]);
  });

  it.each<[string, string | Uint8Array, string]>([
    [
      "a damaged packed file",
      Buffer.concat([packed.subarray(0, 3000), Buffer.alloc(3000, 7), packed.subarray(6000)]),
      "the packed file is damaged",
    ],
    ["a Parquet file", "PAR1....", "this is a Parquet file; export it as JSON lines"],
    ["a zip archive", Uint8Array.of(0x50, 0x4b, 3, 4), "this is a zip archive; unpack it first"],
  ])("%s", async (_, content, reason) => {
    const { code, stderr } = await replayed(written("file", content), written("whole.ndjson", lines(records)));
    expect([code, stderr.includes(`auditlog: file: ${reason}`)]).toEqual([1, true]);
  });
});

describe("a mistake in the call is one line, and ends with 2", () => {
  it.each<[string[], string]>([
    [["replay", "a.yaml"], "no events are given; give files or folders of them: auditlog replay a.yaml logs/"],
    [["replay", "-", "-"], "the standard input can't be both spec and events; give one of them as a file"],
    [["replay", "a.yaml", "x", "--json", "--ndjson"], "--json and --ndjson are both given; keep one of them"],
    [
      ["replay", "a.yaml", "x", "--cloud", "aws"],
      "replay has no --cloud; leave it out: a record says itself which cloud it is of",
    ],
    [
      ["replay", "a.yaml", "/nowhere"],
      "/nowhere: there is no such file; give a file or folder of events, a pattern in quotes, or - for the standard input",
    ],
    [["replay", "a.yaml", "/nowhere/*.gz"], "/nowhere/*.gz: there are no files in it; give files or folders of events"],
  ])("%j", async (args, sentence) => {
    expect(await ran({ "a.yaml": spec }, args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${sentence}\n` });
  });

  it("an empty folder", async () => {
    expect(await replayed(folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: `auditlog: ${folder}: there are no files in it; give files or folders of events\n`,
    });
  });
});

it("says what is wrong with the spec, and replays nothing", async () => {
  const { code, stdout, stderr } = await ran({ "a.yaml": "version: 2\n" }, [
    "replay",
    "a.yaml",
    folder,
    written("a", ""),
  ]);
  expect([code, stdout, stderr.includes("a.yaml:1:10: error: version")]).toEqual([1, "", true]);
});
