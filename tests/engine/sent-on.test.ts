import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, resourcesOf } from "./stacks.ts";

/** Does not prove that AWS loses no event: the stand-in refuses a queue that EventBridge or SNS may not send to, and sends nothing. */

const settings: { alertRegions: string[]; health: object } = {
  alertRegions: ["eu-west-3"],
  health: { silenceAfterHours: 24 },
};

const program = async () => {
  new AwsAuditLog("audit", {
    region: "eu-central-1",
    spec: {
      version: 1,
      evidence: "disposable",
      alerts: {
        custom: [
          { name: "mine", when: 'service == "iam.amazonaws.com" && operation == "CreateUser"', severity: "high" },
        ],
      },
      health: settings.health,
    },
    alertRegions: settings.alertRegions,
    channels: { mail: { email: { address: "security@example.com" } } },
  });
};

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "sent-on", program);
});
afterAll(() => ground.clear());

const changes = async (): Promise<string[]> => {
  const steps: string[] = [];
  await stack.up({
    onEvent: ({ resOutputsEvent }) => {
      const { urn = "", op = "same" } = resOutputsEvent?.metadata ?? {};
      if (op !== "same") steps.push(`${op} ${nameOf(urn)}`);
    },
  });
  return steps.sort();
};

const watchOf = (key: string) =>
  ["health.", "", "-policy", "-subscription", "-topic", "-topic-policy"].map((part) =>
    part === "health." ? `audit-health.${key}.undelivered` : `audit-${key}.undelivered${part}`,
  );

describe("events that could not be sent on from another region", () => {
  it("are kept in that region, whose alarm tells the queue where the stack is", async () => {
    expect((await stack.up()).summary.result).toBe("succeeded");
    const found = await resourcesOf(stack);
    const inputsOf = (name: string) => found.find(({ urn }) => nameOf(urn) === name)!.inputs!;
    const names = found.map(({ urn }) => nameOf(urn)).filter((name) => name.includes("of-eu-west-3"));
    expect(names.sort()).toEqual(
      ["audit-events-of-eu-west-3", "audit-events-of-eu-west-3.to.rules", ...watchOf("events-of-eu-west-3")].sort(),
    );
    const queue = expect.stringMatching(
      /^arn:aws:sqs:eu-west-3:\d+:auditlog-events-of-eu-west-3-undelivered-[0-9a-f]{7}$/,
    );
    expect(inputsOf("audit-events-of-eu-west-3.to.rules")).toMatchObject({ deadLetterConfig: { arn: queue } });
    expect(inputsOf("audit-events-of-eu-west-3.undelivered-subscription")).toMatchObject({
      region: "eu-west-3",
      protocol: "sqs",
      endpoint: expect.stringMatching(/^arn:aws:sqs:eu-central-1:\d+:auditlog-undelivered-[0-9a-f]{7}$/),
    });
    expect(inputsOf("audit-health.events-of-eu-west-3.undelivered")).toMatchObject({
      region: "eu-west-3",
      alarmActions: [expect.stringContaining(":sns:eu-west-3:")],
    });
  });

  it("change nothing in a second up right after, and have not drifted", async () => {
    expect(await changes()).toEqual([]);
    expect(Object.keys((await stack.refresh()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("go with the region", async () => {
    settings.alertRegions = [];
    expect(await changes()).toEqual(
      [
        ...["audit-events-of-eu-west-3", "audit-events-of-eu-west-3.to.rules", ...watchOf("events-of-eu-west-3")].map(
          (name) => `delete ${name}`,
        ),
        "update audit",
        "update audit-undelivered-alerts-policy",
      ].sort(),
    );
  });

  it("are kept without an alarm where nobody is to be told of what falls silent", async () => {
    settings.health = {};
    const gone = (await changes()).filter((step) => step.includes("global-services"));
    const [alarm, , , ...told] = watchOf("global-services");
    expect(gone).toEqual([alarm, ...told].map((name) => `delete ${name}`).sort());
  });
});
