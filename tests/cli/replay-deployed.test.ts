import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ran } from "./ran.ts";

/** Does not prove what is understood of each cloud: tests/core/deployed does. */

const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

const resource = (type: string, name: string, outputs: object): object => ({ urn: urn(type, name), type, outputs });

const trail = resource("aws:cloudtrail/trail:Trail", "trail", {
  name: "company",
  isMultiRegionTrail: true,
  eventSelectors: [{ readWriteType: "WriteOnly" }],
});
const rule = resource("aws:cloudwatch/eventRule:EventRule", "users", {
  name: "new-users",
  eventPattern: '{"detail":{"eventName":["CreateUser"]}}',
});
const target = resource("aws:cloudwatch/eventTarget:EventTarget", "mail", {
  rule: "new-users",
  arn: "arn:aws:sns:eu-west-1:111122223333:security",
});
const hostile = resource("aws:cloudwatch/eventRule:EventRule", "\u001b[31mred", { name: "x", eventPattern: "\u202e" });

const state = (...resources: object[]): string => JSON.stringify({ version: 3, deployment: { resources } });

const call = (eventName: string, readOnly: boolean): object => ({
  eventTime: "2026-07-01T10:00:00Z",
  eventSource: "iam.amazonaws.com",
  eventName,
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly,
  eventType: "AwsApiCall",
  eventCategory: "Management",
});

let folder: string;
let events: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-deployed-"));
  events = join(folder, "a.ndjson");
  const records = [call("CreateUser", false), call("ListUsers", true)];
  writeFileSync(events, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
});
afterEach(() => rmSync(folder, { recursive: true }));

const replayed = async (files: Record<string, string>, ...args: string[]) => {
  const { code, stdout, stderr } = await ran(files, ["replay", ...args]);
  const plain = (text: string): string => text.replaceAll(`${folder}/`, "");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
};

it("tells what is deployed would have stored, whom it would have told, and what is not understood", async () => {
  const files = { "state.json": state(trail, rule, target, hostile) };
  expect(await replayed(files, "--state", "state.json", events)).toEqual({
    code: 0,
    stderr: "",
    stdout: `state.json on 2 events in 1 file

AWS: 2 events, at 2026-07-01T10:00:00Z
    stored      1
    not stored  1
  by the first that stores them
    trail company  1
  by activity
                         stored  not stored
    discovery.read            0           1
    identity.change           1           0

Alerts
  EventBridge rule new-users (AWS): 1 event, at 2026-07-01T10:00:00Z
      2026-07-01T10:00:00Z CreateUser by arn:aws:iam::111122223333:user/max
      a.ndjson, byte 0

NOT UNDERSTOOD: of these nothing is counted
  aws:cloudwatch/eventRule:EventRule: it has no target: it tells nobody
      urn:pulumi:dev::shop::aws:cloudwatch/eventRule:EventRule::\\u001b[31mred
`,
  });
});

it("takes several files together, previews too, and tells programs", async () => {
  const step = (one: object) => ({ op: "create", newState: one });
  const files = {
    "a.json": state(trail),
    "b.json": JSON.stringify({ steps: [rule, target].map(step), changeSummary: { create: 2 } }),
  };
  const { stdout } = await replayed(files, "--state", "a.json", "--preview", "b.json", events, "--json");
  const { deployed, clouds, alerts, notUnderstood, isComplete } = JSON.parse(stdout);
  expect([deployed, isComplete, notUnderstood]).toEqual([["a.json", "b.json"], true, []]);
  expect([clouds.aws.fates, clouds.aws.stores]).toEqual([{ stored: 1, notStored: 1 }, { "trail company": 1 }]);
  expect(alerts.map(({ id, told }: { id: string; told: number }) => [id, told])).toEqual([
    ["EventBridge rule new-users", 1],
  ]);
});

it("tells programs of each record, a line each", async () => {
  const { stdout } = await replayed({ "a.json": state(trail, rule, target) }, "--state=a.json", events, "--ndjson");
  const told = stdout.trim().split("\n");
  expect(told.map((line) => JSON.parse(line)).map(({ fate, by, alerts }) => [fate, by, alerts])).toEqual([
    ["stored", "trail company", ["EventBridge rule new-users"]],
    ["notStored", undefined, []],
  ]);
});

it("counts what Google Cloud would not have logged", async () => {
  const read = {
    logName: "projects/acme/logs/cloudaudit.googleapis.com%2Fdata_access",
    protoPayload: {
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
      serviceName: "storage.googleapis.com",
      methodName: "storage.objects.get",
      authorizationInfo: [{ permissionType: "DATA_READ" }],
    },
  };
  writeFileSync(events, JSON.stringify(read));
  const { stdout } = await replayed({ "a.json": state(trail) }, "--state", "a.json", events);
  expect(stdout).toContain(
    "Data Access logs that nothing here turns on\n  DATA_READ of storage.googleapis.com: 1 event\n",
  );
});

it("has its timeline in what it prints for programs", async () => {
  const { stdout } = await replayed({ "a.json": state(trail) }, "--state", "a.json", events, "--json");
  expect(JSON.parse(stdout).timeline).toEqual({
    stepSeconds: 60,
    periods: [
      {
        from: Date.UTC(2026, 6, 1, 10) / 1000,
        activities: { "discovery.read": 1, "identity.change": 1 },
        clouds: { aws: { stored: 1, notStored: 1 } },
      },
    ],
  });
});

