import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { AuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, openGround, previewSteps, standing } from "./stacks.ts";

/** Does not prove that a query runs: the sandbox has no events. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

vi.setConfig({ testTimeout: 300_000 });

const stackOf = async (query: object, more: object = {}) =>
  inlineStack(ground, "queries", async () => {
    new AuditLog("audit", { ...everywhere, spec: { version: 1, query, ...more } });
  });

const edits = async (stack: Awaited<ReturnType<typeof stackOf>>): Promise<string[]> =>
  Object.entries(await previewSteps(stack))
    .filter(([name, step]) => step !== "same" && !name.startsWith("auditlog:"))
    .map(([name, step]) => `${step} ${name}`);

const types = (steps: readonly string[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const step of steps) {
    const [verb, type] = step.split(" ");
    const key = `${verb} ${type!.split(":").at(-1)}`;
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
};

it("queries join a stack that exists without changing anything in it, and go without a trace", async () => {
  await (await stackOf({})).up();
  const before = standing(ground);

  const asked = await stackOf({ saved: true, archive: true });
  const steps = await edits(asked);
  expect(types(steps)).toEqual({
    "create Bucket": 1,
    "create BucketPublicAccessBlock": 1,
    "create BucketOwnershipControls": 1,
    "create BucketServerSideEncryptionConfiguration": 1,
    "create BucketLifecycleConfiguration": 1,
    "create BucketPolicy": 1,
    "create CatalogDatabase": 1,
    "create CatalogTable": 1,
    "create Workgroup": 1,
    "create NamedQuery": 15,
    "create QueryDefinition": 15,
    "create SavedQuery": 14,
    "create SavedSearch": 14,
  });
  await asked.up();
  expect(await edits(asked)).toEqual([]);
  const during = standing(ground);
  expect(before.filter((one) => !during.includes(one))).toEqual([]);

  await (await stackOf({})).up();
  expect(standing(ground)).toEqual(before);
});

it("another question's text is a saved query's alone: Azure's are made anew, since nothing else is allowed there", async () => {
  await (await stackOf({ saved: true })).up();
  const regions = { aws: ["us-east-1"], gcp: ["us-east1"], azure: ["eastus"] };
  const moved = await stackOf({ saved: true }, { alerts: { regions } });
  expect((await edits(moved)).sort()).toEqual([
    "create-replacement azure-native:operationalinsights:SavedSearch audit-azure-query-other-regions",
    "update aws:cloudwatch/queryDefinition:QueryDefinition audit-aws-query-other-regions",
    "update gcp:logging/savedQuery:SavedQuery audit-gcp-query-other-regions",
  ]);
  await moved.up();
  expect(await edits(moved)).toEqual([]);
});
