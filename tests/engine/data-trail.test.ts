import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, ownResources, resourcesOf } from "./stacks.ts";

/** Does not prove that CloudTrail delivers what a trail has recorded before it is deleted. */

interface Settings {
  data: object[];
  dataEventsInLogs: boolean;
  custom: object[];
}
const settings: Settings = { data: [{ service: "storage" }], dataEventsInLogs: true, custom: [] };

const program = async () => {
  const { data, dataEventsInLogs, custom } = settings;
  const alerts = { catalog: ["tamper"], custom };
  const channels = { mail: { email: { address: "security@example.com" } } };
  const spec = { version: 1, evidence: "disposable", capture: { data }, alerts };
  return { audit: new AwsAuditLog("audit", { region: "eu-central-1", spec, dataEventsInLogs, channels }) };
};

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "data-trail", program);
});
afterAll(() => ground.clear());

const alarm = (when: string) => ({
  name: "mine",
  when,
  severity: "high",
  threshold: { count: 20, withinMinutes: 10 },
});

/** The steps of an update that were completed, in their order. */
const steps = async (): Promise<string[]> => {
  const done: string[] = [];
  await stack.up({
    onEvent: ({ resOutputsEvent }) => {
      const { urn = "", op = "same" } = resOutputsEvent?.metadata ?? {};
      if (op !== "same") done.push(`${op} ${nameOf(urn)}`);
    },
  });
  return done;
};

const ofTrails = (done: readonly string[]): string[] => done.filter((step) => /-trail$/.test(step));

describe("a stack that records data events with the one trail", () => {
  it("comes up", async () => {
    expect((await stack.up()).summary.result).toBe("succeeded");
  });

  it("gets the trail of data events before the other leaves them out, once bucket and key let it write", async () => {
    settings.dataEventsInLogs = false;
    const done = await steps();
    expect(ofTrails(done)).toEqual(["create audit-data-trail", "update audit-trail"]);
    const before = done.slice(0, done.indexOf("create audit-data-trail"));
    expect(before).toEqual(expect.arrayContaining(["update audit-archive-policy", "update audit-key"]));
    expect(done.filter((step) => /^(?:delete|replace)/.test(step))).toEqual([]);
  });

  it("changes nothing in a second up right after, and has not drifted", async () => {
    expect(await steps()).toEqual([]);
    expect(Object.keys((await stack.refresh()).summary.resourceChanges!)).toEqual(["same"]);
  });

  it("guards both trails: alerts about the one are about the other", async () => {
    const resources = await resourcesOf(stack);
    const trails = resources.filter(({ type }) => type === "aws:cloudtrail/trail:Trail");
    const names = trails.map(({ outputs }) => String(outputs!.name)).sort();
    expect(names).toEqual([names[0], `${names[0]}-data`]);
    const stopped = resources.find(({ urn }) => nameOf(urn) === "audit-alert-audit-log-stopped")!;
    for (const name of names) expect(stopped.inputs!.eventPattern).toContain(`:trail/${name}"`);
  });

  it("leaves the trail of data events as it is when an alert counts some of them", async () => {
    settings.custom = [alarm('service == "s3.amazonaws.com" && operation.startsWith("Delete")')];
    const done = await steps();
    expect(ofTrails(done)).toEqual(["update audit-trail"]);
    expect(done.filter((step) => step.startsWith("delete"))).toEqual([]);
  });

  it("loses the trail of data events only after the other records all of them", async () => {
    settings.custom = [alarm('outcome == "denied"')];
    expect(ofTrails(await steps())).toEqual(["update audit-trail", "delete audit-data-trail"]);
  });

  it("goes with the stack", async () => {
    await stack.destroy();
    expect(ownResources(await resourcesOf(stack))).toEqual([]);
  });
});
