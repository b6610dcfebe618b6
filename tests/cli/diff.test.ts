import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeBlock, codeCell, codeSpan } from "../../cli/report/markdown.ts";
import { ran } from "./ran.ts";

/** Does not prove that GitHub shows the Markdown as it is meant: its rules are those of CommonMark and GFM, which are cited. */

const before = `version: 1
capture: { management: write }
alerts:
  custom:
    - { name: users, when: 'operation == "CreateUser"', severity: low }
`;
const after = `version: 1
capture: { management: all }
retention: { days: 500 }
alerts:
  custom:
    - { name: users, when: 'operation == "CreateUser"', severity: high }
    - { name: reads, when: 'operation == "ListUsers"', severity: low }
`;

const call = (eventName: string, readOnly: boolean, actor = "max"): object => ({
  eventTime: "2026-07-01T10:00:00Z",
  eventSource: "iam.amazonaws.com",
  eventName,
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: `arn:aws:iam::111122223333:user/${actor}` },
  readOnly,
  eventType: "AwsApiCall",
  eventCategory: "Management",
});

const resource = (type: string, name: string, outputs: object): object => ({
  urn: `urn:pulumi:dev::shop::${type}::${name}`,
  type,
  outputs,
});

const trail = resource("aws:cloudtrail/trail:Trail", "trail", { name: "company", isMultiRegionTrail: true });
const rule = resource("aws:cloudwatch/eventRule:EventRule", "users", {
  name: "new-users",
  eventPattern: '{"detail":{"eventName":["CreateUser"]}}',
});
const target = resource("aws:cloudwatch/eventTarget:EventTarget", "mail", { rule: "new-users", arn: "arn:aws:sns:a" });
const state = (...resources: object[]): string => JSON.stringify({ version: 3, deployment: { resources } });

let folder: string;
let events: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-diff-"));
  events = join(folder, "a.ndjson");
  write(call("CreateUser", false), call("ListUsers", true));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (...records: object[]): void =>
  writeFileSync(events, records.map((one) => `${JSON.stringify(one)}\n`).join(""));

const diffed = async (files: Record<string, string>, ...args: string[]) => {
  const { code, stdout, stderr } = await ran(files, ["diff", ...args]);
  const plain = (text: string): string => text.replaceAll(`${folder}/`, "");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
};

const specs = { "a.yaml": before, "b.yaml": after };

