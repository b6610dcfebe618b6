import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { AuditLog, AwsAuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, previewSteps, refusedOutput, standing } from "./stacks.ts";

/** Does not prove that objects move or are copied: the sandbox has no objects. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

vi.setConfig({ testTimeout: 300_000 });

const stackOf = async (stackName: string, retention: object) =>
  inlineStack(ground, stackName, async () => {
    new AuditLog("audit", { ...everywhere, spec: { version: 1, retention } });
  });

/** What a preview would do to resources of the clouds otherwise than leave them as they are. */
const edits = async (stack: Awaited<ReturnType<typeof stackOf>>): Promise<string[]> =>
  Object.entries(await previewSteps(stack))
    .filter(([name, step]) => step !== "same" && !name.startsWith("auditlog:"))
    .map(([name, step]) => `${step} ${name}`);

/** What a deployment does to resources of the clouds. */
const deployed = async (stack: Awaited<ReturnType<typeof stackOf>>): Promise<string[]> => {
  const steps: string[] = [];
  await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      const { op, type, urn } = resourcePreEvent?.metadata ?? {};
      if (op !== undefined && op !== "same" && !/^(auditlog|pulumi):/.test(type!))
        steps.push(`${op} ${type} ${nameOf(urn!)}`);
    },
  });
  return steps.sort();
};

it("cold storage is an edit of the two stores that have it, and of nothing else; asked again, of nothing", async () => {
  await (await stackOf("cold", { days: 400 })).up();
  const cold = await stackOf("cold", { days: 400, coldAfterDays: 90 });
  expect(await edits(cold)).toEqual([
    "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-aws-archive-lifecycle",
    "update gcp:storage/bucket:Bucket audit-gcp-archive",
  ]);
  const { summary } = await cold.up();
  expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: expect.any(Number) });
  expect(await edits(cold)).toEqual([]);
  expect(await edits(await stackOf("cold", { days: 400 }))).toHaveLength(2);
});

const onAws = async (stackName: string, args: object) =>
  inlineStack(ground, stackName, async () => {
    new AwsAuditLog("audit", { spec: { version: 1 }, region: "eu-central-1", ...args });
  });

it("a replica joins a stack that exists without changing anything in it, and stays where it is when it is asked for no more", async () => {
  await (await onAws("replica", {})).up();
  const before = standing(ground);
  const replicated = await onAws("replica", { replicaRegion: "eu-west-1" });
  const steps = await edits(replicated);
  expect(steps.filter((step) => !step.startsWith("create "))).toEqual([]);
  expect(steps).toContain("create aws:s3/bucketReplicationConfig:BucketReplicationConfig audit-archive-replication");
  const { outputs: _, summary } = await replicated.up();
  expect(summary.resourceChanges).toMatchObject({ create: steps.length });
  expect(await edits(replicated)).toEqual([]);
  const both = standing(ground);
  await (await onAws("replica", {})).up();
  const after = standing(ground);
  expect(both.filter((one) => !after.includes(one)).map((one) => one.split(" ")[0]!.split(":").at(-1))).toEqual([
    "Role",
    "RolePolicy",
    "BucketReplicationConfig",
  ]);
  expect(after.filter((one) => !before.includes(one)).length).toBeGreaterThan(10);
});

it("a replica in another region is another replica: the first stays", async () => {
  await (await onAws("moved", { replicaRegion: "eu-west-1" })).up();
  const moved = await onAws("moved", { replicaRegion: "eu-north-1" });
  await moved.up();
  expect(await edits(moved)).toEqual([]);
  const replicas = standing(ground).filter((one) => /^aws:s3\/bucket:Bucket audit-replica-(?!access)/.test(one));
  expect(replicas.length).toBeGreaterThanOrEqual(2);
});

it("a replica without a key of one's own, and one of evidence that goes with its stack, are made and destroyed", async () => {
  const before = standing(ground);
  const spec = { version: 1, evidence: "disposable", encryption: { customerManagedKey: false } };
  const stack = await onAws("disposable", { spec, replicaRegion: "eu-west-1" });
  await stack.up();
  await stack.destroy();
  expect(standing(ground)).toEqual(before);
});

