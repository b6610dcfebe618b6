import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folders } from "../../tools/environment.mjs";
import {
  type Ground,
  nameOf,
  openGround,
  ownResources,
  previewSteps,
  resourcesOf,
  rootStack,
  settingsOf,
  standing,
} from "./stacks.ts";

/** Does not prove that a real cloud accepts what the stand-ins accept. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

describe("the root program, stack dev", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await rootStack(ground, "dev");
  });

  it("comes up in all three clouds, with at least 45 resources", async () => {
    const { summary, outputs } = await stack.up();
    const resources = ownResources(await resourcesOf(stack));
    expect(summary.result).toBe("succeeded");
    expect(resources.length).toBeGreaterThanOrEqual(45);
    for (const cloud of ["aws", "gcp", "azure"]) {
      expect(Object.keys(outputs[cloud]!.value).sort()).toEqual([
        "alerts",
        "archive",
        "collector",
        "compliance",
        "coverage",
        "filters",
        "kept",
        "key",
        "queries",
        "search",
      ]);
    }
    const rules = (outputs.coverage!.value as { rule: string }[]).map(({ rule }) => rule.split(".")[0]);
    expect(rules.filter((rule) => rule !== "alerts")).toHaveLength(3 * 9);
    expect(rules.filter((rule) => rule === "alerts").length).toBeGreaterThan(3 * 12);
  });

  it("changes nothing in a second up right after", async () => {
    const { summary } = await stack.up();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("finds no drift: refresh changes nothing", async () => {
    const { summary } = await stack.refresh();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("leaves no store and no key after a destroy, since its evidence is disposable", async () => {
    await stack.destroy();
    expect(standing(ground)).toEqual(settingsOf("acme-dev", "monitoring"));
  });

  it("comes up again after that, with new names", async () => {
    const { summary } = await stack.up();
    expect(summary.result).toBe("succeeded");
    await stack.destroy();
  });
});

describe("the root program, stack prod", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await rootStack(ground, "prod");
    await stack.up();
  });

  it("updates, and replaces nothing, when retention.days is edited", async () => {
    const { value } = await stack.getConfig("audit:overrides");
    await stack.setConfig("audit:overrides", { value: value.replace("2557", "2600") });
    const steps = await previewSteps(stack);
    const changed = Object.entries(steps).filter(([, op]) => op !== "same");
    expect(Object.fromEntries(changed)).toEqual({
      "auditlog:index:AuditLog audit": "update",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-aws-access-logs-lifecycle": "update",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration audit-aws-archive-lifecycle": "update",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration audit-aws-archive-object-lock": "update",
      "azure-native:storage:ManagementPolicy audit-azure-lifecycle": "update",
      "azure-native:storage:StorageAccount audit-azure-account": "update",
      "gcp:storage/bucket:Bucket audit-gcp-archive": "update",
    });
    const { summary } = await stack.up();
    expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: 7 });
  });

  it("keeps stores, keys and what protects them after a destroy, and nothing else", async () => {
    const resources = await resourcesOf(stack);
    const kept = resources.filter(({ retainOnDelete }) => retainOnDelete);
    const services = resources.filter(({ type }) => type === "gcp:projects/service:Service");
    await stack.destroy();
    const left = [...kept, ...services].map(({ type, id }) => `${type} ${id}`);
    expect(standing(ground)).toEqual([...settingsOf("acme-dev", "monitoring"), ...left].sort());
    expect(kept.map(({ urn }) => nameOf(urn)).sort()).toMatchInlineSnapshot(`
      [
        "audit-aws-access-logs",
        "audit-aws-access-logs-encryption",
        "audit-aws-access-logs-lifecycle",
        "audit-aws-access-logs-ownership",
        "audit-aws-access-logs-policy",
        "audit-aws-access-logs-public-access-block",
        "audit-aws-access-logs-versioning",
        "audit-aws-archive",
        "audit-aws-archive-encryption",
        "audit-aws-archive-lifecycle",
        "audit-aws-archive-logging",
        "audit-aws-archive-object-lock",
        "audit-aws-archive-ownership",
        "audit-aws-archive-policy",
        "audit-aws-archive-public-access-block",
        "audit-aws-archive-versioning",
        "audit-aws-key",
        "audit-aws-key-alias",
        "audit-aws-log-group",
        "audit-azure-account",
        "audit-azure-activity-log-container",
        "audit-azure-blob-service",
        "audit-azure-group",
        "audit-azure-identity",
        "audit-azure-key",
        "audit-azure-key-grant",
        "audit-azure-lifecycle",
        "audit-azure-vault",
        "audit-azure-workspace",
        "audit-gcp-archive",
        "audit-gcp-audit-allServices",
        "audit-gcp-key",
        "audit-gcp-key-logging",
        "audit-gcp-key-ring",
        "audit-gcp-key-storage",
        "audit-gcp-log-bucket",
      ]
    `);
  });

  it("comes up again beside what was kept", async () => {
    const { summary } = await stack.up();
    expect(summary.result).toBe("succeeded");
  });
});

describe("the root program, stack staging", () => {
  it("would come up with the same resources as prod, but for the readers", async () => {
    const previewed = async (name: string) =>
      Object.keys(await previewSteps(await rootStack(ground, name))).map((line) =>
        line.replace(`audit-${name}`, "audit"),
      );
    const staging = await previewed("staging");
    const prod = (await previewed("prod")).filter((line) => !line.includes("-reader-"));
    expect(staging.length).toBeGreaterThanOrEqual(45);
    expect(staging.sort()).toEqual(prod.sort());
  });
});

describe("the plugin", () => {
  it("prints the committed schema to pulumi package get-schema", () => {
    const plugin = join(folders.plugin, "pulumi-resource-auditlog");
    const printed = execFileSync("pulumi", ["package", "get-schema", plugin], { env: ground.env, encoding: "utf8" });
    const committed = readFileSync(join(import.meta.dirname, "..", "..", "schema.json"), "utf8");
    expect(JSON.parse(printed)).toEqual(JSON.parse(committed));
  });
});