describe("two specs", () => {
  it("differ in settings, rules and native filters, and in what becomes of events", async () => {
    const { code, stdout, stderr } = await diffed(specs, "a.yaml", "b.yaml", events, "--cloud", "aws");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toBe(`--- a.yaml
+++ b.yaml
2 settings, 2 rules and 2 native filters differ; of 2 events in 1 file 1 is stored by one alone; alerts of one alone tell once

The plan
  capture.management
    - write (spec)
    + all (spec)
  retention.days
    - 400 (default)
    + 500 (spec)
  alerts.custom
    - users: low: operation == "CreateUser"
    + users: high: operation == "CreateUser"
    + reads: low: operation == "ListUsers"

Native filters
  AWS, EventBridge rule alert-reads: only in b.yaml
      @@ -0,0 +1,10 @@
      +{
      +  "detail": {
      +    "eventName": [
      +      {"equals-ignore-case":"ListUsers"}
      +    ]
      +  }
      +  "detail-type": [
      +    {"suffix":" via CloudTrail"}
      +  ]
      +}
  AWS, trail trail: another
      @@ -2,7 +2,6 @@
         {
           "fieldSelectors": [
             {"equals":["Management"],"field":"eventCategory"}
      -      {"equals":["false"],"field":"readOnly"}
           ]
           "name": "Management events selector"
         }

Events
  AWS: b.yaml alone stores 1 event
      discovery.read 1
      ListUsers 1
      2026-07-01T10:00:00Z ListUsers by arn:aws:iam::111122223333:user/max
      a.ndjson, byte 268
  AWS: reads: b.yaml alone tells of 1 event
      discovery.read 1
      ListUsers 1
      2026-07-01T10:00:00Z ListUsers by arn:aws:iam::111122223333:user/max
      a.ndjson, byte 268
`);
  });

  it("tell programs", async () => {
    const { stdout } = await diffed(specs, "a.yaml", "b.yaml", events, "--cloud", "aws", "--json");
    const { differs, settings, rules, filters, events: compared } = JSON.parse(stdout);
    expect(differs).toBe(true);
    expect(settings[1]).toEqual({
      setting: "retention.days",
      a: { value: 400, origin: "default" },
      b: { value: 500, origin: "spec" },
    });
    expect(rules[1]).toEqual({ setting: "alerts.custom", name: "reads", b: 'low: operation == "ListUsers"' });
    expect(filters.map(({ name, change }: { name: string; change: string }) => [name, change])).toEqual([
      ["alert-reads", "added"],
      ["trail", "changed"],
    ]);
    expect([compared.events, compared.isComplete, compared.differences.length]).toEqual([2, true, 2]);
  });

  it("that say the same in other words don't differ", async () => {
    const files = { "a.yaml": before, "b.yaml": `# the same\n${before}retention: { days: 400 }\n` };
    expect(await diffed(files, "a.yaml", "b.yaml", events)).toEqual({
      code: 0,
      stderr: "",
      stdout:
        "--- a.yaml\n+++ b.yaml\nno setting, rule or native filter differs; of 2 events in 1 file none is stored or told of otherwise\n",
    });
  });

  it("can't be compared where one has an error, which is no difference", async () => {
    const files = { "a.yaml": before, "b.yaml": "version: 2\n" };
    const { code, stdout, stderr } = await diffed(files, "a.yaml", "b.yaml");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^b\.yaml:1:10: error: version: /);
  });

  it("are not taken for the same where a file could not be read whole", async () => {
    writeFileSync(`${events}.gz`, gzipSync(JSON.stringify(call("CreateUser", false))).subarray(0, 40));
    const files = { "a.yaml": before, "b.yaml": before };
    const { code, stdout, stderr } = await diffed(files, "a.yaml", "b.yaml", `${events}.gz`);
    expect(code).toBe(2);
    expect(stdout).toContain("NOT COMPLETE: these files could not be read whole");
    expect(stderr).toMatch(/^auditlog: a\.ndjson\.gz: the packed file ends in the middle/);
  });
});

describe("a spec and a stack", () => {
  const files = { "a.yaml": before, "stack.json": state(trail, rule, target), "lake.json": state() };

  it("of other names are compared by what is stored and whether anybody is told", async () => {
    const { code, stdout } = await diffed(files, "a.yaml", "stack.json", events);
    expect(code).toBe(1);
    expect(stdout).toContain("AWS: stack.json alone stores 1 event\n");
    expect(stdout).not.toContain("alone tells of");
    expect(stdout).toContain(`
Not compared
  Google Cloud and Azure: one of a.yaml and stack.json has nothing there
  alerts one by one, since their names have nothing in common: whether any tells is compared
`);
  });

  it("of which nothing is known is compared in every cloud", async () => {
    const { stdout } = await diffed(files, "a.yaml", "lake.json", events);
    expect(stdout).toContain("AWS: a.yaml alone stores 1 event\n");
    expect(stdout).not.toContain("has nothing there");
  });

  it("two stacks are compared by the names in their programs", async () => {
    const other = state(
      trail,
      { ...rule, outputs: { name: "renamed", eventPattern: '{"source":["aws.iam"]}' } },
      {
        ...target,
        outputs: { rule: "renamed", arn: "arn:aws:sns:a" },
      },
    );
    const { code, stdout } = await diffed({ ...files, "b.json": other }, "stack.json", "b.json", events);
    expect(code).toBe(1);
    expect(stdout).toContain("AWS, EventBridge rule users: another\n");
    expect(stdout).toContain("alert EventBridge rule users".slice("alert ".length));
  });
});

