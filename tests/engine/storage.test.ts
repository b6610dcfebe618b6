import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, openGround, previewSteps } from "./stacks.ts";

/** Does not prove that objects move or are copied: the sandbox has no objects. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const stackOf = async (stackName: string, retention: object) =>
  inlineStack(ground, stackName, async () => {
    new AuditLog("audit", { ...everywhere, spec: { version: 1, retention } });
  });

/** What a preview would do to resources of the clouds otherwise than leave them as they are. */
const edits = async (stack: Awaited<ReturnType<typeof stackOf>>): Promise<string[]> =>
  Object.entries(await previewSteps(stack))
    .filter(([name, step]) => step !== "same" && !name.startsWith("auditlog:"))
    .map(([name, step]) => `${step} ${name}`);

it("cold storage is an edit of the two stores that have it, and of nothing else; asked again, of nothing", async () => {
  await (await stackOf("cold", { days: 400 })).up();
  const cold = await stackOf("cold", { days: 400, coldAfterDays: 90 });
  expect(await edits(cold)).toEqual([
    "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-aws-archive-lifecycle",
    "update gcp:storage/bucket:Bucket audit-gcp-archive",
  ]);
  const { summary } = await cold.up();
  expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: expect.any(Number) });
  expect(await edits(await stackOf("cold", { days: 400, coldAfterDays: 90 }))).toEqual([]);
  expect(await edits(await stackOf("cold", { days: 400, coldAfterDays: 180 }))).toHaveLength(2);
  expect(await edits(await stackOf("cold", { days: 400 }))).toHaveLength(2);
});
