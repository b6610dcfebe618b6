import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fine, ran } from "./ran.ts";

/** Does not prove how the page looks and behaves: tests/browser opens it. */

const hostile = "</script><script>alert(1)</script>\"' \u202e";

const spec = `version: 1
compliance: [hipaa]
alerts:
  catalog: [root-use]
  custom:
    - { name: denied, when: 'outcome == "denied"', severity: low, threshold: { count: 2, withinMinutes: 1 } }
    - { name: odd, when: 'userAgent == "<b>"', severity: low }
waivers: [{ control: archive-tls-only, reason: 'so <i>it</i> is' }]
`;

const call = (eventName: string, minute: number, more: object = {}) => ({
  eventVersion: "1.11",
  eventTime: new Date(Date.UTC(2026, 6, 1, 10, minute)).toISOString().replace(".000Z", "Z"),
  eventSource: "ec2.amazonaws.com",
  eventName,
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly: false,
  eventType: "AwsApiCall",
  eventCategory: "Management",
  managementEvent: true,
  ...more,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-report-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const eventsFile = (records: readonly object[], name = "a.ndjson"): string => {
  const file = join(folder, name);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  return file;
};

const page = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await ran({ "a.yaml": spec }, ["report", "a.yaml", ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};

const headingsOf = (text: string): string[] =>
  [...text.matchAll(/<h2 id="[\w-]+">(.*?)<\/h2>/g)].map(([, title]) => title!);

describe("the page of a spec", () => {
  it("has the plan, the coverage, the alerts, the controls and what there is to know", async () => {
    expect(headingsOf(await page())).toEqual(["Plan", "Coverage", "Alerts", "Controls", "To know"]);
  });

  it("shows a rule of the spec by its text, and a waiver's reason, as they are written", async () => {
    const text = await page();
    expect(text).toContain("userAgent == &quot;&lt;b&gt;&quot;");
    expect(text).toContain("so &lt;i&gt;it&lt;/i&gt; is");
  });

  it("allows its own style and script by their hashes, and nothing else", async () => {
    const text = await page();
    const hashOf = (element: string): string => {
      const [, content] = new RegExp(`<${element}>(.*?)</${element}>`, "s").exec(text)!;
      return `'sha256-${createHash("sha256").update(content!).digest("base64")}'`;
    };
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(text)!;
    expect(policy).toBe(
      `default-src 'none'; style-src ${hashOf("style")}; script-src ${hashOf("script")}; base-uri 'none'; form-action 'none'`,
    );
  });

  it("is not made of a spec with an error", async () => {
    expect(await ran({ "a.yaml": "version: 1\nretention: { days: 0 }\n" }, ["report", "a.yaml"])).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^a\.yaml:2:\d+: error: retention\.days: [^\n]+\na\.yaml: 1 error\n$/),
    });
  });
});

describe("the page of a replay", () => {
  const records = [
    call("RunInstances", 0, { errorCode: "AccessDenied" }),
    call("RunInstances", 1, { errorCode: "AccessDenied", requestParameters: { instanceId: hostile } }),
    call(hostile, 2, { userIdentity: { type: "Root", arn: hostile } }),
  ];

  it("has what happened before what the spec asks", async () => {
    expect(headingsOf(await page(eventsFile(records)))).toEqual([
      "Timeline",
      "Alerts that would have told people",
      "What becomes of events",
      "Activity by cloud",
      "Files and rejected records",
      "Plan",
      "Coverage",
      "Alerts",
      "Controls",
      "To know",
    ]);
  });

  it("shows what events say as text, however hostile", async () => {
    const text = await page(eventsFile(records));
    expect(text).toContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; \\u202e");
    expect([text.includes("alert(1)</script>"), text.includes("\u202e")]).toEqual([false, false]);
    expect(text.match(/<script>/g)).toHaveLength(1);
  });

  it("is the same for the same events, also as the page of replay beside what that prints", async () => {
    const events = eventsFile(records);
    const whole = await page(events);
    expect(await page(events)).toBe(whole);
    const file = join(folder, "a.html");
    const files = { "a.yaml": spec };
    const printed = await ran(files, ["replay", "a.yaml", events, "--html", file]);
    expect(printed).toEqual(await ran(files, ["replay", "a.yaml", events]));
    expect(readFileSync(file, "utf8")).toBe(whole);
    expect((await ran(files, ["replay", "a.yaml", events, "--html", "-"])).stdout).toBe(whole);
  });

  it("has its timeline in what replay prints for programs", async () => {
    const { stdout } = await ran({ "a.yaml": spec }, ["replay", "a.yaml", eventsFile(records.slice(0, 2)), "--json"]);
    const from = Date.UTC(2026, 6, 1, 10) / 1000;
    const clouds = { aws: { captured: 1, beyond: 0, dropped: 0, lost: 0 } };
    expect(JSON.parse(stdout).timeline).toEqual({
      stepSeconds: 60,
      periods: [
        { from, clouds, activities: { "access.denied": 1, "compute.change": 1 } },
        { from: from + 60, clouds, activities: { "access.denied": 1, "compute.change": 1 } },
      ],
    });
  });

  it("says in a banner that a file could not be read whole, and ends with 1", async () => {
    const events = eventsFile(records);
    writeFileSync(join(folder, "b.zip"), "PK\u0003\u0004");
    const { code, stdout } = await ran({ "a.yaml": spec }, ["report", "a.yaml", events, join(folder, "b.zip")]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "<b>NOT COMPLETE.</b> 1 file could not be read whole, so that every number here may be too small.",
    );
    expect(stdout).toContain("this is a zip archive; unpack it first");
  });

  it("is no larger for many events of long names than for what it lists", async () => {
    const long = "x".repeat(100_000);
    const many = Array.from({ length: 3_000 }, (_, minute) =>
      call("RunInstances", minute * 7, {
        errorCode: "AccessDenied",
        userIdentity: { type: "Root", arn: long.slice(0, 2_000) },
      }),
    );
    const [small, large] = [await page(eventsFile(records)), await page(eventsFile([...many, call(long, 0)]))];
    expect(large.length - small.length).toBeLessThan(60_000);
  });
});

describe("a mistake in the call", () => {
  it.each([
    [["report"], "no file is given; give one: auditlog report audit.yaml"],
    [["report", "a.yaml", "--html"], "--html needs a value; give it as in --html audit.html"],
    [["report", "a.yaml", "--html", "a", "--html", "b"], "--html is given 2 times; keep one of them"],
    [
      ["report", "a.yaml", "--json"],
      "report has no --json; leave it out: explain --json and replay --json have the same for programs",
    ],
    [["report", "-", "-"], "the standard input can't be both spec and events; give one of them as a file"],
    [
      ["replay", "a.yaml", "b", "--json", "--html", "-"],
      "the standard output can't have both the page and JSON; give --html a file",
    ],
  ])("%j is one line, and ends with 2", async (args, line) => {
    expect(await ran({ "a.yaml": fine }, args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${line}\n` });
  });
});