describe("Markdown", () => {
  const hostile = "`|<b>@octocat</b>](http://x)\u202e\n# title\n```";

  it("has the plan, the events and the native filters, for a comment of a pull request", async () => {
    const { code, stdout } = await diffed(specs, "a.yaml", "b.yaml", events, "--cloud", "aws", "--markdown");
    expect(code).toBe(1);
    expect(stdout).toContain(`### \`a.yaml\` → \`b.yaml\`

2 settings, 2 rules and 2 native filters differ; of 2 events in 1 file 1 is stored by one alone; alerts of one alone tell once

**The plan**

|  | \`a.yaml\` | \`b.yaml\` |
| --- | --- | --- |
| \`capture.management\` | \`write (spec)\` | \`all (spec)\` |
| \`retention.days\` | \`400 (default)\` | \`500 (spec)\` |
| \`alerts.custom users\` | \`low: operation == "CreateUser"\` | \`high: operation == "CreateUser"\` |
| \`alerts.custom reads\` |  | \`low: operation == "ListUsers"\` |

**AWS**: \`b.yaml\` alone stores 1 event

activities: \`discovery.read 1\`; operations: \`ListUsers 1\`

| when | what | who | on what | where |
| --- | --- | --- | --- | --- |
| \`2026-07-01T10:00:00Z\` | \`ListUsers\` | \`arn:aws:iam::111122223333:user/max\` |  | \`a.ndjson, byte 268\` |
`);
    expect(stdout).toContain(
      "<details><summary>AWS, trail <code>trail</code>: another</summary>\n\n```diff\n@@ -2,7 +2,6 @@\n",
    );
  });

  it.each<[string, string, string]>([
    ["code", codeSpan("a"), "`a`"],
    ["code with what ends code", codeSpan("a`b"), "``a`b``"],
    ["code that begins with it", codeSpan("`a"), "`` `a ``"],
    ["code of nothing", codeSpan(""), "`  `"],
    ["a cell with what ends a cell", codeCell("a|b"), "`a\\|b`"],
    ["a line end", codeSpan("a\n# b"), "`a\\u000a# b`"],
    ["a block with what ends a block", codeBlock(["```", "a"], "diff"), "````diff\n```\na\n````"],
  ])("keeps %s what it is", (_, found, expected) => {
    expect(found).toBe(expected);
  });

  it("has nothing of a hostile text outside of code", async () => {
    write(call(hostile, true, hostile));
    const name = `${hostile.replaceAll("\n", "")}.yaml`;
    const { stdout } = await diffed({ "a.yaml": before, [name]: after }, "a.yaml", name, events, "--markdown");
    // Code spans with their fences, then blocks, taken away.
    const outside = stdout
      .replaceAll(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, "")
      .replaceAll(/<summary>.*<\/summary>/g, "")
      .replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/octocat|http|<b>|\u202e/);
    expect(stdout).not.toMatch(/<summary>.*(?:<b>|@octocat).*<\/summary>/);
    expect(outside.match(/^#/gm)).toEqual(["#"]);
  });

  it("fits into a comment, and says how much is left out", async () => {
    const many = (count: number): string =>
      `version: 1\nalerts:\n  custom:\n${Array.from(
        { length: count },
        (_, at) => `    - { name: alert-${at}, when: 'operation == "${"x".repeat(900)}-${at}"', severity: low }\n`,
      ).join("")}`;
    const { stdout } = await diffed({ "a.yaml": before, "b.yaml": many(40) }, "a.yaml", "b.yaml", "--markdown");
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toMatch(
      /\n\n\*\*\d+ more parts are left out, since a comment has no room for them: without `--markdown` all are shown\.\*\*\n$/,
    );
  });
});

describe("a mistake in the call", () => {
  it.each<[string[], string]>([
    [[], "nothing is given; give two to compare: auditlog diff before.yaml after.yaml"],
    [["a.yaml"], "only a.yaml is given; give two to compare: auditlog diff before.yaml after.yaml"],
    [["-", "-"], "the standard input can't be two things; give one of them as a file"],
    [["a.yaml", "b.yaml", "--json", "--markdown"], "--json and --markdown are both given; keep one of them"],
    [
      ["a.yaml", "none.yaml"],
      "none.yaml: there is no such file; give an audit.yaml, or what pulumi stack export or pulumi preview --json printed",
    ],
    [
      ["a.yaml", "b.yaml", "--ndjson"],
      "diff has no --ndjson; leave it out: --json has the differences and not every record",
    ],
  ])("%j is told, and ends with 2", async (args, message) => {
    expect(await diffed(specs, ...args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${message}\n` });
  });
});