describe("the page", () => {
  const files = { "a.json": state(trail, rule, target, hostile) };

  const page = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await replayed(files, "--state", "a.json", events, "--html", "-", ...args);
    expect([code, stderr]).toEqual([0, ""]);
    return stdout;
  };

  const headingsOf = (text: string): string[] =>
    [...text.matchAll(/<h2 id="[\w-]+">(.*?)<\/h2>/g)].map(([, title]) => title!);

  it("has what happened, what the stack has, what was not understood, and says what only a spec can say", async () => {
    expect(headingsOf(await page())).toEqual([
      "Timeline",
      "Alerts that would have told people",
      "What becomes of events",
      "Activity by cloud",
      "Files and rejected records",
      "What stores and what tells",
      "Not understood",
      "What is not on this page",
    ]);
  });

  it("has each resource with its URN, its filter and its events", async () => {
    const [, table] = /<table role="table" id="resources-table">(.*?)<\/table>/s.exec(await page())!;
    const text = table!.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
    expect(text).toContain(
      "trail company urn:pulumi:dev::shop::aws:cloudtrail/trail:Trail::trail AWS [{&quot;readWriteType&quot;:&quot;WriteOnly&quot;}] 1 ",
    );
    expect(text).toContain(
      `EventBridge rule new-users ${urn("aws:cloudwatch/eventRule:EventRule", "users")} AWS {&quot;detail&quot;:{&quot;eventName&quot;:[&quot;CreateUser&quot;]}} 1 `,
    );
  });

  it("counts an alert policy of several conditions once, with each of its filters", async () => {
    const conditions = ["delete", "create"].map((name) => ({
      displayName: name,
      conditionMatchedLog: { filter: `protoPayload.methodName:"${name}"` },
    }));
    const policy = resource("gcp:monitoring/alertPolicy:AlertPolicy", "policy", {
      displayName: "Changes",
      combiner: "OR",
      conditions,
      notificationChannels: ["projects/acme/notificationChannels/1"],
    });
    const args = ["--state", "a.json", events, "--html", "-"];
    const { stdout } = await replayed({ "a.json": state(policy) }, ...args);
    expect(stdout).toContain('<dd class="figure">1</dd><dd>1 × alert policy</dd>');
    const [, table] = /<table role="table" id="resources-table">(.*?)<\/table>/s.exec(stdout)!;
    expect(table!.match(/<code>urn:[^<]*<\/code>/g)).toEqual([
      "<code>urn:pulumi:dev::shop::gcp:monitoring/alertPolicy:AlertPolicy::policy</code>",
    ]);
    expect(table!.match(/protoPayload\.methodName:&quot;\w+&quot;/g)).toEqual([
      "protoPayload.methodName:&quot;delete&quot;",
      "protoPayload.methodName:&quot;create&quot;",
    ]);
  });

  it("has what is not understood as text, however hostile, with its URN under its reason", async () => {
    const text = await page();
    expect(text).toMatch(
      /it has no target: it tells nobody<\/th>.*?<code>urn:pulumi:dev::shop::aws:cloudwatch\/eventRule:EventRule::\\u001b\[31mred<\/code>/s,
    );
    expect([text.includes("\u001b"), text.includes("\u202e")]).toEqual([false, false]);
  });

  it("is the same in a file, beside what is printed, and on another day", async () => {
    const file = join(folder, "a.html");
    const printed = await replayed(files, "--state", "a.json", events, "--html", file);
    expect(printed).toEqual(await replayed(files, "--state", "a.json", events));
    const written = readFileSync(file, "utf8");
    expect(written.replaceAll(`${folder}/`, "")).toBe(await page());
    expect(written).not.toContain("2026-07-01</span>");
  });

  it("says in a banner that a file could not be read whole, and ends with 1", async () => {
    const zip = join(folder, "b.zip");
    writeFileSync(zip, "PK\u0003\u0004");
    const { code, stdout } = await replayed(files, "--state", "a.json", events, zip, "--html", "-");
    expect(code).toBe(1);
    expect(stdout).toContain("<b>NOT COMPLETE.</b> 1 file could not be read whole");
  });
});

describe("a mistake in the call", () => {
  const files = { "a.json": state(trail), "b.json": "{}", "c.json": "version: 1" };
  it.each<[string[], string]>([
    [["--state", "a.json"], "no events are given; give files or folders of them: auditlog replay --state a.json logs/"],
    [
      ["audit.yaml", "--state", "a.json", "logs/"],
      "audit.yaml is a spec, and a.json is given to be replayed; compare the two: auditlog diff audit.yaml a.json logs/",
    ],
    [["--state", "-", "-"], "the standard input can't be two things; give one of them as a file"],
    [["--state", "a.json", "EVENTS", "--json", "--ndjson"], "--json and --ndjson are both given; keep one of them"],
    [
      ["--state", "a.json", "EVENTS", "--json", "--html", "-"],
      "the standard output can't have both the page and JSON; give --html a file",
    ],
    [["--state", "a.json", "EVENTS", "--html", "a", "--html", "b"], "--html is given 2 times; keep one of them"],
    [["--state"], "--state needs a value; give it as in --state state.json"],
    [
      ["--state", "none.json", "EVENTS"],
      "none.json: there is no such file; give what pulumi stack export or pulumi preview --json printed",
    ],
    [
      ["--state", "b.json", "EVENTS"],
      "b.json: it is neither a state nor a preview; give what pulumi stack export or pulumi preview --json --show-sames prints",
    ],
    [
      ["--preview", "c.json", "EVENTS"],
      "c.json: it is no JSON; give what pulumi stack export or pulumi preview --json printed",
    ],
  ])("%j is told, and what to write instead", async (args, message) => {
    const given = args.map((arg) => (arg === "EVENTS" ? events : arg));
    expect(await replayed(files, ...given)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${message}\n` });
  });
});
