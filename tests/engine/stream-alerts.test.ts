import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog, AzureAuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, resourcesOf } from "./stacks.ts";

/** Does not prove that a cloud records such a call and tells of it: the catalog's examples show what a record of one matches. */

const settings = { enabled: true };

const program = async () => {
  const { enabled } = settings;
  const spec = {
    version: 1,
    evidence: "disposable" as const,
    stream: { enabled },
    alerts: { catalog: ["stream-change" as const] },
  };
  const channels = { mail: { email: { address: "security@example.com" } } };
  return {
    aws: new AwsAuditLog("aws", { ...everywhere.aws, spec, channels }),
    gcp: new GcpAuditLog("gcp", { ...everywhere.gcp, spec, channels }),
    azure: new AzureAuditLog("azure", { ...everywhere.azure, spec, channels }),
  };
};

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "stream-alerts", program);
});
afterAll(() => ground.clear());

const found = async (name: string) => (await resourcesOf(stack)).find(({ urn }) => urn.endsWith(`::${name}`));

/** The alert's rule, policy or alert in each cloud, as text. */
const told = async (): Promise<(string | undefined)[]> =>
  Promise.all(
    ["aws-alert-stream-change", "gcp-match-stream-change", "azure-alert-stream-change"].map(async (name) => {
      const inputs = (await found(name))?.inputs;
      return inputs && JSON.stringify(inputs);
    }),
  );

describe("the alert about a stream", () => {
  it("names in each cloud what the stream is made of", async () => {
    expect((await stack.up()).summary.result).toBe("succeeded");
    const [aws, gcp, azure] = await told();
    const unique = /auditlog-stream-files-([0-9a-f]{7})$/.exec(
      String((await found("aws-stream-delivery"))!.inputs!.name),
    )![1];
    expect(aws).toContain(`-${unique}`);
    expect(aws).toContain(`auditlog_stream_${unique}`);
    expect(gcp).toContain(`/topics/${(await found("gcp-stream-topic"))!.outputs!.name}$`);
    expect(gcp).toContain(`/subscriptions/${(await found("gcp-stream-subscription"))!.outputs!.name}$`);
    expect(azure).toContain("Microsoft.EventHub/namespaces/delete");
    expect(aws).not.toContain("${");
  });

  it("is left as it is by a second deployment", async () => {
    expect(Object.keys((await stack.up()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("goes with the stream where it would be about nothing else", async () => {
    settings.enabled = false;
    const done: string[] = [];
    await stack.up({
      onEvent: ({ resOutputsEvent }) => {
        const { urn = "", op = "same" } = resOutputsEvent?.metadata ?? {};
        if (op !== "same") done.push(`${op} ${nameOf(urn)}`);
      },
    });
    expect(done.filter((step) => step.includes("stream-change")).sort()).toEqual([
      "delete azure-alert-stream-change",
      "delete gcp-match-stream-change",
    ]);
    const [aws, gcp, azure] = await told();
    expect([gcp, azure]).toEqual([undefined, undefined]);
    expect(aws).toContain("DeleteSubscriptionFilter");
  });
});
