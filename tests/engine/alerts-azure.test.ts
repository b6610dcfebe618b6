import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AzureAuditLog } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  refusedOutput,
  resourcesOf,
  stateText,
} from "./stacks.ts";

/** Does not prove that Azure accepts what the stand-in accepts, nor that a message arrives. */

const secrets = ["https://hooks.slack.com/services/T0/B0/s3cret", "xoxb-s3cret", "a".repeat(32), "s3cret-token"];
const [webhookUrl, token, azureKey, webhookToken] = secrets as [string, string, string, string];

const mine = { name: "mine", when: 'operation == "Microsoft.KeyVault/vaults/delete"', severity: "high" };

interface Settings {
  custom: object[];
  mute: object[];
}
const settings: Settings = {
  custom: [
    mine,
    { name: "many", when: 'outcome == "denied"', severity: "low", threshold: { count: 20, withinMinutes: 10 } },
  ],
  mute: [],
};

const program = (channels: object) => async () => {
  const { custom, mute } = settings;
  const alerts = { catalog: ["cis", "tamper"], mute, custom };
  const audit = new AzureAuditLog("audit", {
    location: "westeurope",
    spec: { version: 1, evidence: "disposable", alerts },
    channels,
  });
  return { audit };
};

/** Given in the open, and as secrets: both stay secret. */
const everyKind = () => ({
  mail: { email: { address: "security@example.com" } },
  hook: { slack: { webhookUrl }, minSeverity: "high" },
  bot: { slack: { token: pulumi.secret(token), channel: "#security" }, minSeverity: "critical" },
  phone: { pagerDuty: { azureKey: pulumi.secret(azureKey) }, minSeverity: "critical" },
  siem: { webhook: { url: "https://siem.example.com/hook", token: webhookToken } },
});

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "alerts-azure", program(everyKind()));
});
afterAll(() => ground.clear());

const changes = async (): Promise<Record<string, string>> => {
  const steps: Record<string, string> = {};
  await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      const { urn = "", op = "same" } = resourcePreEvent?.metadata ?? {};
      if (op !== "same") steps[nameOf(urn)] = op;
    },
  });
  return steps;
};

describe("alerts on Azure, with every kind of channel", () => {
  it("come up", async () => {
    const { summary, stderr } = await stack.up();
    expect([summary.result, stderr]).toEqual(["succeeded", ""]);
    const types = ownResources(await resourcesOf(stack)).map(({ type }) => type);
    const count = (resource: string) => types.filter((type) => type === `azure-native:${resource}`).length;
    expect(count("monitor:ActivityLogAlert")).toBeGreaterThan(25);
    expect(count("monitor:ScheduledQueryRule")).toBeGreaterThan(4);
    expect(count("monitor:ActionGroup")).toBe(3);
    expect(count("logic:Workflow")).toBe(2);
  });

  it("change nothing in a second up right after, and have not drifted", async () => {
    expect(await changes()).toEqual({});
    const { summary } = await stack.refresh();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("keep what is secret out of the state's text, a workflow's address too", () => {
    const text = stateText(ground, stack);
    expect(text).toContain("security@example.com");
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/sig=[A-Za-z0-9]/);
  });

  it("lose only its own rules when an alert is muted", async () => {
    settings.mute = [{ alert: "firewall-change", reason: "a pipeline does it" }];
    expect(await changes()).toEqual({
      audit: "update",
      "audit-alert-firewall-change": "delete",
      "audit-alert-firewall-change.2": "delete",
    });
  });

  it("change only the rule whose filter is edited", async () => {
    settings.custom = [{ ...mine, when: 'operation == "Microsoft.Sql/servers/delete"' }, settings.custom[1]!];
    expect(await changes()).toEqual({ audit: "update", "audit-alert-mine": "update" });
  });

  it("go with the stack", async () => {
    await stack.destroy();
    expect(ownResources(await resourcesOf(stack))).toEqual([]);
  });
});

it("a channel that Azure can't serve is refused before anything is created, without a word of its secret", async () => {
  const refused = await inlineStack(
    ground,
    "refused-azure",
    program({ phone: { pagerDuty: { eventsKey: azureKey } } }),
  );
  const output = await refusedOutput((onOutput) => refused.up({ onOutput }));
  expect(output).toContain("Azure can't reach pagerDuty with what is given; give azureKey");
  expect(output).not.toContain(azureKey);
  expect(ownResources(await resourcesOf(refused)).filter(({ custom }) => custom)).toEqual([]);
});
