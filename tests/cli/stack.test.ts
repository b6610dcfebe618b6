import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCall } from "../../cli/call.ts";
import { ran } from "./ran.ts";

/** Does not prove what the real pulumi says: tests/engine/deployed.test.ts asks it. */

const state = JSON.stringify({
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:prod::shop::aws:cloudtrail/trail:Trail::trail",
        type: "aws:cloudtrail/trail:Trail",
        outputs: { name: "company", isMultiRegionTrail: true },
      },
    ],
  },
});

const event = JSON.stringify({
  eventTime: "2026-07-01T10:00:00Z",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  userIdentity: { type: "Root" },
});

const path = process.env.PATH;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-stack-"));
  writeFileSync(join(folder, "events.json"), event);
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

/** Puts a `pulumi` on the PATH that is this script of a shell. */
const pulumi = (script: string): void => {
  const file = join(folder, "pulumi");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env.PATH = `${folder}${delimiter}${path}`;
};

const events = (): string => join(folder, "events.json");

describe.runIf(process.platform !== "win32")("--stack", () => {
  it("runs pulumi stack export without asking for secrets, and replays what it prints", async () => {
    writeFileSync(join(folder, "state.json"), state);
    pulumi(`echo "$*" > ${folder}/called; cat ${folder}/state.json`);
    const { code, stdout } = await ran({}, ["replay", "--stack", "prod", events()]);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "stack prod on 1 event in 1 file"]);
    expect(readFileSync(join(folder, "called"), "utf8")).toBe("stack export --stack=prod --non-interactive\n");
    const compared = await ran({}, ["diff", "--stack=prod", "--stack=prod", events()]);
    expect([compared.code, compared.stdout.split("\n")[0]]).toEqual([0, "--- stack prod"]);
  });

  it.each<[string, string, string]>([
    [
      "there is no such stack",
      "echo \"error: no stack named 'prod' found\" >&2; exit 6",
      "--stack prod: there is no stack prod in this project and backend; pulumi stack ls --all lists those there are",
    ],
    [
      "it is not logged in",
      'echo "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions" >&2; exit 3',
      "--stack prod: pulumi is not logged in; run pulumi login, or name your backend in PULUMI_BACKEND_URL",
    ],
    [
      "there is no project",
      'echo "error: if you\'re using the --stack flag, pass the fully qualified name (organization/project/stack)" >&2; exit 1',
      "--stack prod: this folder has no Pulumi.yaml; give the whole name, organization/project/prod",
    ],
    [
      "something else is wrong",
      "printf 'Logging in\\nerror: \\033[31mdial tcp: connection refused\\nmore\\n' >&2; exit 1",
      "--stack prod: pulumi stack export failed: \\u001b[31mdial tcp: connection refused",
    ],
    ["it says nothing", "exit 1", "--stack prod: pulumi stack export failed: it said nothing"],
    [
      "it prints no state",
      "echo hello",
      "stack prod: it is no JSON; give what pulumi stack export or pulumi preview --json printed",
    ],
  ])("tells where %s, and what to do", async (_, script, message) => {
    pulumi(script);
    const told = { code: 2, stdout: "", stderr: `auditlog: ${message}\n` };
    expect(await ran({}, ["replay", "--stack", "prod", events()])).toEqual(told);
    expect(await ran({}, ["diff", "--stack", "prod", "--stack", "prod"])).toEqual(told);
  });

  it("tells where there is no pulumi", async () => {
    process.env.PATH = folder;
    expect(await ran({}, ["replay", "--stack", "prod", events()])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "auditlog: --stack prod: there is no pulumi on the PATH; install it, or give what it exports elsewhere with --state FILE\n",
    });
  });
});

it("stands in a comparison where B would, and two of them are both", () => {
  const sidesOf = (...args: string[]) => {
    const call = readCall(["diff", ...args]);
    return call.kind === "diff" ? [...call.sides, call.events] : [];
  };
  expect(sidesOf("a.yaml", "--stack", "prod", "logs/")).toEqual([{ file: "a.yaml" }, { stack: "prod" }, ["logs/"]]);
  expect(sidesOf("--stack", "dev", "--stack", "prod", "logs/")).toEqual([
    { stack: "dev" },
    { stack: "prod" },
    ["logs/"],
  ]);
  expect(() => sidesOf("--stack", "dev")).toThrow("only --stack dev is given; give two to compare");
  expect(() => sidesOf("--stack", "a", "--stack", "b", "--stack", "c")).toThrow(
    "--stack is given 3 times; two are compared: give two",
  );
});
