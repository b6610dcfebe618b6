import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exampleNames, readmeCommands } from "../../tools/example.mjs";
import { openExample } from "./example.ts";
import { type Ground, openGround, resourcesOf, type StateResource, settingsOf, standing } from "./stacks.ts";

/** Does not prove that a real cloud accepts what the stand-ins accept. */

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

const inputsOf = (resources: readonly StateResource[], type: string): Record<string, unknown>[] =>
  resources.filter((one) => one.type === type).map(({ inputs }) => inputs!);

it("knows every example in YAML", () => {
  expect(exampleNames()).toEqual(["adopt", "first-audit-log", "hipaa", "organization", "three-clouds"]);
});

describe("first-audit-log", () => {
  it("comes up in one account, tells of its alerts, and leaves the evidence after a destroy", async () => {
    const example = openExample(ground, "first-audit-log");
    const [init, up, alerts, destroy] = readmeCommands("first-audit-log");
    example.run(init!);
    example.run(up!);
    expect(Object.keys(JSON.parse(example.run(alerts!)))).toEqual(
      expect.arrayContaining(["audit-log-stopped", "root-use"]),
    );
    expect((await (await example.stack("main")).up()).summary.resourceChanges).toEqual({ same: expect.any(Number) });
    example.run(destroy!);
    const kept = standing(ground).map((line) => line.split(" ")[0]!.split(":").at(-1)!);
    expect([...new Set(kept)].filter((type) => ["Bucket", "Key", "LogGroup", "Trail"].includes(type)).sort()).toEqual([
      "Bucket",
      "Key",
      "LogGroup",
    ]);
  });
});

describe("adopt", () => {
  it("uses a bucket, a key and a log group of others, whose policies have what the audit log asks for", async () => {
    const example = openExample(ground, "adopt");
    const commands = readmeCommands("adopt");
    for (const command of commands.slice(0, -2)) example.run(command);
    const statements = JSON.parse(example.run(commands.at(-2)!)) as Record<string, string>;
    const resources = await resourcesOf(await example.stack("main"));
    const policyOf = (type: string) =>
      (JSON.parse(inputsOf(resources, type)[0]!.policy as string) as { Statement: { Sid: string }[] }).Statement;
    const [bucket, key] = [policyOf("aws:s3/bucketPolicy:BucketPolicy"), policyOf("aws:kms/key:Key")];
    // Each begins with what its owner wants, and ends with exactly what is asked for.
    expect(bucket.slice(1)).toEqual(JSON.parse(statements.bucket!));
    expect(key.slice(1)).toEqual(JSON.parse(statements.key!));
    const owned = ["logs", "logs-policy", "key", "searchable"];
    const isOwners = ({ urn }: StateResource) => owned.includes(urn.split("::").at(-1)!);
    const types = resources.filter((one) => !isOwners(one)).map(({ type }) => type);
    expect(types.filter((type) => /^aws:(?:s3|kms)|:LogGroup$/.test(type))).toEqual([]);
    const coverage = JSON.parse(example.run(commands.at(-1)!)) as { rule: string; fidelity: string }[];
    expect(coverage.filter(({ fidelity }) => fidelity === "unsupported").map(({ rule }) => rule)).toEqual([
      "retention.days",
      "retention.searchableDays",
      "retention.immutability",
      "encryption.customerManagedKey",
    ]);
    expect((await (await example.stack("main")).up()).summary.resourceChanges).toEqual({ same: expect.any(Number) });
  });
});

describe("three-clouds", () => {
  it("throws dev away with everything in it, and keeps the Slack token of prod a secret", async () => {
    const example = openExample(ground, "three-clouds");
    const commands = readmeCommands("three-clouds");
    const ofProd = commands.indexOf("pulumi stack init prod");
    for (const command of commands.slice(0, ofProd)) example.run(command);
    expect(standing(ground)).toEqual(settingsOf("acme-startup", "monitoring"));
    for (const command of commands.slice(ofProd, -1)) example.run(command);
    const coverage = JSON.parse(example.run(commands.at(-1)!)) as { cloud: string; rule: string; fidelity: string }[];
    expect(coverage.filter(({ fidelity }) => fidelity === "unsupported")).toEqual([
      expect.objectContaining({ cloud: "gcp", rule: "capture.identity" }),
    ]);
    expect(example.run("pulumi stack export")).not.toContain("xoxb-246813579-a1b2c3");
  });
});