const deployer = "arn:aws:iam::111122223333:role/deployer";
const breakGlass = { deployer, responders: "arn:aws:iam::111122223333:role/break-glass" };

const deployedBy = async (stackName: string, role: string | undefined, args: object) => {
  const stack = await onAws(stackName, args);
  await stack.setConfig("aws:assumeRoles", { value: JSON.stringify(role === undefined ? [] : [{ roleArn: role }]) });
  return stack;
};

it("break-glass roles join and leave a stack by edits of policies alone, and the one that deploys goes on deploying", async () => {
  await (await deployedBy("glass", deployer, { replicaRegion: "eu-west-1" })).up();
  const guarded = await deployedBy("glass", deployer, { replicaRegion: "eu-west-1", breakGlass });
  const policies = [
    "update aws:kms/key:Key audit-key",
    "update aws:kms/key:Key audit-replica-key",
    "update aws:s3/bucketPolicy:BucketPolicy audit-access-logs-policy",
    "update aws:s3/bucketPolicy:BucketPolicy audit-archive-policy",
    "update aws:s3/bucketPolicy:BucketPolicy audit-replica-access-logs-policy",
    "update aws:s3/bucketPolicy:BucketPolicy audit-replica-policy",
  ];
  expect(await deployed(guarded)).toEqual(policies);
  expect(await edits(guarded)).toEqual([]);
  const cold = await deployedBy("glass", deployer, {
    spec: { version: 1, retention: { coldAfterDays: 90 } },
    replicaRegion: "eu-west-1",
    breakGlass: { deployer },
  });
  expect(await deployed(cold)).toEqual(
    [
      ...policies,
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-archive-lifecycle",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-replica-lifecycle",
    ].sort(),
  );
  const opened = await deployedBy("glass", deployer, {
    spec: { version: 1, retention: { coldAfterDays: 90 } },
    replicaRegion: "eu-west-1",
  });
  expect(await deployed(opened)).toEqual(policies);
});

it("who is no break-glass role is refused: by KMS at once, and by S3 from the next deployment on", async () => {
  const first = await deployedBy("outside", undefined, { breakGlass });
  expect(await refusedOutput((onOutput) => first.up({ onOutput }))).toContain(
    "The new key policy will not allow you to update the key policy in the future.",
  );
  const spec = { version: 1, encryption: { customerManagedKey: false } };
  await (await deployedBy("later", deployer, { spec, breakGlass })).up();
  const later = { ...spec, retention: { days: 800 } };
  const outside = await deployedBy("later", undefined, { spec: later, breakGlass });
  const output = await refusedOutput((onOutput) => outside.up({ onOutput }));
  expect(output).toContain("user/sandbox is not authorized to perform: s3:PutLifecycleConfiguration");
  await (await deployedBy("later", deployer, { spec: later, breakGlass })).up();
});

it("a break-glass principal that is no role is refused before anything is created", async () => {
  const stack = await onAws("no-role", { breakGlass: { me: "arn:aws:iam::111122223333:user/me" } });
  expect(await refusedOutput((onOutput) => stack.up({ onOutput }))).toContain(
    "property breakGlass.me with value '{arn:aws:iam::111122223333:user/me}' has a problem: this is not the ARN of an IAM role; write it like arn:aws:iam::111122223333:role/break-glass",
  );
});

it.each([
  ["eu-central-1", "eu-central-1 is where the archive is"],
  ["us-gov-west-1", "S3 copies nothing from eu-central-1 to us-gov-west-1"],
  ["mars-east-1", "no AWS region has this name"],
])("a replica in %s is refused before anything is created", async (replicaRegion, message) => {
  const stack = await onAws(`refused-${replicaRegion}`, { replicaRegion });
  expect(await refusedOutput((onOutput) => stack.up({ onOutput }))).toContain(message);
});
