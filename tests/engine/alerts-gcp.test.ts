import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everywhere, GcpAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, ownResources, previewSteps, resourcesOf } from "./stacks.ts";

/** Does not prove that Google Cloud accepts what its stand-in accepts, nor that it needs less than twelve minutes. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const secrets = {
  googleCloudKey: "k0123456789abcdef0123456789abcde",
  slackToken: "xoxb-hushhush",
  webhookToken: "hush-webhook",
};

const custom = [
  { name: "bucket-deleted", when: 'operation == "storage.buckets.delete"', severity: "critical" },
  { name: "denials", when: 'outcome == "denied"', severity: "low", threshold: { count: 20, withinMinutes: 10 } },
];
const alerts = { catalog: ["cis", "tamper"], custom };

const place = (given: object) => ({ spec: { version: 1, evidence: "disposable", alerts: { ...alerts, ...given } } });

const channels = () => ({
  mail: { email: { address: "security@example.com" } },
  oncall: { minSeverity: "critical", pagerDuty: { googleCloudKey: pulumi.secret(secrets.googleCloudKey) } },
  siem: { webhook: { url: "https://siem.example.com/hook", token: secrets.webhookToken } },
  team: { minSeverity: "high", slack: { token: secrets.slackToken, channel: "#security" } },
});

const stackWith = (given: object = {}): Promise<Stack> =>
  inlineStack(ground, "alerts", async () => {
    const audit = new GcpAuditLog("audit", { ...everywhere.gcp, ...place(given), channels: channels() });
    return { alerts: audit.alerts };
  });

const policiesOf = async (stack: Stack) =>
  (await resourcesOf(stack)).filter(({ type }) => type === "gcp:monitoring/alertPolicy:AlertPolicy");

/** The steps that a change of the spec asks for, by the resources' types and names. */
const stepsOf = async (given: object) => {
  const steps = Object.entries(await previewSteps(await stackWith(given)));
  return Object.fromEntries(steps.filter(([, op]) => op !== "same"));
};

describe("benchmarks, tamper alerts, alerts of one's own and each kind of channel", () => {
  it("come up, although Cloud Monitoring knows no metric for a while", async () => {
    const stack = await stackWith();
    const told: string[] = [];
    const { summary, outputs } = await stack.up({ onOutput: (text) => told.push(text) });
    expect(summary.result).toBe("succeeded");
    const policies = await policiesOf(stack);
    const counting = policies.filter(({ urn }) => nameOf(urn).startsWith("audit-count-"));
    expect(counting.length).toBeGreaterThanOrEqual(9);
    expect(told.join("")).toContain("retrying create due to on-error hook request");
    const byAlert = outputs.alerts!.value as Record<string, string[]>;
    expect(Object.values(byAlert).flat().sort()).toEqual(policies.map(({ id }) => id!).sort());
    expect(byAlert["bucket-deleted"]).toHaveLength(1);
    expect(byAlert["audit-capture-change"]).toHaveLength(2);
  });

  it("tell the channels that each severity reaches", async () => {
    const stack = await stackWith();
    const resources = await resourcesOf(stack);
    const idOf = (channel: string) => resources.find(({ urn }) => nameOf(urn) === `audit-channel-${channel}`)!.id;
    const told = async (name: string) =>
      (await policiesOf(stack)).find(({ urn }) => nameOf(urn) === name)!.inputs!.notificationChannels;
    expect(await told("audit-match-bucket-deleted")).toEqual(["mail", "oncall", "siem", "team"].map(idOf));
    expect(await told("audit-count-denials")).toEqual(["mail", "siem"].map(idOf));
  });

  it("change nothing in a second up, nor in a refresh", async () => {
    const stack = await stackWith();
    for (const { summary } of [await stack.up(), await stack.refresh()]) {
      expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
    }
  });

  it("keep what is secret out of the state", async () => {
    // As it is on disk: an export through the Automation API shows secrets.
    const state = readFileSync(join(ground.folder, "state", ".pulumi", "stacks", "test", "alerts.json"), "utf8");
    expect(state).toContain("security@example.com");
    expect(Object.values(secrets).filter((secret) => state.includes(secret))).toEqual([]);
  });

  it("lose the children of an alert that is muted, and no others", async () => {
    const mute = [{ alert: "route-change", reason: "routes are ours" }];
    expect(await stepsOf({ mute })).toEqual({
      "auditlog:index:GcpAuditLog audit": "update",
      "gcp:logging/metric:Metric audit-each-route-change": "delete",
      "gcp:monitoring/alertPolicy:AlertPolicy audit-count-route-change": "delete",
    });
  });

  it("change the child of an alert that is edited, and no others", async () => {
    const [matched, counted] = custom;
    const when = 'operation == "storage.buckets.update"';
    expect(await stepsOf({ custom: [{ ...matched, when }, counted] })).toEqual({
      "auditlog:index:GcpAuditLog audit": "update",
      "gcp:monitoring/alertPolicy:AlertPolicy audit-match-bucket-deleted": "update",
    });
    const edited = { custom: [matched, { ...counted, when }] };
    expect(await stepsOf(edited)).toEqual({
      "auditlog:index:GcpAuditLog audit": "update",
      "gcp:logging/metric:Metric audit-sum-denials": "update",
    });
    const { summary } = await (await stackWith(edited)).up();
    expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: 2 });
  });

  it("go with the stack", async () => {
    const stack = await stackWith();
    await stack.destroy();
    expect(ownResources(await resourcesOf(stack))).toEqual([]);
  });
});

class Team extends pulumi.ComponentResource {}

describe("two components of one name, in others that differ", () => {
  const scopes = {
    "acme:index:Blue": {},
    "acme:index:Green": { scope: "organization", organizationId: "123456789012" },
  };
  const twins = () =>
    inlineStack(ground, "twins", async () => {
      for (const [type, scope] of Object.entries(scopes)) {
        const spec = { version: 1, capture: { management: "write" }, evidence: "disposable", alerts };
        new GcpAuditLog("audit", { ...everywhere.gcp, ...scope, spec }, { parent: new Team(type, "team") });
      }
    });

  it("each wait for their own metrics, one of a project and one of an organization", async () => {
    const stack = await twins();
    const { summary } = await stack.up();
    expect(summary.result).toBe("succeeded");
    const counting = (await policiesOf(stack)).filter(({ urn }) => nameOf(urn).startsWith("audit-count-"));
    const counts = Object.keys(scopes).map((type) => counting.filter(({ urn }) => urn.includes(type)).length);
    expect(counts[0]).toBeGreaterThanOrEqual(9);
    expect(counts[1]).toBeGreaterThan(counts[0]!);
    await stack.destroy();
  });
});
