import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditLog, AwsAuditLog } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  previewSteps,
  refusedOutput,
  resourcesOf,
  type StateResource,
  standing,
} from "./stacks.ts";

/** Does not prove that AWS lets the accounts work together as the stand-in does. The tests build on one another, in this order. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const trailAccount = "111122223333";
const archiveAccount = "222233334444";
const region = "eu-central-1";

const given = { days: 400, accountOfProvider: archiveAccount };

/** Which the class of the real provider tells the engine too. */
const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json") as { version: string };

/** The account is a setting of the sandbox's own, which the class of the real provider leaves out. */
class LogArchive extends pulumi.ProviderResource {
  constructor() {
    super("aws", "log-archive", { region, accountId: given.accountOfProvider }, { version });
  }
}

const stackOf = (Component: typeof AwsAuditLog = AwsAuditLog): Promise<Stack> =>
  inlineStack(ground, Component === AwsAuditLog ? "one" : "all", async () => {
    const provider = new LogArchive();
    const logArchive = { account: archiveAccount, provider };
    const spec = {
      version: 1,
      retention: { days: given.days },
      alerts: { catalog: ["audit-log-stopped"] },
    };
    if (Component === AwsAuditLog) {
      const log = new AwsAuditLog("audit", { region, spec, logArchive });
      return { key: log.key, kept: log.kept };
    }
    new Component("audit", { spec, aws: { region, logArchive } });
    return {};
  });

const providerOf = ({ provider }: StateResource): string => provider!.split("::").at(-2)!;

it("shows every resource in the first preview, in both accounts", async () => {
  const steps = await previewSteps(await stackOf());
  expect(Object.values(steps).filter((op) => op !== "create")).toEqual([]);
  expect(Object.keys(steps).filter((name) => name.startsWith("aws:"))).toHaveLength(30);
});

it("makes buckets and their key in the archive's account, and everything else in the trail's", async () => {
  const stack = await stackOf();
  const { outputs } = await stack.up();
  const children = ownResources(await resourcesOf(stack)).filter(({ custom }) => custom);
  const there = children.filter((one) => providerOf(one) === "log-archive").map(({ urn }) => nameOf(urn));
  const isOfArchive = (name: string) => /^audit-(?:archive|access-logs)(?:-|$)/.test(name);
  expect(there.sort()).toEqual(
    children
      .map(({ urn }) => nameOf(urn))
      .filter(isOfArchive)
      .sort(),
  );
  expect(there).toContain("audit-archive-key");
  expect(outputs.key!.value).toMatch(`arn:aws:kms:${region}:${archiveAccount}:key/`);
  const trail = children.find(({ type }) => type === "aws:cloudtrail/trail:Trail")!;
  expect(trail.inputs!.kmsKeyId).toBe(outputs.key!.value);
  expect(trail.outputs!.arn).toMatch(`arn:aws:cloudtrail:${region}:${trailAccount}:trail/`);
  expect((outputs.kept!.value as string[]).map((arn) => arn.split(":").slice(2, 5).join(":"))).toEqual([
    "s3::",
    "s3::",
    `logs:${region}:${trailAccount}`,
    `kms:${region}:${trailAccount}`,
    `kms:${region}:${archiveAccount}`,
  ]);
});

it("changes nothing the second time, and of an edit only what it is about", async () => {
  const stack = await stackOf();
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: expect.any(Number) });
  given.days = 800;
  const steps = Object.entries(await previewSteps(stack)).filter(([, op]) => op !== "same");
  expect(steps.sort()).toEqual([
    ["auditlog:index:AwsAuditLog audit", "update"],
    ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-access-logs-lifecycle", "update"],
    ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-archive-lifecycle", "update"],
    ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration audit-archive-object-lock", "update"],
  ]);
  await stack.up();
});

it("leaves the evidence of both accounts when it is destroyed", async () => {
  const stack = await stackOf();
  await stack.destroy();
  expect(ownResources(await resourcesOf(stack))).toEqual([]);
  const kept = standing(ground).map((line) => line.split(" ")[0]!.split(":").at(-1)!);
  expect(kept.filter((type) => ["Bucket", "Key", "LogGroup", "Trail"].includes(type))).toEqual([
    "LogGroup",
    "Key",
    "Key",
    "Bucket",
    "Bucket",
  ]);
});

it("comes up within AuditLog too", async () => {
  const stack = await stackOf(AuditLog as typeof AwsAuditLog);
  await stack.up();
  const children = ownResources(await resourcesOf(stack)).filter(({ custom }) => custom);
  expect(children.filter((one) => providerOf(one) === "log-archive").map(({ urn }) => nameOf(urn))).toContain(
    "audit-aws-archive",
  );
});

it("is refused with a provider of another account, before anything is created", async () => {
  given.accountOfProvider = "333344445555";
  const stack = await inlineStack(ground, "other", async () => {
    const provider = new LogArchive();
    new AwsAuditLog("audit", { region, spec: { version: 1 }, logArchive: { account: archiveAccount, provider } });
  });
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(output).toContain(
    "this provider is of account 333344445555, not of 222233334444; give one with credentials of that account",
  );
  expect(ownResources(await resourcesOf(stack))).toEqual([]);
});

it("is refused where what is given is no provider of AWS", async () => {
  const stack = await inlineStack(ground, "none", async () => {
    new AwsAuditLog("audit", { region, spec: { version: 1 }, logArchive: { account: archiveAccount, provider: "x" } });
  });
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(output).toContain("this is not a provider of AWS, as a resource; write it like ${logArchiveProvider}");
  expect(ownResources(await resourcesOf(stack))).toEqual([]);
});
