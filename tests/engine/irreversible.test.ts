import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditLog, AzureAuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, openGround, refusedOutput, resourcesOf } from "./stacks.ts";

/** Does not prove that a lock holds against the cloud's own administrators: only a cloud can. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const locks = async (stackName: string, immutability: string, azure: object = everywhere.azure) =>
  inlineStack(ground, stackName, async () => {
    const spec = { version: 1, retention: { immutability }, acknowledgeIrreversible: true };
    new AuditLog("audit", { ...everywhere, azure, spec });
  });

it("locks all three clouds in two deployments, since Azure locks only what has been unlocked before", async () => {
  await (await locks("lock", "governance")).up();
  const stack = await locks("lock", "compliance", { ...everywhere.azure, lockExistingAccount: true });
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: 4 });
  const resources = await resourcesOf(stack);
  const inputs = (type: string) => resources.find((one) => one.type === type)!.inputs!;
  expect(inputs("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").rule).toEqual({
    defaultRetention: { days: 400, mode: "COMPLIANCE" },
  });
  expect(inputs("gcp:storage/bucket:Bucket").retentionPolicy).toEqual({ isLocked: true, retentionPeriod: "34560000" });
  expect(inputs("azure-native:storage:StorageAccount").immutableStorageWithVersioning).toEqual({
    enabled: true,
    immutabilityPolicy: {
      allowProtectedAppendWrites: true,
      immutabilityPeriodSinceCreationInDays: 400,
      state: "Locked",
    },
  });
});

it.each([
  ["Google Cloud", GcpAuditLog, everywhere.gcp, "Error 403"],
  [
    "Azure",
    AzureAuditLog,
    { ...everywhere.azure, lockExistingAccount: true },
    "InvalidStorageAccountImmutabilityPolicy",
  ],
] as const)("can't be weakened afterwards: %s refuses", async (cloud, Component, placement, error) => {
  const stack = (immutability: string) =>
    inlineStack(ground, `weaken-${cloud.split(" ")[0]!.toLowerCase()}`, async () => {
      const spec = { version: 1, retention: { immutability }, acknowledgeIrreversible: true };
      new Component("audit", { ...placement, spec });
    });
  await (await stack("governance")).up();
  await (await stack("compliance")).up();
  const output = await refusedOutput(async (onOutput) => (await stack("governance")).up({ onOutput }));
  expect(output).toContain(error);
});

it("refuses compliance on Azure at once, before anything is created, where no unlocked account is said to exist", async () => {
  const output = await refusedOutput(async (onOutput) => (await locks("lock-at-once", "compliance")).up({ onOutput }));
  expect(output).toContain("Azure locks an immutability policy only after it has existed unlocked");
});
