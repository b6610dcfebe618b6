import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, ownResources, refusedOutput, resourcesOf } from "./stacks.ts";

/** Does not prove that Slack shows what Amazon Q Developer is told, nor that the workspace is authorized. */

const ids = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };

const program =
  (channels: object, alertRegions: string[] = []) =>
  async () => {
    const spec = { version: 1, evidence: "disposable", alerts: { catalog: ["organization-left", "route-change"] } };
    new AwsAuditLog("audit", { region: "eu-central-1", alertRegions, spec, channels });
  };

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "alerts-chat", program({ room: { slack: ids, minSeverity: "high" } }));
});
afterAll(() => ground.clear());

describe("a channel of Slack by its ids", () => {
  it("comes up with its topic, role and configuration, and changes nothing in a second up", async () => {
    const { summary } = await stack.up();
    expect(summary.result).toBe("succeeded");
    const resources = await resourcesOf(stack);
    const configuration = resources.find(({ type }) => type.includes("chatbot"))!;
    expect(nameOf(configuration.urn)).toBe("audit-channel-room");
    expect(configuration.inputs).toMatchObject({
      region: "eu-west-1",
      slackTeamId: ids.workspaceId,
      slackChannelId: ids.channelId,
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      userAuthorizationRequired: true,
    });
    const again = await stack.up();
    expect(Object.keys(again.summary.resourceChanges!)).toEqual(["same"]);
  });

  it("goes with the stack", async () => {
    await stack.destroy();
    expect(ownResources(await resourcesOf(stack))).toEqual([]);
  });

  it("is refused by half, before anything is created", async () => {
    const half = await inlineStack(
      ground,
      "half-a-chat",
      program({ room: { slack: { workspaceId: ids.workspaceId } } }),
    );
    const output = await refusedOutput((onOutput) => half.up({ onOutput }));
    expect(output).toContain("AWS can't reach slack with what is given; give workspaceId and channelId");
    expect(ownResources(await resourcesOf(half)).filter(({ custom }) => custom)).toEqual([]);
  });
});