describe("organization", () => {
  it("has one trail and one pair of sinks of the organizations, and a setting in each subscription", async () => {
    const example = openExample(ground, "organization");
    const outputs = readmeCommands("organization").map((command) => example.run(command));
    expect(JSON.parse(outputs.at(-1)!)).toEqual([
      expect.stringMatching(/^arn:aws:s3:::aws-archive-/),
      expect.stringMatching(/^gs:\/\/gcp-archive-/),
      expect.stringMatching(/^\/subscriptions\/0{8}-0{4}-0{4}-0{4}-0{11}a\//),
      expect.stringMatching(/^\/subscriptions\/0{8}-0{4}-0{4}-0{4}-0{11}b\//),
    ]);
    const resources = await resourcesOf(await example.stack("main"));
    const trails = inputsOf(resources, "aws:cloudtrail/trail:Trail");
    expect(trails.map(({ isOrganizationTrail }) => isOrganizationTrail)).toEqual([true]);
    // The evidence is in the log archive's account, and what is searched in the trail's.
    const keys = resources.filter(({ type }) => type === "aws:kms/key:Key").map(({ outputs }) => outputs!.arn);
    expect(keys.sort()).toEqual([
      expect.stringContaining(":111122223333:key/"),
      expect.stringContaining(":222233334444:key/"),
    ]);
    expect(trails[0]!.kmsKeyId).toBe(keys[1]);
    const sinks = inputsOf(resources, "gcp:logging/organizationSink:OrganizationSink");
    expect(sinks.map(({ orgId, includeChildren }) => [orgId, includeChildren])).toEqual([
      ["123456789012", true],
      ["123456789012", true],
    ]);
    expect(inputsOf(resources, "azure-native:monitor:SubscriptionDiagnosticSetting")).toHaveLength(2);
    expect(inputsOf(resources, "azure-native:aadiam:DiagnosticSetting")).toHaveLength(1);
  });
});

describe("hipaa", () => {
  it("comes up with locks that can be removed, then with locks that can't, and reports each control", async () => {
    const example = openExample(ground, "hipaa");
    const commands = readmeCommands("hipaa");
    const locking = commands.indexOf("pulumi config set --path overrides.retention.immutability compliance");
    for (const command of commands.slice(0, locking - 1)) example.run(command);
    const controls = JSON.parse(example.run(commands[locking - 1]!)) as {
      control: string;
      cloud: string;
      status: string;
    }[];
    expect(controls.filter(({ status }) => status === "waived")).toEqual([
      expect.objectContaining({ control: "archive-tls-only", cloud: "gcp" }),
    ]);
    const statusOf = (control: string) => controls.filter((row) => row.control === control).map(({ status }) => status);
    expect(statusOf("retention-6-years")).toEqual(["met", "met", "met"]);
    const archives = async () => {
      const resources = await resourcesOf(await example.stack("prod"));
      return [
        inputsOf(resources, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")[0]!.rule,
        inputsOf(resources, "gcp:storage/bucket:Bucket")[0]!.retentionPolicy,
        inputsOf(resources, "azure-native:storage:StorageAccount")[0]!.immutableStorageWithVersioning,
      ];
    };
    const policy = (state: string) => ({
      enabled: true,
      immutabilityPolicy: {
        allowProtectedAppendWrites: true,
        immutabilityPeriodSinceCreationInDays: 2192,
        state,
      },
    });
    expect(await archives()).toEqual([
      { defaultRetention: { days: 2192, mode: "GOVERNANCE" } },
      { isLocked: false, retentionPeriod: "189388800" },
      policy("Unlocked"),
    ]);
    for (const command of commands.slice(locking)) example.run(command);
    expect(await archives()).toEqual([
      { defaultRetention: { days: 2192, mode: "COMPLIANCE" } },
      { isLocked: true, retentionPeriod: "189388800" },
      policy("Locked"),
    ]);
  });
});
